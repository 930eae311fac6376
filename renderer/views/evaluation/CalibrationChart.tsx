import { useLingui } from '@lingui/react/macro'
import type { ClassCurves } from '../../../engine/protocol/artifact.ts'
import { useFormat } from '../../session/use-format.ts'
import { Axes } from '../chart/Axes.tsx'
import { Chart } from '../chart/Chart.tsx'
import { frameOf } from '../chart/frame.ts'
import { LineSeries } from '../chart/LineSeries.tsx'
import type { CurveModel } from './curve-model.ts'

type Bins = ClassCurves['calibration']

export interface CalibrationCurve extends CurveModel {
  readonly bins: Bins
}

export interface CalibrationChartProps {
  readonly curves: readonly CalibrationCurve[]
  readonly onBin: ((bin: Bins[number]) => void) | null
}

/** What was promised against what happened, in bins of the score; each with its 95 % interval, dots sized by their rows. */
export function CalibrationChart({ curves, onBin }: CalibrationChartProps) {
  const { t } = useLingui()
  const { percent, count } = useFormat()
  const worst = curves
    .flatMap(({ bins }) => bins)
    .toSorted((a, b) => Math.abs(b.observed - b.predicted) - Math.abs(a.observed - a.predicted))[0]
  const label = worst
    ? t`Calibration; the widest gap: ${percent(worst.predicted)} promised, ${percent(worst.observed)} happened in ${count(worst.rows)} rows`
    : t`Calibration`
  const largest = Math.max(1, ...curves.flatMap(({ bins }) => bins.map(({ rows }) => rows)))
  return (
    <Chart label={label} height={264}>
      {(width) => {
        const frame = frameOf({
          width,
          height: 264,
          x: [0, 1],
          y: [0, 1],
          xTicks: [0, 0.25, 0.5, 0.75, 1],
          yTicks: [0, 0.25, 0.5, 0.75, 1],
          left: 44,
        })
        return (
          <>
            <Axes
              frame={frame}
              xFormat={(value) => percent(value, 0)}
              yFormat={(value) => percent(value, 0)}
              yTitle={t`happened`}
              xTitle={t`promised by the score`}
            />
            <line className="reference" x1={frame.x(0)} x2={frame.x(1)} y1={frame.y(0)} y2={frame.y(1)} />
            {curves.map(({ name, colour, bins }) => (
              <g key={name}>
                <LineSeries
                  frame={frame}
                  points={bins.map(({ predicted, observed }) => [predicted, observed] as const)}
                  colour={colour}
                  width={1}
                />
                {bins.map((bin) => {
                  const { predicted, observed, rows, interval } = bin
                  return (
                    <g key={predicted} {...(onBin && { onClick: () => onBin(bin), className: 'picked-by-click' })}>
                      <line
                        x1={frame.x(predicted)}
                        x2={frame.x(predicted)}
                        y1={frame.y(interval[0])}
                        y2={frame.y(interval[1])}
                        stroke={colour}
                        strokeWidth={1.5}
                      />
                      <circle cx={frame.x(predicted)} cy={frame.y(observed)} r={2.5 + 4 * Math.sqrt(rows / largest)} fill={colour}>
                        <title>{t`${percent(predicted)} promised, ${percent(observed)} happened, ${count(rows)} rows`}</title>
                      </circle>
                    </g>
                  )
                })}
              </g>
            ))}
          </>
        )
      }}
    </Chart>
  )
}
