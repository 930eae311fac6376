import { useLingui } from '@lingui/react/macro'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { LineSeries } from '../chart/LineSeries.tsx'
import { niceRange } from '../chart/scale.ts'
import type { CurveModel } from './curve-model.ts'
import { responseOf, type GainView } from './gain-views.ts'

export interface GainCurve extends CurveModel {
  /** [share of all rows called, share of the class found] */
  readonly points: readonly (readonly [number, number])[]
  /** Share of the rows that are of the class. */
  readonly base: number
}

export interface GainChartProps {
  readonly curves: readonly GainCurve[]
  readonly positive: string
  readonly view: GainView
}

/** What calling the rows with the highest scores brings, against calling rows at random. */
export function GainChart({ curves, positive, view }: GainChartProps) {
  const { t } = useLingui()
  const { percent, number } = useFormat()
  const shown = curves.map((curve) => ({ ...curve, points: responseOf(curve, view) }))
  const top = Math.max(1, ...shown.flatMap(({ points }) => points.map(([, y]) => y)))
  const base = curves[0]?.base ?? 0
  const level = view === 'lift' ? 1 : base
  const words = {
    gain: t`found, of those that are ${positive}`,
    lift: t`times as many ${positive} as at random`,
    response: t`${positive}, of the rows called`,
  }[view]
  const range = view === 'lift' ? niceRange([0, top]) : ([0, 1] as const)
  const form = (value: number) => (view === 'lift' ? number(value, 2) : percent(value, 0))
  const tenth = shown.map(({ name, points }) => `${curves.length > 1 ? `${name} ` : ''}${form(heightAt(points, 0.1))}`).join(', ')
  return (
    <Chart label={t`${words}, by the share of rows called from the highest score down; at 10 % of the rows: ${tenth}`} height={264}>
      {(width) => {
        const quarters = [0, 0.25, 0.5, 0.75, 1]
        const frame = frameOf({
          width,
          height: 264,
          x: [0, 1],
          y: range,
          xTicks: quarters,
          ...(view !== 'lift' && { yTicks: quarters }),
          left: 44,
        })
        return (
          <>
            <Axes frame={frame} xFormat={(value) => percent(value, 0)} yFormat={form} yTitle={words} xTitle={t`of all rows called`} />
            {view === 'gain' ? (
              <>
                <line className="reference" x1={frame.x(0)} x2={frame.x(1)} y1={frame.y(0)} y2={frame.y(1)} />
                <text x={frame.x(0.62)} y={frame.y(0.5)}>{t`at random`}</text>
              </>
            ) : (
              <>
                <line className="reference" x1={frame.left} x2={frame.right} y1={frame.y(level)} y2={frame.y(level)} />
                <text x={frame.left + 4} y={frame.y(level) - 4}>
                  {view === 'lift' ? t`at random` : t`at random: ${percent(base)}`}
                </text>
              </>
            )}
            {shown.map(({ name, colour, points }) => (
              <LineSeries key={name} frame={frame} points={points} colour={colour} />
            ))}
          </>
        )
      }}
    </Chart>
  )
}

/** Height of a curve at a place between its points. */
function heightAt(points: readonly (readonly [number, number])[], x: number): number {
  const after = points.findIndex(([at]) => at >= x)
  const [a, b] = [points[after - 1], points[after]]
  if (!b) return points.at(-1)?.[1] ?? 0
  if (!a) return b[1]
  return a[1] + ((b[1] - a[1]) * (x - a[0])) / Math.max(b[0] - a[0], Number.EPSILON)
}
