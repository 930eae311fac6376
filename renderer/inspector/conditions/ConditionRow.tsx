import { useLingui } from '@lingui/react/macro'
import type { TableColumn } from '../../../engine/protocol/table.ts'
import type { FieldMeta } from '../../../nodes/kit/fields.ts'
import { useText } from '../../session/use-text.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { ColumnCombobox } from '../columns/ColumnCombobox.tsx'
import { UseNearest } from '../columns/UseNearest.tsx'
import { fitted, type Leaf } from './conditions-model.ts'
import { OperandInput } from './OperandInput.tsx'

export interface ConditionRowProps {
  readonly id: string
  readonly leaf: Leaf
  /** Null while they are not known. */
  readonly columns: readonly TableColumn[] | null
  readonly operators: NonNullable<FieldMeta['operators']>
  readonly disabled: boolean
  readonly onChange: (leaf: Leaf) => void
  readonly onRemove: () => void
}

/** One comparison: column, operator, operands. Operators are those that the column's type takes. */
export function ConditionRow({ id, leaf, columns, operators, disabled, onChange, onRemove }: ConditionRowProps) {
  const { t } = useLingui()
  const text = useText()
  const shown = columns ?? (leaf.column === '' ? [] : [{ name: leaf.column, type: '' }])
  const type = columns?.find(({ name }) => name === leaf.column)?.type
  const fitting = operators.filter(({ accepts }) => type === undefined || (accepts as readonly string[]).includes(type))
  const operator = operators.find((one) => one.id === leaf.is)
  const chooseColumn = (column: string) => {
    const next = columns?.find(({ name }) => name === column)
    const keeps = operator && next && (operator.accepts as readonly string[]).includes(next.type)
    const first = operators.find(({ accepts }) => !next || (accepts as readonly string[]).includes(next.type))
    const is = keeps ? leaf.is : (first?.id ?? leaf.is)
    onChange(
      fitted(
        { ...leaf, column, is },
        operators.find((one) => one.id === is),
      ),
    )
  }
  return (
    <div className="flex flex-col gap-1" role="group" aria-label={leaf.column === '' ? t`Condition` : t`Condition on ${leaf.column}`}>
      <div className="flex items-center gap-1">
        <div className="min-w-0 flex-1">
          <ColumnCombobox
            ids={{ id, 'aria-describedby': undefined, 'aria-invalid': undefined }}
            label={t`Column of the condition`}
            columns={shown}
            value={leaf.column}
            disabled={disabled}
            onChange={chooseColumn}
          />
        </div>
        <IconButton icon="x" size="s" label={t`Take the condition out`} disabled={disabled} onClick={onRemove} />
      </div>
      <UseNearest name={leaf.column} columns={columns} onUse={chooseColumn} />
      <div className="grid grid-cols-[minmax(0,5fr)_minmax(0,6fr)] items-start gap-1 pr-7">
        <Select
          aria-label={t`Comparison`}
          options={fitting.map((one) => ({ value: one.id, label: text(one.label) }))}
          value={leaf.is}
          disabled={disabled}
          onChange={(is) =>
            onChange(
              fitted(
                { ...leaf, is },
                operators.find((one) => one.id === is),
              ),
            )
          }
        />
        {operator && <OperandInput leaf={leaf} operator={operator} type={type ?? 'text'} disabled={disabled} onChange={onChange} />}
      </div>
    </div>
  )
}
