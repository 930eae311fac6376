import { useLingui } from '@lingui/react/macro'
import type { Duel, Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { useFigureFormats } from '../use-fixed.ts'
import { useText } from '../../session/use-text.ts'
import { seriesColour } from '../chart/series-colour.ts'
import { formatFigure } from '../format-figure.ts'
import { SectionHead } from '../SectionHead.tsx'
import { AllFigures } from './AllFigures.tsx'
import { bestModel, type BestModel } from './best-model.ts'
import { ChartSection } from './ChartSection.tsx'
import { ClassCharts, type ModelCurves } from './ClassCharts.tsx'
import { Duels } from './Duels.tsx'
import { ErrorBySizeChart } from './ErrorBySizeChart.tsx'
import { fewPoints } from './few-points.ts'
import { QqChart } from './QqChart.tsx'
import { useClassWords } from './use-class-words.ts'

export interface CompareEvaluationsProps {
  readonly evaluations: readonly Evaluation[]
  readonly duels: readonly Duel[]
}

/** Several models on the same rows: which is best and how sure that is, all figures as dots, the curves over one another. */
export function CompareEvaluations({ evaluations, duels }: CompareEvaluationsProps) {
  const { t } = useLingui()
  const text = useText()
  const { percent, number, count } = useFormat()
  const formats = useFigureFormats()
  const best = bestModel(evaluations, duels)
  const named = evaluations.map((evaluation, i) => ({ evaluation, name: evaluation.model, colour: seriesColour(i) }))
  const say = useClassWords()
  const [first] = evaluations
  const drawn = named.flatMap(({ evaluation, name, colour }): ModelCurves[] => {
    const curves = evaluation.curves?.find((own) => own.class === first?.curves?.[0]?.class)
    const auc = evaluation.perClass?.find((row) => row.class === curves?.class)?.auc.value ?? null
    return curves ? [{ evaluation, name, colour, curves, auc, roc: null, precisionRecall: null }] : []
  })
  const sizes = named.flatMap(({ evaluation, name, colour }) =>
    evaluation.errorBySize ? [{ name, colour, groups: evaluation.errorBySize }] : [],
  )
  const errors = named.flatMap(({ evaluation, name, colour }) =>
    evaluation.residualQuantiles?.length ? [{ name, colour, points: evaluation.residualQuantiles }] : [],
  )
  return (
    <>
      <section className="band band-one">
        <div>
          {best && (
            <p className="lead">
              <b>
                {isEqual(best)
                  ? t`${best.model.model} and ${best.runnerUp.model} are as good as equal by ${text(best.figure.label)}.`
                  : best.sure === false
                    ? t`${best.model.model} is ahead by ${text(best.figure.label)}, but not surely.`
                    : t`${best.model.model} is the best by ${text(best.figure.label)}.`}
              </b>{' '}
              {t`${formatFigure(best.figure.value, best.figure.format, formats)} against ${formatFigure(best.other.value, best.other.format, formats)} of ${best.runnerUp.model}.`}{' '}
              {best.equal !== null && isEqual(best)
                ? t`On the same rows they differ by nothing that matters with a probability of ${percent(Math.min(best.equal, 0.999))}.`
                : best.probability !== null
                  ? t`On the same rows it is better with a probability of ${percent(Math.min(best.probability, 0.999))}.`
                  : best.sure === true
                    ? t`Their 95 % intervals do not touch.`
                    : best.sure === false && t`Their 95 % intervals overlap: more test rows would tell.`}
            </p>
          )}
        </div>
      </section>
      <section className="band band-2">
        <AllFigures series={named.map(({ evaluation, name, colour }) => ({ name, colour, figures: evaluation.figures }))} />
        <div>
          {duels.length > 0 && (
            <div className="mb-6">
              <Duels duels={duels} evaluations={evaluations} first={best?.figure.id} />
            </div>
          )}
          <SectionHead title={t`Each against its baseline`} />
          {named.map(({ evaluation, name, colour }) => (
            <div key={evaluation.node} className="border-b border-line py-2 first-of-type:pt-0 last:border-b-0">
              <h4 className="font-semibold text-text">
                <span className="series-dot" style={{ background: colour }} />
                {name}
              </h4>
              <p className="text-small text-text-2">{text(evaluation.verdict)}</p>
            </div>
          ))}
        </div>
      </section>
      {first && drawn.length > 0 && <ClassCharts models={drawn} positive={say(first, drawn[0]?.curves.class ?? '')} threshold={null} />}
      {first && sizes.length > 0 && (
        <section className="band band-half">
          <ChartSection
            title={t`Error by size`}
            note={t`95 % intervals`}
            table={{
              columns: [t`Model`, t`actual ${first.target}`, t`mean error`, t`rows`],
              rows: sizes.flatMap(({ name, groups }) =>
                groups.map((group) => [name, t`${number(group.from)} to ${number(group.to)}`, number(group.error), count(group.rows)]),
              ),
            }}
          >
            <ErrorBySizeChart curves={sizes} target={first.target} onGroup={null} />
          </ChartSection>
          {errors.length > 0 && (
            <ChartSection
              title={t`Are the errors normal`}
              note={t`on its line they are`}
              table={{
                columns: [t`Model`, t`share of the rows`, t`error`],
                rows: errors.flatMap(({ name, points }) =>
                  fewPoints(points.map(({ residual }, i) => ({ residual, share: (i + 1) / (points.length + 1) }))).map(
                    ({ residual, share }) => [name, percent(share), number(residual)],
                  ),
                ),
              }}
            >
              <QqChart curves={errors} />
            </ChartSection>
          )}
        </section>
      )}
    </>
  )
}

/** More likely equal for practical purposes than one ahead of the other. */
const isEqual = ({ equal }: BestModel) => equal !== null && equal >= 0.5
