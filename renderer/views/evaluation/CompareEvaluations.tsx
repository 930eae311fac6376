import { useLingui } from '@lingui/react/macro'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFigureFormats } from '../use-fixed.ts'
import { useText } from '../../session/use-text.ts'
import { seriesColour } from '../chart/series-colour.ts'
import { FigureDots } from '../FigureDots.tsx'
import { formatFigure } from '../format-figure.ts'
import { SectionHead } from '../SectionHead.tsx'
import { bestModel } from './best-model.ts'
import { CalibrationChart } from './CalibrationChart.tsx'
import { useClassWords } from './use-class-words.ts'
import { RocChart } from './RocChart.tsx'

/** Several models on the same rows: which is best and whether that is sure, all figures as dots, the curves over one another. */
export function CompareEvaluations({ evaluations }: { readonly evaluations: readonly Evaluation[] }) {
  const { t } = useLingui()
  const text = useText()
  const formats = useFigureFormats()
  const best = bestModel(evaluations)
  const named = evaluations.map((evaluation, i) => ({ evaluation, name: evaluation.model, colour: seriesColour(i) }))
  const say = useClassWords()
  const [first] = evaluations
  const positive = first?.positive === undefined ? undefined : say(first, first.positive)
  const roc = named.flatMap(({ evaluation, name, colour }) =>
    evaluation.roc
      ? [{ name, colour, points: evaluation.roc, auc: evaluation.figures.find(({ id }) => id === 'auc')?.value ?? null, mark: null }]
      : [],
  )
  const calibration = named.flatMap(({ evaluation, name, colour }) =>
    evaluation.calibration ? [{ name, colour, bins: evaluation.calibration }] : [],
  )
  return (
    <>
      <section className="band band-one">
        <div>
          {best && (
            <p className="lead">
              <b>
                {best.apart === false
                  ? t`${best.model.model} is ahead by ${text(best.figure.label)}, but not surely.`
                  : t`${best.model.model} is the best by ${text(best.figure.label)}.`}
              </b>{' '}
              {t`${formatFigure(best.figure.value, best.figure.format, formats)} against ${formatFigure(best.other.value, best.other.format, formats)} of ${best.runnerUp.model}.`}{' '}
              {best.apart === true && t`Their 95 % intervals do not touch.`}
              {best.apart === false && t`Their 95 % intervals overlap: more test rows would tell.`}
            </p>
          )}
        </div>
      </section>
      <section className="band band-2">
        <div>
          <SectionHead title={t`Figures`} note={t`95 % intervals; grey tick: the best constant prediction`} />
          <FigureDots series={named.map(({ evaluation, name, colour }) => ({ name, colour, figures: evaluation.figures }))} />
        </div>
        <div>
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
      {(roc.length > 0 || calibration.length > 0) && (
        <section className="band band-half">
          {roc.length > 0 && positive !== undefined && (
            <div>
              <SectionHead title={t`ROC`} note={t`area under the curve beside each name`} />
              <RocChart curves={roc} positive={positive} />
            </div>
          )}
          {calibration.length > 0 && (
            <div>
              <SectionHead title={t`Calibration`} note={t`95 % intervals, dots sized by rows`} />
              <CalibrationChart curves={calibration} />
            </div>
          )}
        </section>
      )}
    </>
  )
}
