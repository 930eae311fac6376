import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useFormat } from '../session/use-format.ts'
import { Segmented } from '../ui/Segmented.tsx'
import { Axes } from '../views/chart/Axes.tsx'
import { Chart } from '../views/chart/Chart.tsx'
import { frameOf } from '../views/chart/frame.ts'
import { extentOf, niceRange } from '../views/chart/scale.ts'
import type { RunPoint } from './ManyRuns.tsx'
import { undominated } from './pareto.ts'

export interface ParetoChartProps {
  readonly points: readonly RunPoint[]
  readonly quality: { readonly key: string; readonly label: string; readonly lower?: boolean }
  readonly costLabels: { readonly seconds: string; readonly bytes: string }
}

const height = 264

/** Quality against cost; runs that no other beats in quality, speed and size at once are filled. */
export function ParetoChart({ points, quality, costLabels }: ParetoChartProps) {
  const { t } = useLingui()
  const { number } = useFormat()
  const [cost, setCost] = useState<'seconds' | 'bytes'>('seconds')
  const known = points.flatMap((point) => {
    const [value, seconds, bytes] = [point.values[quality.key], point.values['seconds'], point.values['bytes']]
    return typeof value === 'number' && typeof seconds === 'number' && typeof bytes === 'number'
      ? [{ ...point, value, seconds, bytes }]
      : []
  })
  const best = undominated(known.map(({ value, seconds, bytes }) => ({ goods: [quality.lower ? -value : value], costs: [seconds, bytes] })))
  const names = known.filter((_, i) => best.has(i)).map(({ name }) => name)
  return (
    <>
      <Segmented
        size="s"
        label={t`Cost`}
        value={cost}
        onChange={setCost}
        options={[
          { value: 'seconds', label: t`Time` },
          { value: 'bytes', label: t`Size` },
        ]}
      />
      <Chart label={t`${quality.label} against ${costLabels[cost]}. No other run beats in everything: ${names.join(', ')}`} height={height}>
        {(width) => {
          const x = niceRange([0, extentOf(known.map((one) => one[cost]))[1]])
          const frame = frameOf({ width, height, x, y: niceRange(extentOf(known.map(({ value }) => value))), left: 48 })
          return (
            <>
              <Axes
                frame={frame}
                xFormat={(value) => number(value, 3)}
                yFormat={(value) => number(value, 3)}
                xTitle={costLabels[cost]}
                yTitle={quality.label}
              />
              {known.map((one, i) => (
                <g key={one.id}>
                  <circle
                    cx={frame.x(one[cost])}
                    cy={frame.y(one.value)}
                    r={5}
                    fill={best.has(i) ? one.colour : 'var(--surface)'}
                    stroke={one.colour}
                    strokeWidth={2}
                  />
                  <text
                    x={frame.x(one[cost]) + (frame.x(one[cost]) > frame.right - 60 ? -9 : 9)}
                    y={frame.y(one.value) + 4}
                    textAnchor={frame.x(one[cost]) > frame.right - 60 ? 'end' : 'start'}
                  >
                    {one.name}
                  </text>
                </g>
              ))}
            </>
          )
        }}
      </Chart>
      <p className="meta">{t`Filled: no other run is better in quality, training time and size at once.`}</p>
    </>
  )
}
