import { useFigureFormats } from './use-fixed.ts'
import type { NamedBar } from './bars-of.ts'
import { Chart } from './chart/Chart.tsx'
import { extentOf, linear } from './chart/scale.ts'
import { formatFigure } from './format-figure.ts'

export interface BarsProps {
  readonly label: string
  readonly bars: readonly NamedBar[]
  readonly format: 'number' | 'percent' | 'count'
}

/** Horizontal bars from zero with their names and numbers; negative ones run to the left. */
export function Bars({ label, bars, format }: BarsProps) {
  const formats = useFigureFormats()
  const pitch = 26
  return (
    <Chart label={label} height={bars.length * pitch + 4}>
      {(width) => {
        const names = Math.min(width * 0.42, 24 + Math.max(...bars.map(({ name }) => name.length)) * 6.6)
        const [from, to] = extentOf(bars.map(({ value }) => value))
        const x = linear([Math.min(0, from), Math.max(0, to)], [names, width - 56])
        return bars.map(({ name, value }, i) => {
          const y = i * pitch
          const start = Math.min(x(0), x(value))
          return (
            <g key={name}>
              <text className="row-name" x={0} y={y + 17}>
                <title>{name}</title>
                {clip(name, names)}
              </text>
              <rect x={start} y={y + 5} width={Math.max(1, Math.abs(x(value) - x(0)))} height={16} rx={2} fill="var(--q3)" />
              <text className="strong" x={width} y={y + 17} textAnchor="end">
                {formatFigure(value, format, formats)}
              </text>
            </g>
          )
        })
      }}
    </Chart>
  )
}

/** The name cut to about the room it has: 6.6 px a letter at 12 px. */
function clip(name: string, room: number): string {
  const letters = Math.floor((room - 8) / 6.6)
  return name.length <= letters ? name : `${name.slice(0, Math.max(1, letters - 1))}…`
}
