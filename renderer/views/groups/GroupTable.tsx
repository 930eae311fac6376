import { useLingui } from '@lingui/react/macro'
import type { GroupReport, GroupRow, Rate } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'

/** All rates of all groups as a table. */
export function GroupTable({ report }: { readonly report: GroupReport }) {
  const { t } = useLingui()
  const { percent, count } = useFormat()
  const columns: { key: 'baseRate' | 'selectionRate' | 'tpr' | 'fpr' | 'fnr' | 'precision' | 'accuracy'; label: string }[] = [
    { key: 'baseRate', label: t`In the data` },
    { key: 'selectionRate', label: t`Called` },
    { key: 'tpr', label: t`Found (TPR)` },
    { key: 'fpr', label: t`False alarms (FPR)` },
    { key: 'fnr', label: t`Missed (FNR)` },
    { key: 'precision', label: t`Right when called` },
    { key: 'accuracy', label: t`Right in all` },
  ]
  const cell = (row: GroupRow, rate: Rate) => {
    if (!row.judged) return <span className="text-text-3">{t`too few`}</span>
    if (rate.value === null) return '–'
    return (
      <span title={rate.interval ? t`${percent(rate.interval[0])} to ${percent(rate.interval[1])}, of ${count(rate.of)} rows` : undefined}>
        {percent(rate.value)}
      </span>
    )
  }
  return (
    <div className="min-w-0 overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{report.by.join(', ')}</th>
            <th scope="col" className="n">{t`Rows`}</th>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col" className="n">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...report.groups, { ...report.overall, judged: true }].map((row, i) => (
            <tr key={row.group} className={i === report.groups.length ? 'font-semibold' : ''}>
              <td>{i === report.groups.length ? t`everyone` : row.group}</td>
              <td className="n">{count(row.rows)}</td>
              {columns.map(({ key }) => (
                <td key={key} className="n">
                  {cell(row, row[key])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
