import { useLingui } from '@lingui/react/macro'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'

/** Precision, recall and F1 of each class. */
export function PerClassTable({ rows }: { readonly rows: NonNullable<Evaluation['perClass']> }) {
  const { t } = useLingui()
  const { count, percent } = useFormat()
  const show = (value: number | null) => (value === null ? <span className="text-text-3">{t`none called`}</span> : percent(value))
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t`Class`}</th>
          <th scope="col" className="n">{t`Rows`}</th>
          <th scope="col" className="n">{t`Precision`}</th>
          <th scope="col" className="n">{t`Recall`}</th>
          <th scope="col" className="n">
            F1
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.class}>
            <td className="max-w-40 truncate font-medium">{row.class}</td>
            <td className="n">{count(row.rows)}</td>
            <td className="n">{show(row.precision)}</td>
            <td className="n">{show(row.recall)}</td>
            <td className="n">{show(row.f1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
