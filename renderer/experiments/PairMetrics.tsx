import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { PairReport } from '../../engine/protocol/experiment-comparison.ts'
import { useText } from '../session/use-text.ts'
import { Button } from '../ui/Button.tsx'
import { linear } from '../views/chart/scale.ts'
import { useWidth } from '../views/chart/use-width.ts'
import { figureDomain } from '../views/figure-domain.ts'
import { formatFigure } from '../views/format-figure.ts'
import { SectionHead } from '../views/SectionHead.tsx'
import { useFigureFormats } from '../views/use-fixed.ts'
import { pairColours } from './compared-run.ts'

type PairFigure = PairReport['figures'][number]

/** Whether the change is more than chance, and which way: 1 better, -1 worse. */
function signOf({ interval, better }: PairFigure): -1 | 0 | 1 {
  if (!interval || (interval[0] <= 0 && interval[1] >= 0)) return 0
  return interval[0] > 0 === (better !== 'lower') ? 1 : -1
}

/** Size of the change in units of what A lacked: figures of any scale in one order. */
function weight({ a, b }: PairFigure): number {
  return Math.abs(b - a) / Math.max(1e-9, Math.abs(a), Math.abs(b))
}

export interface PairMetricsProps {
  readonly figures: readonly PairFigure[]
  /** Whether both answered the same rows, so that changes have intervals. */
  readonly paired: boolean
}

/** Each figure of both runs as dots with their intervals, the constant answer as a grey tick, and the change on the same rows. */
export function PairMetrics({ figures: all, paired }: PairMetricsProps) {
  const { t } = useLingui()
  const text = useText()
  const formats = useFigureFormats()
  const [bySize, setBySize] = useState(false)
  const figures = bySize ? all.toSorted((one, other) => weight(other) - weight(one)) : all
  const signed = (figure: PairFigure, value: number) =>
    `${value > 0 ? '+' : value < 0 ? '−' : ''}${formatFigure(Math.abs(value), figure.format, formats)}`
  return (
    <>
      <SectionHead
        title={t`Metrics`}
        note={paired ? t`95 % intervals, paired; grey tick: no model` : t`95 % intervals; grey tick: no model`}
        end={
          <Button size="s" variant="ghost" icon="arrow-up-down" aria-pressed={bySize} onClick={() => setBySize(!bySize)}>
            {t`Sort by change`}
          </Button>
        }
      />
      <table className="table figure-dots">
        <thead>
          <tr>
            <th scope="col">{t`Figure`}</th>
            <th scope="col" className="figure-dots-scale">
              <span className="flex justify-between">
                <span>{t`worse`}</span>
                <span>{t`better`}</span>
              </span>
            </th>
            <th scope="col" className="n">
              A
            </th>
            <th scope="col" className="n">
              B
            </th>
            <th scope="col" className="n">{t`change`}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => {
            const sign = signOf(figure)
            const range = figure.interval && figure.interval.map((value) => signed(figure, value))
            return (
              <tr key={figure.id}>
                <th scope="row" title={text(figure.help)}>
                  {text(figure.label)}
                </th>
                <td className="figure-dots-scale">
                  <Dots figure={figure} />
                </td>
                <td className="n text-text-2">{formatFigure(figure.a, figure.format, formats)}</td>
                <td className="n">
                  <b>{formatFigure(figure.b, figure.format, formats)}</b>
                </td>
                <td
                  className={`n ${sign > 0 ? 'tone-ok' : sign < 0 ? 'tone-err' : 'text-text-2'}`}
                  title={range ? t`${range[0] ?? ''} to ${range[1] ?? ''}` : undefined}
                >
                  {signed(figure, figure.b - figure.a)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="meta mt-2">
        {paired
          ? t`Grey changes may be chance: their interval holds 0.`
          : t`Whether a change is chance is told by rows that both models answered.`}
      </p>
    </>
  )
}

function Dots({ figure }: { readonly figure: PairFigure }) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const { id, label, format, better, a, b, intervalA, intervalB, baseline } = figure
  const head = { id, label, format, ...(better && { better }) }
  const domain = figureDomain([
    { ...head, value: a, baseline, ...(intervalA && { interval: intervalA }) },
    { ...head, value: b, ...(intervalB && { interval: intervalB }) },
  ])
  if (!domain) return null
  const x = linear(domain, [4, Math.max(8, width - 4)])
  const line = (value: number, interval: PairFigure['intervalA'], y: number, colour: string) => (
    <g key={colour}>
      {interval && <line x1={x(interval[0])} x2={x(interval[1])} y1={y} y2={y} stroke={colour} strokeWidth={2} />}
      <circle cx={x(value)} cy={y} r={3.5} fill={colour} />
    </g>
  )
  return (
    <div ref={ref}>
      <svg width={width} height={28} aria-hidden className="block overflow-visible">
        <line x1={0} x2={width} y1={14} y2={14} stroke="var(--line)" />
        {baseline !== null && <line x1={x(baseline)} x2={x(baseline)} y1={5} y2={23} stroke="var(--text-2)" strokeWidth={1.5} />}
        {line(a, intervalA, 9, pairColours[0])}
        {line(b, intervalB, 19, pairColours[1])}
      </svg>
    </div>
  )
}
