import { useLingui } from '@lingui/react/macro'
import type { Figure } from '../../engine/protocol/artifact.ts'
import type { Attribution, DocumentDiff } from '../../engine/protocol/experiment-comparison.ts'
import { Chart } from '../views/chart/Chart.tsx'
import { clipName } from '../views/chart/clip-name.ts'
import { extentOf, linear } from '../views/chart/scale.ts'
import { formatFigure } from '../views/format-figure.ts'
import { useFigureFormats } from '../views/use-fixed.ts'
import { useChangeWords } from './change-words.ts'

export interface GainChartProps {
  readonly attribution: Attribution
  readonly diff: DocumentDiff
  readonly figure: Pick<Figure, 'format' | 'better'>
}

/** A row is a line of text, and the mark under it: names of changes are longer than a pane is wide beside a bar. */
const [pitch, textLine, markLine] = [44, 14, 29]

/** What runs from mark to mark passes behind the texts. */
const halo = { paintOrder: 'stroke', stroke: 'var(--surface)', strokeWidth: 4 } as const

/** From A to B step by step: each change as a floating bar as long as its share. */
export function GainChart({ attribution: { from, to, parts }, diff, figure }: GainChartProps) {
  const { t } = useLingui()
  const formats = useFigureFormats()
  const words = useChangeWords()
  const write = (value: number) => formatFigure(value, figure.format, formats)
  const signed = (value: number | null) =>
    value === null
      ? '–'
      : `${value < 0 ? '−' : '+'}${figure.format === 'percent' ? write(Math.abs(value)) : formats.fixed(Math.abs(value), 3)}`
  const steps = parts.map(({ change, share, alone, inOrder }, i) => {
    const start = parts.slice(0, i).reduce((sum, part) => sum + (part.share ?? 0), from)
    const hint = t`alone ${signed(alone)}, in order ${signed(inOrder)}`
    return { name: words.change(change, diff), share, start, end: start + (share ?? 0), hint }
  })
  const gains = (share: number) => share > 0 === (figure.better !== 'lower')
  const height = (steps.length + 2) * pitch
  const told = steps.map(({ name, share }) => `${name} ${signed(share)}`).join(', ')
  return (
    <Chart label={t`From ${write(from)} to ${write(to)}: ${told}`} height={height}>
      {(width) => {
        const [low, high] = extentOf([from, to, ...steps.flatMap(({ start, end }) => [start, end])])
        const air = (high - low || 1) * 0.06
        const x = linear([low - air, high + air], [6, width - 6])
        const line = (i: number, value: number) => (
          <line key={i} className="base-line" x1={x(value)} x2={x(value)} y1={i * pitch + markLine} y2={(i + 1) * pitch + markLine} />
        )
        return (
          <>
            {line(0, from)}
            {steps.map(({ end }, i) => line(i + 1, end))}
            {[
              { name: t`Run A`, value: from, y: 0, colour: 'var(--c-utility)' },
              { name: t`Run B`, value: to, y: (steps.length + 1) * pitch, colour: 'var(--c-data)' },
            ].map(({ name, value, y, colour }) => (
              <g key={name}>
                <text className="row-name" style={halo} x={0} y={y + textLine}>
                  {name}
                </text>
                <circle cx={x(value)} cy={y + markLine} r={5} fill={colour} />
                <text className="strong" style={halo} x={width} y={y + textLine} textAnchor="end">
                  {write(value)}
                </text>
              </g>
            ))}
            {steps.map(({ name, share, start, end, hint }, i) => {
              const y = (i + 1) * pitch
              const left = Math.min(x(start), x(end))
              return (
                <g key={name}>
                  <title>{`${name}: ${hint}`}</title>
                  <text style={halo} x={0} y={y + textLine}>
                    {clipName(name, width - 64)}
                  </text>
                  {share !== null && (
                    <rect
                      x={left}
                      y={y + markLine - 7}
                      width={Math.max(2, Math.abs(x(end) - x(start)))}
                      height={14}
                      rx={2}
                      fill={gains(share) ? 'var(--q4)' : 'var(--c-deploy)'}
                    />
                  )}
                  <text className="strong" style={halo} x={width} y={y + textLine} textAnchor="end">
                    {signed(share)}
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
