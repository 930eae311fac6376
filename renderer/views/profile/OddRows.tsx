import { useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import type { Profile } from '../../../engine/protocol/profile.ts'
import type { Cell } from '../../../engine/protocol/table.ts'
import { useFormat } from '../../session/use-format.ts'
import { IconButton } from '../../ui/IconButton.tsx'

export interface OddRow {
  /** Place in the table, from 0 on. */
  readonly row: number
  /** What stands before the number of the row: a score, or how often it occurs. */
  readonly measure: string
  readonly why: ReactNode
  readonly cells: readonly Cell[]
  /** Columns to point at. */
  readonly marked: ReadonlySet<string>
}

export interface OddRowsProps {
  readonly label: string
  readonly heads: readonly [measure: string, why: string]
  readonly columns: Profile['columns']
  readonly rows: readonly OddRow[]
}

/** Rows that stand out, each with all its cells at a click. */
export function OddRows({ label, heads, columns, rows }: OddRowsProps) {
  const { t } = useLingui()
  const { count, number } = useFormat()
  const [open, setOpen] = useState<number | null>(null)
  const say = (cell: Cell) => (cell === null ? t`missing` : typeof cell === 'number' ? number(cell, 6) : String(cell))
  return (
    <table className="table profile-odd table-fixed" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{t`All cells`}</span>
          </th>
          <th scope="col" className="n">
            {heads[0]}
          </th>
          <th scope="col" className="n">{t`row`}</th>
          <th scope="col">{heads[1]}</th>
        </tr>
      </thead>
      {rows.map(({ row, measure, why, cells, marked }) => (
        <tbody key={row}>
          <tr>
            <td>
              <IconButton
                size="s"
                icon={open === row ? 'chevron-down' : 'chevron-right'}
                label={t`All cells of row ${count(row + 1)}`}
                aria-expanded={open === row}
                onClick={() => setOpen(open === row ? null : row)}
              />
            </td>
            <td className="n font-medium">{measure}</td>
            <td className="n text-text-2">{count(row + 1)}</td>
            <td>{why}</td>
          </tr>
          {open === row && (
            <tr>
              <td aria-hidden />
              <td colSpan={3}>
                <dl className="profile-cells">
                  {columns.map(({ name }, i) => (
                    <div key={name} data-marked={marked.has(name) || undefined}>
                      <dt className="truncate" title={name}>
                        {name}
                      </dt>
                      <dd className="truncate" title={say(cells[i] ?? null)}>
                        {say(cells[i] ?? null)}
                      </dd>
                    </div>
                  ))}
                </dl>
              </td>
            </tr>
          )}
        </tbody>
      ))}
    </table>
  )
}
