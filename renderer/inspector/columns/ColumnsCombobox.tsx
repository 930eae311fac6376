import { Combobox } from '@base-ui/react/combobox'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { TableColumn } from '../../../engine/protocol/table.ts'
import type { FieldIds } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { columnIcon } from '../../views/column-icon.ts'
import { ColumnItems } from './ColumnItems.tsx'
import { fitsQuery } from './fits-query.ts'

export interface ColumnsComboboxProps {
  readonly ids?: FieldIds
  readonly label: string
  readonly columns: readonly TableColumn[]
  readonly value: readonly string[]
  readonly onChange: (names: readonly string[]) => void
  readonly placeholder: string
  readonly disabled?: boolean
}

/** Several columns by name in the order chosen, found by typing. Those that are not there any more are struck through. */
export function ColumnsCombobox({ ids, label, columns, value, onChange, placeholder, disabled = false }: ColumnsComboboxProps) {
  const { t } = useLingui()
  const byName = useMemo(() => new Map(columns.map((column) => [column.name, column])), [columns])
  return (
    <Combobox.Root
      multiple
      items={columns.map(({ name }) => name)}
      value={[...value]}
      onValueChange={(next, { reason }) => {
        // Escape closes the list; that it empties the field too would be a surprise.
        if (reason !== 'escape-key') onChange(next)
      }}
      filter={fitsQuery}
      autoHighlight
      limit={200}
      disabled={disabled}
    >
      <Combobox.InputGroup className="input input-tags">
        <Combobox.Chips className="contents">
          {value.map((name) => {
            const column = byName.get(name)
            return (
              <Combobox.Chip key={name} className="tag" data-gone={column ? undefined : true} aria-label={name}>
                {column && <Icon name={columnIcon(column)} size={12} />}
                <span className="truncate">{name}</span>
                {!disabled && (
                  <Combobox.ChipRemove className="tag-remove" aria-label={t`Take ${name} out`}>
                    <Icon name="x" size={12} />
                  </Combobox.ChipRemove>
                )}
              </Combobox.Chip>
            )
          })}
          <Combobox.Input {...ids} aria-label={label} className="column-input" placeholder={value.length === 0 ? placeholder : ''} />
        </Combobox.Chips>
      </Combobox.InputGroup>
      <ColumnItems columns={columns} />
    </Combobox.Root>
  )
}
