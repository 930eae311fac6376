import { useLingui } from '@lingui/react/macro'
import type { RequestRow } from '../../../engine/protocol/workspace.ts'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { niceRange } from '../chart/scale.ts'
import { quantile } from './request-figures.ts'

/** The answer time of the latest requests, oldest first, with the 95 % line. */
export function LatencyChart({ rows }: { readonly rows: readonly RequestRow[] }) {
  const { t } = useLingui()
  const { number, count } = useFormat()
  const times = rows.map(({ ms }) => ms)
  const p95 = quantile(times, 0.95)
  if (p95 === null) return null
  // One slow answer must not flatten the others: the axis ends at three times the 95 % line, and what lies beyond is drawn at its edge.
  const top = niceRange([0, Math.min(Math.max(...times), p95 * 3)], 3)[1]
  const oldestFirst = rows.toReversed()
  return (
    <Chart label={t`Answer time of the last ${count(rows.length)} requests; 95 % take at most ${number(p95, 3)} ms`} height={104}>
      {(width) => {
        const frame = frameOf({
          width,
          height: 104,
          x: [0, Math.max(1, rows.length - 1)],
          y: [0, top],
          left: 34,
          right: 6,
          top: 12,
          bottom: 8,
          xTicks: [],
          yTicks: 3,
        })
        return (
          <>
            <Axes frame={frame} xFormat={String} yFormat={(value) => number(value, 2)} />
            <line className="reference" x1={frame.left} x2={frame.right} y1={frame.y(p95)} y2={frame.y(p95)} />
            {oldestFirst.map(({ ms, status }, i) => (
              <circle
                key={i}
                cx={frame.x(i)}
                cy={frame.y(Math.min(ms, top))}
                r={1.75}
                fill={status >= 400 ? 'var(--err)' : 'var(--c-data)'}
              />
            ))}
          </>
        )
      }}
    </Chart>
  )
}
