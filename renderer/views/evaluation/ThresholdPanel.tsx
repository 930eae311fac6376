import { useLingui } from '@lingui/react/macro'
import { useFormat } from '../../session/use-format.ts'
import { Button } from '../../ui/Button.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { ConfusionMatrix } from './ConfusionMatrix.tsx'
import { CostFields } from './CostFields.tsx'
import { cheapestThreshold, noCosts, totalCost, type CallCosts } from './threshold-costs.ts'
import { bestThreshold, nearestThreshold, thresholdFigures, type ThresholdRow } from './threshold-figures.ts'

export interface ThresholdPanelProps {
  readonly rows: readonly ThresholdRow[]
  readonly classes: readonly string[]
  readonly positive: string
  readonly threshold: number
  readonly onChange: (threshold: number) => void
  readonly costs: CallCosts
  readonly onCosts: (costs: CallCosts) => void
  /** Rows by whether they are of the class, and whether they are called so. */
  readonly onCell: ((isPositive: boolean, called: boolean) => void) | null
  /** Writes threshold and costs to the node; null where it already has them, or cannot take them. */
  readonly use: (() => void) | null
  /** The node has them, but has not judged with them yet. */
  readonly waiting: boolean
}

/** A slider over all thresholds that moves the confusion matrix, the figures under it, and what all calls cost. */
export function ThresholdPanel(props: ThresholdPanelProps) {
  const { rows, classes, positive, threshold, onChange, costs, onCosts, onCell, use, waiting } = props
  const { t } = useLingui()
  const { percent, number } = useFormat()
  const row = nearestThreshold(rows, threshold)
  const best = bestThreshold(rows)
  const cheapest = Object.entries(noCosts).every(([key, none]) => costs[key as keyof CallCosts] === none)
    ? undefined
    : cheapestThreshold(rows, costs)
  if (!row) return null
  const figures = thresholdFigures(row)
  const other = classes.find((name) => name !== positive) ?? ''
  const show = (value: number | null) => (value === null ? '–' : percent(value))
  const all = Math.max(1, row.tp + row.fp + row.tn + row.fn)
  const named = [
    { label: t`called ${positive}`, value: percent(figures.called) },
    { label: t`right, of those called (precision)`, value: show(figures.precision) },
    { label: t`found, of those that are (recall)`, value: show(figures.recall) },
    { label: t`false alarms, of the others`, value: show(figures.falseAlarms) },
    { label: 'F1', value: figures.f1 === null ? '–' : number(figures.f1, 3) },
    { label: t`right in all (accuracy)`, value: percent(figures.accuracy) },
    ...(cheapest
      ? [
          { label: t`cost of all rows`, value: number(totalCost(row, costs), 6) },
          { label: t`cost per row`, value: number(totalCost(row, costs) / all, 4) },
        ]
      : []),
  ]
  return (
    <div className="flex flex-col gap-3">
      <div>
        <div className="flex flex-wrap items-baseline gap-2 text-small">
          <span className="font-medium text-text-2">{t`Call ${positive} from a score of`}</span>
          <b className="num ml-auto text-base">{number(row.threshold, 3)}</b>
        </div>
        <Slider label={t`Threshold`} value={threshold} min={0} max={1} step={0.01} onChange={onChange} onDrag={onChange} />
        <div className="flex flex-wrap gap-1">
          {best && best.threshold !== row.threshold && (
            <Button size="s" variant="ghost" onClick={() => onChange(best.threshold)}>{t`Best F1: ${number(best.threshold, 3)}`}</Button>
          )}
          {cheapest && cheapest.threshold !== row.threshold && (
            <Button size="s" variant="ghost" onClick={() => onChange(cheapest.threshold)}>
              {t`Least cost: ${number(cheapest.threshold, 3)}`}
            </Button>
          )}
          {use && <Button size="s" onClick={use}>{t`Use this threshold`}</Button>}
        </div>
        <p role="status" className="text-small text-text-2">
          {waiting && t`The node has this threshold now. Run it to judge with it.`}
        </p>
      </div>
      <ConfusionMatrix
        classes={[positive, other]}
        counts={[
          [row.tp, row.fn],
          [row.fp, row.tn],
        ]}
        onCell={onCell && ((actual, predicted) => onCell(actual === 0, predicted === 0))}
      />
      <dl className="figure-list" aria-live="polite">
        {named.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <CostFields costs={costs} positive={positive} onChange={onCosts} />
    </div>
  )
}
