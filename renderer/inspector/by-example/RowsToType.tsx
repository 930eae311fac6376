import { useLingui } from '@lingui/react/macro'
import type { Cell, TableColumn } from '../../../engine/protocol/table.ts'
import { useSession } from '../../session/store.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Input } from '../../ui/Input.tsx'
import { cellText } from '../../views/cell-text.ts'
import { columnIcon } from '../../views/column-icon.ts'
import { keyOfRow, type TypedResults } from './typed-results.ts'

export interface RowsToTypeProps {
  readonly columns: readonly TableColumn[]
  /** Places of the columns that stand first: what the results are made of should be in sight. */
  readonly first: readonly number[]
  readonly rows: readonly (readonly Cell[])[]
  /** Places of the rows to show. */
  readonly shown: readonly number[]
  readonly asked: number | null
  readonly typed: TypedResults
  /** What the chosen formula gives, row by row. */
  readonly outputs: readonly (string | null)[]
  readonly onType: (row: readonly Cell[], result: string) => void
}

/** Rows with a place for the result of each; until one is typed it shows what the chosen formula gives. */
export function RowsToType({ columns, first, rows, shown, asked, typed, outputs, onType }: RowsToTypeProps) {
  const { t } = useLingui()
  const language = useSession((state) => state.language)
  const all = columns.map((column, place) => ({ column, place }))
  const ordered = [...all.filter(({ place }) => first.includes(place)), ...all.filter(({ place }) => !first.includes(place))]
  return (
    <div className="example-rows" role="region" aria-label={t`Rows to type results for`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {ordered.map(({ column }) => (
              <th key={column.name} scope="col">
                <span className="flex items-center gap-1">
                  <Icon name={columnIcon(column)} size={12} className="text-text-3" />
                  <span className="truncate">{column.name}</span>
                </span>
              </th>
            ))}
            <th scope="col" className="example-result">
              {t`Result`}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((at) => {
            const row = rows[at] ?? []
            const key = keyOfRow(row)
            const own = typed.get(key)?.result
            return (
              <tr key={key} data-asked={at === asked || undefined} data-typed={own !== undefined || undefined}>
                {ordered.map(({ column, place }) => {
                  const cell = row[place] ?? null
                  const said = cell === null ? '' : cellText(cell, { type: column.type, plain: true }, language)
                  return (
                    <td key={column.name} title={said}>
                      {cell === null ? <span className="text-text-3">∅</span> : said}
                    </td>
                  )
                })}
                <td className="example-result">
                  <Input
                    aria-label={t`Result of row ${at + 1}`}
                    value={own ?? ''}
                    placeholder={outputs[at] ?? ''}
                    onChange={(result) => {
                      if (result !== (own ?? '')) onType(row, result)
                    }}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
