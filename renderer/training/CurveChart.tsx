import { useLingui } from '@lingui/react/macro'
import { useFormat } from '../session/use-format.ts'
import { Axes } from '../views/chart/Axes.tsx'
import { Chart } from '../views/chart/Chart.tsx'
import { frameOf } from '../views/chart/frame.ts'
import { LineSeries } from '../views/chart/LineSeries.tsx'
import { extentOf, niceRange, ticks } from '../views/chart/scale.ts'
import { seriesColour } from '../views/chart/series-colour.ts'
import { spreadLabels } from '../views/chart/spread-labels.ts'
import type { CurvePanel, PanelCurve } from './curve-panels.ts'
import { pointAt } from './point-at.ts'
import type { TrainingFigures } from './training-figures.ts'
import { useCurveFormat } from './use-curve-format.ts'
import { useCurveWords } from './use-curve-words.ts'

interface CurveChartProps {
  readonly panel: CurvePanel
  /** Colours by run; with one run its curves have one each. */
  readonly colours: ReadonlyMap<string, string>
  /** The lowest loss of each run. */
  readonly bests: ReadonlyMap<string, TrainingFigures['best']>
  /** The step under the pointer, in whatever panel it is; null when it is elsewhere. */
  readonly step: number | null
  readonly onStep: (step: number | null) => void
}

const height = 180
/** More lines than these are told apart by the table below. */
const mostLabels = 6
/** About how wide a letter at the end of a curve is. */
const letter = 6.2
/** An axis has about so many values. */
const [acrossTicks, upTicks] = [3, 4]

/** Before the value of a curve that each layer has: the layer. */
function layerOf(name: string): string {
  const layer = /^(?:dead units|saturated|update ratio) (.+)$/.exec(name)?.[1]
  return layer === undefined ? '' : `${layer}: `
}

/** Curves that share an axis; those of rows kept apart are dashed. At their ends stand the latest values, or those of the step pointed at. */
export function CurveChart({ panel, colours, bests, step, onStep }: CurveChartProps) {
  const { t } = useLingui()
  const { number, count } = useFormat()
  const formatOf = useCurveFormat()
  const words = useCurveWords()
  const { curves } = panel
  const several = colours.size > 1
  const xs = extentOf(curves.flatMap(({ points }) => points.map(([x]) => x)))
  const ys = niceRange(extentOf(curves.flatMap(({ points }) => points.map(([, y]) => y))), upTicks)
  const yTicks = ticks(ys, upTicks)
  const format = formatOf(panel.name, yTicks)
  const colourOf = (curve: PanelCurve, at: number) => (several ? (colours.get(curve.run) ?? seriesColour(at)) : seriesColour(at))
  const latest = curves.map((curve) => `${words(curve.name)} ${number(curve.points.at(-1)?.[1] ?? 0, 3)}`).join(', ')
  const title = words(panel.name)
  const endsAt = (asked: number | null) =>
    curves.flatMap((curve, at) => {
      const { run, name, apart } = curve
      const point = pointAt(curve, asked)
      return point
        ? [{ key: `${run} ${name}`, colour: colourOf(curve, at), apart, point, text: layerOf(name) + format.value(point[1]) }]
        : []
    })
  const ends = endsAt(step)
  const isLayered = curves.some(({ name }) => layerOf(name) !== '')
  const isLabelled = curves.length <= mostLabels && !(several && isLayered)
  const labels = isLabelled ? ends : []
  // That of the latest values, so that nothing moves under the pointer.
  const room = isLabelled ? Math.max(44, (several ? 22 : 12) + letter * Math.max(...endsAt(null).map(({ text }) => text.length))) : 12
  const lowest = panel.name === 'loss' && step === null ? [...bests.values()].filter((best) => best !== null && best.step < xs[1]) : []
  return (
    <Chart label={t`${title} by step, up to step ${count(xs[1])}: ${latest}`} height={height}>
      {(width) => {
        const xTicks = ticks(xs, acrossTicks).filter(Number.isInteger)
        const frame = frameOf({ width, height, x: xs, y: ys, left: 52, right: Math.min(room, width * 0.4), xTicks, yTicks })
        const { left, right, top, bottom } = frame
        const heights = spreadLabels(
          labels.map(({ point }) => frame.y(point[1]) + 4),
          { gap: 14, top: top + 4, bottom: bottom + 4 },
        )
        return (
          <>
            <Axes
              frame={frame}
              xFormat={count}
              yFormat={format.tick}
              yTitle={title}
              xTitle={step === null ? t({ message: 'step', context: 'training' }) : t`step ${count(step)}`}
            />
            {step !== null && step >= xs[0] && step <= xs[1] && (
              <line className="base-line" x1={frame.x(step)} x2={frame.x(step)} y1={top} y2={bottom} />
            )}
            {curves.map((curve, at) => (
              <LineSeries
                key={`${curve.run} ${curve.name}`}
                frame={frame}
                points={curve.points}
                colour={colourOf(curve, at)}
                dashed={curve.apart}
              />
            ))}
            {lowest.map(
              (best, at) =>
                best && (
                  <g key={at}>
                    <line className="reference" x1={frame.x(best.step)} x2={frame.x(best.step)} y1={top} y2={frame.y(best.value) - 4} />
                    <circle className="lowest" cx={frame.x(best.step)} cy={frame.y(best.value)} r={3.5} />
                    {!several && (
                      <text className="over" {...besideLine(frame.x(best.step), { left, right })} y={top + 9}>
                        {t`lowest at ${count(best.step)}`}
                      </text>
                    )}
                  </g>
                ),
            )}
            {ends.map(({ key, colour, apart, point }) => (
              <circle key={key} cx={frame.x(point[0])} cy={frame.y(point[1])} {...dotOf(colour, apart)} />
            ))}
            {labels.map(({ key, colour, apart, text }, at) => (
              <g key={key}>
                {several && <circle cx={right + 10} cy={(heights[at] ?? 0) - 4} {...dotOf(colour, apart)} />}
                <text className="strong" x={right + (several ? 17 : 8)} y={heights[at]}>
                  {text}
                </text>
              </g>
            ))}
            <rect
              className="pointed"
              x={left}
              y={top}
              width={Math.max(0, right - left)}
              height={bottom - top}
              onPointerMove={({ clientX, currentTarget }) => {
                const box = currentTarget.getBoundingClientRect()
                onStep(Math.round(xs[0] + ((clientX - box.left) / Math.max(1, box.width)) * (xs[1] - xs[0])))
              }}
              onPointerLeave={() => onStep(null)}
            />
          </>
        )
      }}
    </Chart>
  )
}

/** The dot of a curve: hollow for rows kept apart, as its line is dashed. */
function dotOf(colour: string, apart: boolean) {
  return { r: 2.5, fill: apart ? 'var(--surface)' : colour, stroke: colour, strokeWidth: 1.5 }
}

/** Where words beside an upright line stand: on the side with more room. */
function besideLine(x: number, { left, right }: { readonly left: number; readonly right: number }) {
  return x < (left + right) / 2 ? { x: x + 5, textAnchor: 'start' as const } : { x: x - 5, textAnchor: 'end' as const }
}
