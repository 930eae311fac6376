import { Combobox } from '@base-ui/react/combobox'
import { useLingui } from '@lingui/react/macro'
import type { TableColumn } from '../../../engine/protocol/table.ts'
import type { FieldIds } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { columnIcon } from '../../views/column-icon.ts'
import { useColumnWords } from '../../views/use-column-words.ts'
import { ColumnItems } from './ColumnItems.tsx'
import { fitsQuery } from './fits-query.ts'

export interface ColumnComboboxProps {
  readonly ids: FieldIds
  readonly label: string
  readonly columns: readonly TableColumn[]
  /** Empty while none is chosen. */
  readonly value: string
  readonly onChange: (name: string) => void
  readonly optional?: boolean
  readonly disabled?: boolean
  /** There is room for the name alone. */
  readonly narrow?: boolean
}

/** One column by name, found by typing. A chosen one that is not there any more is struck through. */
export function ColumnCombobox(props: ColumnComboboxProps) {
  const { ids, label, columns, value, onChange, optional = false, disabled = false, narrow = false } = props
  const { t } = useLingui()
  const words = useColumnWords()
  const chosen = columns.find(({ name }) => name === value)
  const gone = value !== '' && !chosen
  const names = columns.map(({ name }) => name)
  return (
    <Combobox.Root
      items={optional ? ['', ...names] : names}
      value={value}
      onValueChange={(next, { reason }) => {
        if (next !== null && next !== value && reason !== 'escape-key') onChange(next)
      }}
      filter={fitsQuery}
      autoHighlight
      itemToStringLabel={(name) => (name === '' ? t`none` : name)}
      limit={200}
      disabled={disabled}
    >
      <Combobox.Trigger {...ids} aria-label={label} className="input select" data-gone={gone || undefined}>
        {chosen && <Icon name={columnIcon(chosen)} size={14} />}
        <span
          title={value || undefined}
          className={`min-w-0 flex-1 truncate text-left ${gone ? 'text-err line-through' : chosen ? '' : 'text-text-3'}`}
        >
          {value === '' ? (optional ? t`not set` : t`choose a column`) : value}
        </span>
        {chosen && !narrow && <span className="text-small text-text-3">{words.type(chosen.type)}</span>}
        <Icon name="chevron-down" size={14} />
      </Combobox.Trigger>
      <ColumnItems columns={columns} search />
    </Combobox.Root>
  )
}
