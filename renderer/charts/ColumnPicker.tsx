import { useLingui } from '@lingui/react/macro'
import { useState, type MouseEvent } from 'react'
import type { TableColumn } from '../../engine/protocol/table.ts'
import { Icon } from '../ui/Icon.tsx'
import { Input } from '../ui/Input.tsx'
import { columnIcon } from '../views/column-icon.ts'
import { columnSort } from './propose-chart.ts'

export interface ColumnPickerProps {
  readonly columns: readonly TableColumn[]
  readonly chosen: readonly TableColumn[]
  readonly onChoose: (chosen: readonly TableColumn[]) => void
}

const most = 300

/** The columns of a table: a click draws one, the sign beside it adds it to what is drawn or takes it out. */
export function ColumnPicker({ columns, chosen, onChoose }: ColumnPickerProps) {
  const { t } = useLingui()
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const fitting = columns.filter((column) => columnSort(column) !== 'list' && column.name.toLowerCase().includes(wanted))
  const toggled = (column: TableColumn) =>
    chosen.includes(column) ? chosen.filter((one) => one !== column) : [...chosen, column].slice(-3)
  return (
    <div className="chart-columns">
      {columns.length > 8 && (
        <div className="p-2 pb-1">
          <Input
            icon="search"
            type="search"
            live
            placeholder={t`Find a column`}
            aria-label={t`Find a column`}
            value={query}
            onChange={setQuery}
          />
        </div>
      )}
      <ul className="scroll min-h-0 flex-1 py-1" aria-label={t`Columns`}>
        {fitting.slice(0, most).map((column) => {
          const pressed = chosen.includes(column)
          return (
            <li key={column.name} className="chart-column" data-on={pressed || undefined}>
              <button
                type="button"
                className="chart-column-name"
                aria-pressed={pressed}
                onClick={(event: MouseEvent) => onChoose(event.shiftKey || event.ctrlKey || event.metaKey ? toggled(column) : [column])}
              >
                <Icon name={columnIcon(column)} size={13} />
                <span className="min-w-0 truncate" title={column.name}>
                  {column.name}
                </span>
              </button>
              <button
                type="button"
                className="chart-column-add"
                aria-label={pressed ? t`Take ${column.name} out of the chart` : t`Add ${column.name} to the chart`}
                title={pressed ? t`Take out of the chart` : t`Add to the chart`}
                onClick={() => onChoose(toggled(column))}
              >
                <Icon name={pressed ? 'x' : 'plus'} size={12} />
              </button>
            </li>
          )
        })}
        {fitting.length > most && <li className="meta px-2 py-1">{t`Type to find the other columns.`}</li>}
      </ul>
    </div>
  )
}
