import { useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import type { TableColumn } from '../../../engine/protocol/table.ts'
import type { FieldMeta } from '../../../nodes/kit/fields.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { isGroup, withPart, type Group } from './conditions-model.ts'
import { ConditionRow } from './ConditionRow.tsx'

const deepest = 3

export interface ConditionGroupProps {
  readonly group: Group
  readonly columns: readonly TableColumn[] | null
  readonly operators: NonNullable<FieldMeta['operators']>
  readonly disabled: boolean
  readonly onChange: (group: Group) => void
  /** Absent for the outermost group. */
  readonly onRemove?: () => void
  readonly depth?: number
}

/** Comparisons and groups of them, joined by all or any. */
export function ConditionGroup({ group, columns, operators, disabled, onChange, onRemove, depth = 1 }: ConditionGroupProps) {
  const { t } = useLingui()
  const id = useId()
  const several = group.parts.length > 1
  return (
    <div
      className={depth === 1 ? 'flex flex-col gap-2' : 'group-box'}
      role="group"
      aria-label={group.join === 'all' ? t`All of these` : t`Any of these`}
    >
      {(several || onRemove) && (
        <div className="flex items-center gap-1">
          <Segmented
            size="s"
            label={t`How they are joined`}
            value={group.join}
            disabled={disabled}
            onChange={(join) => onChange({ ...group, join })}
            options={[
              { value: 'all', label: t`all of these` },
              { value: 'any', label: t`any of these` },
            ]}
          />
          {onRemove && (
            <IconButton className="ml-auto" icon="x" size="s" label={t`Take the group out`} disabled={disabled} onClick={onRemove} />
          )}
        </div>
      )}
      {group.parts.map((part, i) =>
        isGroup(part) ? (
          <ConditionGroup
            key={i}
            group={part}
            columns={columns}
            operators={operators}
            disabled={disabled}
            depth={depth + 1}
            onChange={(next) => onChange(withPart(group, i, next))}
            onRemove={() => onChange(withPart(group, i, null))}
          />
        ) : (
          <ConditionRow
            key={i}
            id={`${id}-${i}`}
            leaf={part}
            columns={columns}
            operators={operators}
            disabled={disabled}
            onChange={(next) => onChange(withPart(group, i, next))}
            onRemove={() => onChange(withPart(group, i, null))}
          />
        ),
      )}
      <div className="flex gap-1">
        <Button
          size="s"
          icon="plus"
          disabled={disabled}
          onClick={() => onChange({ ...group, parts: [...group.parts, { column: '', is: operators[0]?.id ?? '' }] })}
        >
          {t`Condition`}
        </Button>
        {depth < deepest && (
          <Button
            size="s"
            variant="ghost"
            icon="plus"
            disabled={disabled}
            onClick={() =>
              onChange({
                ...group,
                parts: [
                  ...group.parts,
                  { join: group.join === 'all' ? 'any' : 'all', parts: [{ column: '', is: operators[0]?.id ?? '' }] },
                ],
              })
            }
          >
            {t`Group`}
          </Button>
        )}
      </div>
    </div>
  )
}
