import { useLingui } from '@lingui/react/macro'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { SectionHead } from '../SectionHead.tsx'
import { sliceConditions } from './answer-conditions.ts'
import { useShowRows } from './judged-place.ts'
import { RowsButton } from './RowsButton.tsx'

/** The groups of rows that a model gets wrong more than the others beyond chance, worst first. */
export function WeakSpots({ evaluation }: { readonly evaluation: Evaluation }) {
  const { t } = useLingui()
  const text = useText()
  const { percent, number } = useFormat()
  const show = useShowRows(evaluation)
  const { slices, answers } = evaluation
  if (!slices) return null
  const share = evaluation.task === 'classification'
  const form = (value: number | null) => (value === null ? '–' : share ? percent(value) : number(value, 3))
  const range = (interval: readonly [number, number] | null) => interval && t`${form(interval[0])} to ${form(interval[1])}`
  const [worst] = slices
  return (
    <div>
      <SectionHead title={t`Weak spots`} note={t`groups of one column or two that stand out beyond chance`} />
      {worst ? (
        <>
          <p className="lead mb-3">
            {share
              ? t`${text(worst.name)}: ${form(worst.error.value)} wrong against ${form(worst.rest.value)}.`
              : t`${text(worst.name)}: off by ${form(worst.error.value)} against ${form(worst.rest.value)}.`}
          </p>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t`Rows where`}</th>
                <th scope="col" className="n">{t`Rows`}</th>
                <th scope="col" className="n">
                  {share ? t`Wrong` : t`Mean error`}
                </th>
                <th scope="col" className="n">
                  {slices.length > 1 ? t`The others, not named above` : t`The others`}
                </th>
              </tr>
            </thead>
            <tbody>
              {slices.map((slice) => (
                <tr key={text(slice.name)}>
                  <td className="font-medium">{text(slice.name)}</td>
                  <td className="n">
                    <RowsButton rows={slice.rows} onShow={show && answers ? () => show(sliceConditions(answers, slice)) : null} />
                  </td>
                  <td className="n">
                    <b>{form(slice.error.value)}</b>
                    <span className="block text-meta text-text-2">{range(slice.error.interval)}</span>
                  </td>
                  <td className="n">
                    {form(slice.rest.value)}
                    <span className="block text-meta text-text-2">{range(slice.rest.interval)}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : (
        <p className="text-small text-text-2">{t`No group of rows is worse than the others beyond chance.`}</p>
      )}
    </div>
  )
}
