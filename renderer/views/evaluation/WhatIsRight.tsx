import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { SectionHead } from '../SectionHead.tsx'
import { cellConditions, residualConditions } from './answer-conditions.ts'
import { ChartSection } from './ChartSection.tsx'
import { ConfusionMatrix } from './ConfusionMatrix.tsx'
import { useShowRows } from './judged-place.ts'
import { ResidualChart } from './ResidualChart.tsx'
import { RowsButton } from './RowsButton.tsx'
import { callCosts } from './threshold-costs.ts'
import { ThresholdPanel } from './ThresholdPanel.tsx'
import { useClassWords } from './use-class-words.ts'
import { useSetJudging } from './use-set-judging.ts'

export interface WhatIsRightProps {
  readonly evaluation: Evaluation
  readonly threshold: number
  readonly onThreshold: (threshold: number) => void
}

/** Beside the figures: the threshold of two classes with its confusion table, the table of more, or the errors of numbers. */
export function WhatIsRight({ evaluation, threshold, onThreshold }: WhatIsRightProps) {
  const { t } = useLingui()
  const { count, number } = useFormat()
  const say = useClassWords()
  const show = useShowRows(evaluation)
  const { thresholds, confusion, residuals, answers, positive, classes = [] } = evaluation
  const [costs, setCosts] = useState(() => callCosts(evaluation.costs, classes.indexOf(positive ?? '')))
  const other = classes.find((name) => name !== positive) ?? ''
  const setJudging = useSetJudging()
  const words = classes.map((name) => say(evaluation, name))
  if (thresholds && positive !== undefined)
    return (
      <div>
        <SectionHead title={t`What it gets right`} note={t`${count(evaluation.rows)} rows`} />
        <ThresholdPanel
          rows={thresholds}
          classes={words}
          positive={say(evaluation, positive)}
          threshold={threshold}
          onChange={onThreshold}
          costs={costs}
          onCosts={setCosts}
          onCell={
            show &&
            ((isPositive, called) =>
              show(cellConditions(evaluation, { actual: isPositive ? positive : other, predicted: called ? positive : other }, threshold)))
          }
          {...setJudging(evaluation, { threshold, costs, positive, other })}
        />
      </div>
    )
  if (confusion)
    return (
      <div>
        <SectionHead title={t`What it gets right`} note={t`counts, and shares of each row`} />
        <ConfusionMatrix
          classes={words}
          counts={confusion}
          onCell={
            show &&
            ((actual, predicted) =>
              show(cellConditions(evaluation, { actual: classes[actual] ?? '', predicted: classes[predicted] ?? '' }, null)))
          }
        />
      </div>
    )
  if (!residuals) return null
  const bins = residuals
  const showBin = (place: number) => {
    const bin = bins[place]
    return show && bin && answers
      ? () => show(residualConditions(answers, bin, { first: place === 0, last: place === bins.length - 1 }))
      : null
  }
  return (
    <ChartSection
      title={t`Errors`}
      note={t`${count(evaluation.rows)} rows; line: the normal curve`}
      table={{
        columns: [t`actual minus predicted`, t`rows`],
        rows: residuals.flatMap((bin, place) =>
          bin.rows === 0
            ? []
            : [[t`${number(bin.from)} to ${number(bin.to)}`, <RowsButton key={place} rows={bin.rows} onShow={showBin(place)} />]],
        ),
      }}
    >
      <ResidualChart
        bins={residuals}
        quantiles={evaluation.residualQuantiles ?? []}
        onBin={show && answers ? (place) => showBin(place)?.() : null}
      />
    </ChartSection>
  )
}
