import { useLingui } from '@lingui/react/macro'
import type { PairReport } from '../../engine/protocol/experiment-comparison.ts'
import { useFormat } from '../session/use-format.ts'
import { Axes } from '../views/chart/Axes.tsx'
import { Chart } from '../views/chart/Chart.tsx'
import { frameOf } from '../views/chart/frame.ts'
import { useClassWords } from '../views/evaluation/use-class-words.ts'
import { SectionHead } from '../views/SectionHead.tsx'

const height = 260

/** Where both models agree and where they do not: rows by what A says and what B says. */
export function ScoreGridChart({ report }: { readonly report: PairReport }) {
  const { t } = useLingui()
  const { count, number } = useFormat()
  const say = useClassWords()
  const { range, cells } = report.scores
  const most = Math.max(1, ...cells.flat())
  const what =
    report.positive !== null
      ? t`score of ${say(report, report.positive)}`
      : report.task === 'regression'
        ? t`predicted ${report.target}`
        : t`score of the actual class`
  const far = cells.reduce((sum, line, i) => sum + line.reduce((own, rows, j) => own + (Math.abs(i - j) > 5 ? rows : 0), 0), 0)
  return (
    <>
      <SectionHead title={t`Where they disagree`} note={what} />
      <Chart
        label={t`${what} of A against B: ${count(far)} of ${count(report.rows)} rows lie a fifth of the range apart or more`}
        height={height}
      >
        {(width) => {
          const frame = frameOf({ width, height, x: range, y: range, left: 44 })
          const step = (range[1] - range[0]) / cells.length
          const [w, h] = [(frame.right - frame.left) / cells.length, (frame.bottom - frame.top) / cells.length]
          return (
            <>
              <Axes frame={frame} xFormat={(value) => number(value, 3)} yFormat={(value) => number(value, 3)} xTitle={t`A`} yTitle={t`B`} />
              {cells.flatMap((line, i) =>
                line.map((rows, j) =>
                  rows === 0 ? null : (
                    <rect
                      key={`${i} ${j}`}
                      x={frame.x(range[0] + i * step) + 0.3}
                      y={frame.y(range[0] + (j + 1) * step) + 0.3}
                      width={Math.max(1, w - 0.6)}
                      height={Math.max(1, h - 0.6)}
                      fill={`var(--q${Math.min(5, 1 + Math.floor((4.999 * Math.log1p(rows)) / Math.log1p(most)))})`}
                    />
                  ),
                ),
              )}
              {report.thresholds && (
                <path
                  className="reference"
                  d={`M${frame.x(report.thresholds[0])} ${frame.top}V${frame.bottom}M${frame.left} ${frame.y(report.thresholds[1])}H${frame.right}`}
                />
              )}
            </>
          )
        }}
      </Chart>
    </>
  )
}
