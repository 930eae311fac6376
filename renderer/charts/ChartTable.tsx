import { useLingui } from '@lingui/react/macro'
import type { ChartData } from '../../engine/protocol/chart.ts'
import { useFormat } from '../session/use-format.ts'
import { Button } from '../ui/Button.tsx'
import { timeText } from './mark-choice.ts'

export interface ChartTableProps {
  readonly data: ChartData
  /** A datum for each mark. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly summary: string
  readonly rowsWord: string
  readonly onMark: ((mark: number) => void) | null
}

const most = 200

/** The marks of a chart as a table; each row of it shows its rows as the mark does. */
export function ChartTable({ data, rows, summary, rowsWord, onMark }: ChartTableProps) {
  const { t } = useLingui()
  const { number, count } = useFormat()
  const { x, y, colour, size, facet } = data.axes
  const axes = { x, x2: x, y, y2: y, c: colour, s: size, f: facet }
  const titles: Readonly<Record<string, string>> = { n: rowsWord, v: t`figure`, mid: t`median` }
  const title = (field: string) => {
    const axis = axes[field as keyof typeof axes]
    return axis ? (field.endsWith('2') ? t`to` : axis.column) : (titles[field] ?? field)
  }
  const words = (field: string, value: unknown) => {
    const axis = axes[field as keyof typeof axes]
    if (typeof value !== 'number') return String(value ?? '')
    return axis?.as === 'time' ? timeText(value, false).replace(' 00:00:00', '') : number(value)
  }
  return (
    <div className="scroll min-h-0 flex-1" tabIndex={0} role="region" aria-label={summary}>
      <table className="table">
        <caption className="sr-only">{summary}</caption>
        <thead>
          <tr>
            {data.fields.map((field) => (
              <th key={field} scope="col">
                {title(field)}
              </th>
            ))}
            {onMark && <th scope="col" aria-label={t`Rows`} />}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((row, i) => (
            <tr key={i}>
              {data.fields.map((field) => (
                <td key={field} className={typeof row[field] === 'number' ? 'n' : ''}>
                  {words(field, row[field])}
                </td>
              ))}
              {onMark && (
                <td>
                  <Button size="s" variant="ghost" onClick={() => onMark(i)}>
                    {t`Show rows`}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && <p className="meta mt-2">{t`The first ${count(most)} of ${count(rows.length)} points.`}</p>}
    </div>
  )
}
