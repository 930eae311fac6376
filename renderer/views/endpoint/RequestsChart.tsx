import { useLingui } from '@lingui/react/macro'
import { useSession } from '../../session/store.ts'
import type { RequestRow } from '../../../engine/protocol/workspace.ts'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { ticks } from '../chart/scale.ts'
import { requestBins } from './request-figures.ts'

/** Requests over time; refused ones in red at the foot of their bar. */
export function RequestsChart({ rows }: { readonly rows: readonly RequestRow[] }) {
  const { t } = useLingui()
  const language = useSession((state) => state.language)
  const { count } = useFormat()
  const bins = requestBins(rows)
  const [first, last] = [bins[0], bins.at(-1)]
  if (!first || !last) return null
  const most = Math.max(1, ...bins.map(({ requests }) => requests))
  const day = 24 * 3600 * 1000
  const format = new Intl.DateTimeFormat(
    language,
    last.from - first.from > day
      ? { day: 'numeric', month: 'short' }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(last.from - first.from < day / 144 && { second: '2-digit' }) },
  )
  return (
    <Chart label={t`${count(rows.length)} requests from ${format.format(first.from)} to ${format.format(last.from)}`} height={104}>
      {(width) => {
        const frame = frameOf({
          width,
          height: 104,
          x: [0, bins.length],
          y: [0, most],
          left: 30,
          right: 2,
          top: 12,
          bottom: 20,
          xTicks: [0, bins.length],
          yTicks: ticks([0, most], 2).filter(Number.isInteger),
        })
        const bar = frame.x(1) - frame.x(0)
        return (
          <>
            <Axes frame={frame} xFormat={(i) => format.format(i === 0 ? first.from : last.from)} yFormat={count} base={0} />
            {bins.map(({ from, requests, refused }, i) => (
              <g key={from}>
                <rect
                  x={frame.x(i) + 0.5}
                  width={Math.max(1, bar - 1)}
                  y={frame.y(requests)}
                  height={frame.y(0) - frame.y(requests)}
                  fill="var(--c-data)"
                  opacity={0.75}
                />
                {refused > 0 && (
                  <rect
                    x={frame.x(i) + 0.5}
                    width={Math.max(1, bar - 1)}
                    y={frame.y(refused)}
                    height={frame.y(0) - frame.y(refused)}
                    fill="var(--err)"
                  />
                )}
              </g>
            ))}
          </>
        )
      }}
    </Chart>
  )
}
