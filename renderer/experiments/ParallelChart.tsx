import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useFormat } from '../session/use-format.ts'
import { Chart } from '../views/chart/Chart.tsx'
import { clipName } from '../views/chart/clip-name.ts'
import { linePath } from '../views/chart/frame.ts'
import { axisOf } from './parallel-axis.ts'
import type { RunPoint } from './ManyRuns.tsx'
import { placeNames } from './place-names.ts'

export interface ParallelChartProps {
  readonly points: readonly RunPoint[]
  /** `lower`: less is better, so that its better end is up as well. */
  readonly axes: readonly { readonly key: string; readonly label: string; readonly lower?: boolean }[]
}

const [height, top, bottom] = [300, 36, 264]

/** Each run as a line through its params, its cost and its quality. */
export function ParallelChart({ points, axes }: ParallelChartProps) {
  const { t } = useLingui()
  const { number } = useFormat()
  const [near, setNear] = useState<string | null>(null)
  return (
    <Chart label={t`Runs by ${axes.map(({ label }) => label).join(', ')}`} height={height}>
      {(width) => {
        const [left, right] = [8, width - 136]
        const x = (i: number) => (axes.length === 1 ? left : left + (i / (axes.length - 1)) * (right - left))
        const drawn = axes.map(({ key, lower }) =>
          axisOf(
            points.map(({ values }) => values[key] ?? null),
            lower === true,
          ),
        )
        const y = (share: number) => bottom - share * (bottom - top)
        const room = axes.length > 1 ? (right - left) / (axes.length - 1) - 6 : 120
        const placesOf = (row: number) =>
          axes.flatMap((_, i): (readonly [number, number])[] => {
            const share = drawn[i]?.shares[row] ?? null
            return share === null ? [] : [[x(i), y(share)]]
          })
        const ends = points.flatMap(({ name }, row) =>
          placesOf(row)
            .slice(-1)
            .map(([from, at]) => ({ name, x: from, y: at })),
        )
        return (
          <>
            {axes.map(({ key, label }, i) => (
              <g key={key}>
                <line className="base-line" x1={x(i)} x2={x(i)} y1={top} y2={bottom} />
                <text x={x(i)} y={14} textAnchor={i === 0 ? 'start' : 'middle'}>
                  <title>{label}</title>
                  {clipName(label, Math.max(40, room))}
                </text>
                {drawn[i]?.ticks.map(({ share, value }) => (
                  <text key={share} x={x(i) + 4} y={y(share) + 4}>
                    {typeof value === 'number' ? number(value, 3) : clipName(value, Math.max(40, room))}
                  </text>
                ))}
              </g>
            ))}
            {points.map(({ id, colour }, row) => (
              <g
                key={id}
                opacity={near === null || near === id ? 1 : 0.25}
                onPointerEnter={() => setNear(id)}
                onPointerLeave={() => setNear(null)}
              >
                <path className="curve" d={linePath(placesOf(row))} stroke={colour} />
              </g>
            ))}
            {placeNames(ends).map(({ name, x: from, y: at }) => (
              <text key={name} className="strong" x={from + 8 + (drawn.at(-1)?.ticks.length ? 36 : 0)} y={at + 4}>
                <title>{name}</title>
                {clipName(name, 92)}
              </text>
            ))}
          </>
        )
      }}
    </Chart>
  )
}
