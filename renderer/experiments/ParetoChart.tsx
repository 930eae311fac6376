import { useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { useFormat } from '../session/use-format.ts'
import { Segmented } from '../ui/Segmented.tsx'
import { Axes } from '../views/chart/Axes.tsx'
import { Chart } from '../views/chart/Chart.tsx'
import { frameOf } from '../views/chart/frame.ts'
import { extentOf, niceRange } from '../views/chart/scale.ts'
import type { RunPoint } from './ManyRuns.tsx'
import { undominated } from './pareto.ts'
import { placeNames } from './place-names.ts'

export interface ParetoChartProps {
  readonly points: readonly RunPoint[]
  readonly quality: { readonly key: string; readonly label: string; readonly lower?: boolean }
  /** What is paid for quality, by the key of its value: less is better in each. */
  readonly costs: readonly { readonly key: string; readonly short: string; readonly label: string }[]
  /** Beside the choice of the cost. */
  readonly end?: ReactNode
}

const height = 264

/** Quality against a cost; runs that no other beats in quality and in every cost at once are filled. */
export function ParetoChart({ points, quality, costs, end }: ParetoChartProps) {
  const { t } = useLingui()
  const { number } = useFormat()
  const [chosen, setChosen] = useState('seconds')
  const [first] = costs
  const cost = costs.find(({ key }) => key === chosen) ?? first
  const known = points.flatMap((point) => {
    const value = point.values[quality.key]
    const paid = costs.flatMap(({ key }) => point.values[key] ?? []).filter((one) => typeof one === 'number')
    return typeof value === 'number' && paid.length === costs.length ? [{ ...point, value, paid }] : []
  })
  if (!cost) return null
  const best = undominated(known.map(({ value, paid }) => ({ goods: [quality.lower ? -value : value], costs: paid })))
  const names = known.filter((_, i) => best.has(i)).map(({ name }) => name)
  const left = points.filter(({ id }) => known.every((one) => one.id !== id)).map(({ name }) => name)
  const at = ({ paid }: (typeof known)[number]) => paid[costs.indexOf(cost)] ?? 0
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <Segmented
          size="s"
          label={t`Cost`}
          value={cost.key}
          onChange={setChosen}
          options={costs.map(({ key, short }) => ({ value: key, label: short }))}
        />
        {end}
      </div>
      <Chart label={t`${quality.label} against ${cost.label}. No other run beats in everything: ${names.join(', ')}`} height={height}>
        {(width) => {
          const x = niceRange([0, extentOf(known.map(at))[1]])
          const frame = frameOf({ width, height, x, y: niceRange(extentOf(known.map(({ value }) => value)), 4), left: 48 })
          return (
            <>
              <Axes
                frame={frame}
                xFormat={(value) => number(value, 3)}
                yFormat={(value) => number(value, 3)}
                xTitle={cost.label}
                yTitle={quality.label}
              />
              {known.map((one, i) => (
                <circle
                  key={one.id}
                  cx={frame.x(at(one))}
                  cy={frame.y(one.value)}
                  r={5}
                  fill={best.has(i) ? one.colour : 'var(--surface)'}
                  stroke={one.colour}
                  strokeWidth={2}
                />
              ))}
              {placeNames(known.map((one) => ({ name: one.name, x: frame.x(at(one)), y: frame.y(one.value) }))).map(
                ({ name, x: from, y }) => (
                  <text
                    key={name}
                    x={from + (from > frame.right - 60 ? -9 : 9)}
                    y={y + 4}
                    textAnchor={from > frame.right - 60 ? 'end' : 'start'}
                  >
                    {name}
                  </text>
                ),
              )}
            </>
          )
        }}
      </Chart>
      <p className="meta">
        {costs.length > 2
          ? t`Filled: no other run is better in quality, training time, size and fairness at once.`
          : t`Filled: no other run is better in quality, training time and size at once.`}{' '}
        {left.length > 0 && t`Not weighed, as a figure is missing: ${left.join(', ')}.`}
      </p>
    </>
  )
}
