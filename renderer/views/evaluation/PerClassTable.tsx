import { useLingui } from '@lingui/react/macro'
import type { Evaluation, Measure } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { useFixed } from '../use-fixed.ts'

export interface PerClassTableProps {
  readonly rows: NonNullable<Evaluation['perClass']>
  readonly averages: NonNullable<Evaluation['averages']>
}

/** Every figure of each class with its interval, and their means. */
export function PerClassTable({ rows, averages }: PerClassTableProps) {
  const { t } = useLingui()
  const { count, percent } = useFormat()
  const fixed = useFixed()
  const scored = rows.some(({ auc }) => auc.value !== null)
  const words = { macro: t`mean of the classes`, weighted: t`weighted by rows`, micro: t`all rows alike` }
  const show = (measure: Measure | null, form: (value: number) => string = percent) => (
    <td className="n">
      {measure === null ? null : measure.value === null ? (
        <span className="text-text-3">{t`none called`}</span>
      ) : (
        <>
          {form(measure.value)}
          {measure.interval && (
            <span className="block text-meta text-text-2">{t`${form(measure.interval[0])} to ${form(measure.interval[1])}`}</span>
          )}
        </>
      )}
    </td>
  )
  const places = (value: number) => fixed(value, 3)
  return (
    <div className="scroll min-w-0 overflow-x-auto" tabIndex={0} role="region" aria-label={t`By class`}>
      <table className="table table-named">
        <thead>
          <tr>
            <th scope="col">{t`Class`}</th>
            <th scope="col" className="n">{t`Rows`}</th>
            <th scope="col" className="n">{t`Precision`}</th>
            <th scope="col" className="n">{t`Recall`}</th>
            <th scope="col" className="n">{t`Specificity`}</th>
            <th scope="col" className="n">
              F1
            </th>
            {scored && (
              <th scope="col" className="n">
                AUC
              </th>
            )}
            {scored && <th scope="col" className="n">{t`Average precision`}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.class}>
              <th scope="row" className="max-w-40 truncate" title={row.class}>
                {row.class}
              </th>
              <td className="n">{count(row.rows)}</td>
              {show(row.precision)}
              {show(row.recall)}
              {show(row.specificity)}
              {show(row.f1)}
              {scored && show(row.auc, places)}
              {scored && show(row.averagePrecision, places)}
            </tr>
          ))}
          {averages.map(({ of, precision, recall, f1 }) => (
            <tr key={of}>
              <th scope="row">{words[of]}</th>
              {show(null)}
              {show(precision)}
              {show(recall)}
              {show(null)}
              {show(f1)}
              {scored && show(null)}
              {scored && show(null)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
