import { useLingui } from '@lingui/react/macro'
import type { PairReport } from '../../engine/protocol/experiment-comparison.ts'
import type { Cell } from '../../engine/protocol/table.ts'
import { useFormat } from '../session/use-format.ts'
import { useClassWords } from '../views/evaluation/use-class-words.ts'

export interface SwungRowsProps {
  readonly report: PairReport
  readonly rows: PairReport['swings']
  /** A few cells in one line instead of a column each. */
  readonly brief?: boolean
}

/** Rows with what both models say of them. */
export function SwungRows({ report, rows, brief = false }: SwungRowsProps) {
  const { t } = useLingui()
  const { number, count } = useFormat()
  const say = useClassWords()
  const write = (cell: Cell | undefined) =>
    cell === null || cell === undefined ? '–' : typeof cell === 'number' ? number(cell) : String(cell)
  const places = report.columns.flatMap(({ name, role }, i) => (name === report.target || (brief && i > 4 && role !== 'id') ? [] : [i]))
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{brief ? t`Largest swings` : t`Row`}</th>
          <th scope="col" className="n">
            A
          </th>
          <th scope="col" className="n">
            B
          </th>
          <th scope="col">{report.target}</th>
          {!brief &&
            places.map((i) => (
              <th key={i} scope="col">
                {report.columns[i]?.name}
              </th>
            ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, a, b, actual, cells }) => (
          <tr key={row}>
            <td className={brief ? 'max-w-0 w-full truncate' : 'whitespace-nowrap'}>
              {t`row ${count(row + 1)}`}{' '}
              {brief && (
                <span className="text-text-3">{places.map((i) => `${report.columns[i]?.name ?? ''} ${write(cells[i])}`).join(', ')}</span>
              )}
            </td>
            <td className="n">{number(a, 3)}</td>
            <td className="n">{number(b, 3)}</td>
            <td className="whitespace-nowrap">
              {typeof actual === 'string' ? say({ ...report, target: '' }, actual).replace(' = ', '') : write(actual)}
            </td>
            {!brief &&
              places.map((i) => (
                <td key={i} className="whitespace-nowrap">
                  {write(cells[i])}
                </td>
              ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
