import { useLingui } from '@lingui/react/macro'
import { formatCompact } from '../canvas/format-compact.ts'
import { useSession } from '../session/store.ts'
import { useFormat } from '../session/use-format.ts'
import { Axes } from '../views/chart/Axes.tsx'
import { Chart } from '../views/chart/Chart.tsx'
import { frameOf } from '../views/chart/frame.ts'
import { LineSeries } from '../views/chart/LineSeries.tsx'
import { extentOf, niceRange } from '../views/chart/scale.ts'
import { seriesColour } from '../views/chart/series-colour.ts'
import type { CurvePanel, PanelCurve } from './curve-panels.ts'
import { useCurveWords } from './use-curve-words.ts'

interface CurveChartProps {
  readonly panel: CurvePanel
  /** Colours by run; with one run its curves have one each. */
  readonly colours: ReadonlyMap<string, string>
}

const height = 180
/** Of one training and of several: more lines than these are told apart by the table below. */
const mostLabels = { one: 4, several: 2 }
const compactFrom = 100_000

/** Before the value of a curve that each layer has: the layer. */
function layerOf(name: string): string {
  const layer = /^(?:dead units|saturated|update ratio) (.+)$/.exec(name)?.[1]
  return layer === undefined ? '' : `${layer}: `
}

/** Curves that share an axis; those of rows kept apart are dashed, the latest value stands at their end. */
export function CurveChart({ panel, colours }: CurveChartProps) {
  const { t } = useLingui()
  const { number, count } = useFormat()
  const language = useSession((state) => state.language)
  const words = useCurveWords()
  const { curves } = panel
  const several = colours.size > 1
  const xs = extentOf(curves.flatMap(({ points }) => points.map(([x]) => x)))
  const ys = niceRange(extentOf(curves.flatMap(({ points }) => points.map(([, y]) => y))), 4)
  const colourOf = (curve: PanelCurve, at: number) => (several ? (colours.get(curve.run) ?? seriesColour(at)) : seriesColour(at))
  const latest = curves.map((curve) => `${words(curve.name)} ${number(curve.points.at(-1)?.[1] ?? 0, 3)}`).join(', ')
  const labelled = curves.length <= (several ? mostLabels.several : mostLabels.one)
  const short = (value: number) => (Math.abs(value) >= compactFrom ? formatCompact(value, language) : number(value, 3))
  const stepWord = t({ message: 'step', context: 'training' })
  const title = words(panel.name)
  return (
    <Chart label={t`${title} by step, up to step ${count(xs[1])}: ${latest}`} height={height}>
      {(width) => {
        const frame = frameOf({ width, height, x: xs, y: ys, left: 52, right: labelled ? 64 : 12, xTicks: 3 })
        let lowest = -Infinity
        const ends = curves
          .map((curve, at) => ({ curve, colour: colourOf(curve, at), end: curve.points.at(-1) }))
          .toSorted((a, b) => (b.end?.[1] ?? 0) - (a.end?.[1] ?? 0))
        return (
          <>
            <Axes
              frame={frame}
              xFormat={count}
              yFormat={short}
              yTitle={title}
              xTitle={curves.some(({ apart }) => apart) ? t`step; dashed: rows kept apart` : stepWord}
            />
            {curves.map((curve, at) => (
              <LineSeries
                key={`${curve.run} ${curve.name}`}
                frame={frame}
                points={curve.points}
                colour={colourOf(curve, at)}
                dashed={curve.apart}
              />
            ))}
            {labelled &&
              ends.map(({ curve, colour, end }) => {
                if (!end) return null
                const y = Math.max(frame.y(end[1]) + 4, lowest + 14)
                lowest = y
                return (
                  <g key={`${curve.run} ${curve.name}`}>
                    <circle cx={frame.x(end[0])} cy={frame.y(end[1])} r={2.5} fill={colour} />
                    <text className="strong" x={frame.right + 6} y={y}>
                      {layerOf(curve.name)}
                      {short(end[1])}
                    </text>
                  </g>
                )
              })}
          </>
        )
      }}
    </Chart>
  )
}
