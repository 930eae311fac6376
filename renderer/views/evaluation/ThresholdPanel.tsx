import { useLingui } from '@lingui/react/macro'
import { useFormat } from '../../session/use-format.ts'
import { Button } from '../../ui/Button.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { ConfusionMatrix } from './ConfusionMatrix.tsx'
import { bestThreshold, nearestThreshold, thresholdFigures, type ThresholdRow } from './threshold-figures.ts'

export interface ThresholdPanelProps {
  readonly rows: readonly ThresholdRow[]
  readonly classes: readonly string[]
  readonly positive: string
  readonly threshold: number
  readonly onChange: (threshold: number) => void
}

/** A slider over all thresholds that moves the confusion matrix and the figures under it. */
export function ThresholdPanel({ rows, classes, positive, threshold, onChange }: ThresholdPanelProps) {
  const { t } = useLingui()
  const { percent, number } = useFormat()
  const row = nearestThreshold(rows, threshold)
  const best = bestThreshold(rows)
  if (!row) return null
  const figures = thresholdFigures(row)
  const other = classes.find((name) => name !== positive) ?? ''
  const show = (value: number | null) => (value === null ? '–' : percent(value))
  const named = [
    { label: t`called ${positive}`, value: percent(figures.called) },
    { label: t`right, of those called (precision)`, value: show(figures.precision) },
    { label: t`found, of those that are (recall)`, value: show(figures.recall) },
    { label: t`false alarms, of the others`, value: show(figures.falseAlarms) },
    { label: 'F1', value: figures.f1 === null ? '–' : number(figures.f1, 3) },
    { label: t`right in all (accuracy)`, value: percent(figures.accuracy) },
  ]
  return (
    <div className="flex flex-col gap-3">
      <div>
        <div className="flex items-baseline gap-2 text-small">
          <span className="font-medium text-text-2">{t`Call ${positive} from a score of`}</span>
          <b className="num ml-auto text-base">{number(row.threshold, 3)}</b>
          {best && best.threshold !== row.threshold && (
            <Button size="s" variant="ghost" onClick={() => onChange(best.threshold)}>{t`Best F1: ${number(best.threshold, 3)}`}</Button>
          )}
        </div>
        <Slider label={t`Threshold`} value={threshold} min={0} max={1} step={0.01} onChange={onChange} onDrag={onChange} />
      </div>
      <ConfusionMatrix
        classes={[positive, other]}
        counts={[
          [row.tp, row.fn],
          [row.fp, row.tn],
        ]}
      />
      <dl className="figure-list" aria-live="polite">
        {named.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
