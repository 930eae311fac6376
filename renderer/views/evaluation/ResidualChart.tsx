import { useLingui } from '@lingui/react/macro'
import type { Evaluation } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'

/** How far off the predictions were: rows by actual minus predicted. */
export function ResidualChart({ bins }: { readonly bins: NonNullable<Evaluation['residuals']> }) {
  const { t } = useLingui()
  const { number, count } = useFormat()
  const [first, last] = [bins[0], bins.at(-1)]
  if (!first || !last) return null
  const most = Math.max(...bins.map(({ rows }) => rows))
  const peak = bins.find(({ rows }) => rows === most) ?? first
  return (
    <Chart
      label={t`Errors from ${number(first.from)} to ${number(last.to)}; most rows lie between ${number(peak.from)} and ${number(peak.to)}`}
      height={264}
    >
      {(width) => {
        const frame = frameOf({ width, height: 264, x: [first.from, last.to], y: [0, most], left: 48 })
        return (
          <>
            <Axes
              frame={frame}
              xFormat={(value) => number(value, 3)}
              yFormat={count}
              yTitle={t`rows`}
              xTitle={t`actual minus predicted`}
              base={0}
            />
            {bins.map(({ from, to, rows }) => (
              <rect
                key={from}
                x={frame.x(from) + 0.5}
                width={Math.max(1, frame.x(to) - frame.x(from) - 1)}
                y={frame.y(rows)}
                height={frame.y(0) - frame.y(rows)}
                fill="var(--c-data)"
                opacity={0.75}
              >
                <title>{t`${number(from)} to ${number(to)}: ${count(rows)} rows`}</title>
              </rect>
            ))}
            {first.from < 0 && last.to > 0 && (
              <line className="reference" x1={frame.x(0)} x2={frame.x(0)} y1={frame.top} y2={frame.bottom} />
            )}
          </>
        )
      }}
    </Chart>
  )
}
