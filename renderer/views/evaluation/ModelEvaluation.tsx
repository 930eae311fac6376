import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { useText } from '../../session/use-text.ts'
import { Bars } from '../Bars.tsx'
import { FigureDots } from '../FigureDots.tsx'
import { SectionHead } from '../SectionHead.tsx'
import { ActualPredictedChart } from './ActualPredictedChart.tsx'
import { CalibrationChart } from './CalibrationChart.tsx'
import { ConfusionMatrix } from './ConfusionMatrix.tsx'
import { PerClassTable } from './PerClassTable.tsx'
import { PrecisionRecallChart } from './PrecisionRecallChart.tsx'
import { ratesAt } from './rates-at.ts'
import { ResidualChart } from './ResidualChart.tsx'
import { RocChart } from './RocChart.tsx'
import { Verdict } from '../Verdict.tsx'
import { useClassWords } from './use-class-words.ts'
import { ThresholdPanel } from './ThresholdPanel.tsx'

const colour = 'var(--c-data)'

/** How one model did: its verdict, the figures beside the baseline, then the evidence. */
export function ModelEvaluation({ evaluation }: { readonly evaluation: Evaluation }) {
  const { t } = useLingui()
  const text = useText()
  const { count } = useFormat()
  const [threshold, setThreshold] = useState(0.5)
  const say = useClassWords()
  const { thresholds, confusion, roc, precisionRecall, calibration, importance } = evaluation
  const classes = (evaluation.classes ?? []).map((name) => say(evaluation, name))
  const positive = evaluation.positive === undefined ? undefined : say(evaluation, evaluation.positive)
  const perClass = evaluation.perClass?.map((row) => ({ ...row, class: say(evaluation, row.class) }))
  const at = ratesAt(thresholds, threshold)
  const auc = evaluation.figures.find(({ id }) => id === 'auc')?.value ?? null
  const [first] = thresholds ?? []
  const base = first ? (first.tp + first.fn) / Math.max(1, first.tp + first.fn + first.fp + first.tn) : null
  const curves = roc || precisionRecall || calibration
  return (
    <>
      <section className="band band-2">
        <div>
          <div className="mb-4">
            <Verdict text={text(evaluation.verdict)} />
          </div>
          <SectionHead title={t`Figures`} note={t`95 % intervals; grey tick: the best constant prediction`} />
          <FigureDots series={[{ name: evaluation.model, colour, figures: evaluation.figures }]} />
          {perClass && (
            <div className="mt-6">
              <SectionHead title={t`By class`} note={t`at the default threshold`} />
              <PerClassTable rows={perClass} />
            </div>
          )}
        </div>
        <div>
          {thresholds && positive !== undefined ? (
            <>
              <SectionHead title={t`What it gets right`} note={t`${count(evaluation.rows)} rows`} />
              <ThresholdPanel rows={thresholds} classes={classes} positive={positive} threshold={threshold} onChange={setThreshold} />
            </>
          ) : confusion ? (
            <>
              <SectionHead title={t`What it gets right`} note={t`counts, and shares of each row`} />
              <ConfusionMatrix classes={classes} counts={confusion} />
            </>
          ) : (
            evaluation.residuals && (
              <>
                <SectionHead title={t`Errors`} note={t`${count(evaluation.rows)} rows`} />
                <ResidualChart bins={evaluation.residuals} />
              </>
            )
          )}
        </div>
      </section>
      {curves && (
        <section className="band band-even">
          {roc && positive !== undefined && (
            <div>
              <SectionHead title={t`ROC`} note={t`dot: the threshold above`} />
              <RocChart curves={[{ name: evaluation.model, colour, points: roc, auc, mark: at.roc }]} positive={positive} />
            </div>
          )}
          {precisionRecall && positive !== undefined && (
            <div>
              <SectionHead title={t`Precision and recall`} note={t`dot: the threshold above`} />
              <PrecisionRecallChart
                curves={[{ name: evaluation.model, colour, points: precisionRecall, mark: at.precisionRecall }]}
                positive={positive}
                base={base}
              />
            </div>
          )}
          {calibration && (
            <div>
              <SectionHead title={t`Calibration`} note={t`95 % intervals, dots sized by rows`} />
              <CalibrationChart curves={[{ name: evaluation.model, colour, bins: calibration }]} />
            </div>
          )}
        </section>
      )}
      {((importance && importance.length > 0) || evaluation.actualPredicted) && (
        <section className="band band-half">
          {evaluation.actualPredicted && (
            <div>
              <SectionHead title={t`Predicted against actual`} note={t`dots sized by rows`} />
              <ActualPredictedChart points={evaluation.actualPredicted} target={evaluation.target} />
            </div>
          )}
          {importance && importance.length > 0 && (
            <div>
              <SectionHead title={t`What counts`} note={t`importance of each column`} />
              <Bars label={t`Importance of each column`} bars={importance.slice(0, 15)} format="number" />
            </div>
          )}
        </section>
      )}
    </>
  )
}
