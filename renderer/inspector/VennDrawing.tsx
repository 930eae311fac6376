import { useLingui } from '@lingui/react/macro'
import { useFormat } from '../session/use-format.ts'
import { vennCircles } from './venn-circles.ts'

export interface VennDrawingProps {
  readonly left: number
  readonly both: number
  readonly right: number
}

const width = 240
const height = 112
/** Room for the lines of the circles above, and for the two lines of text below. */
const [above, below] = [2, 32]

/** Two circles whose areas, and the area where they lie over each other, are as the rows. */
export function VennDrawing({ left, both, right }: VennDrawingProps) {
  const { t } = useLingui()
  const { count } = useFormat()
  const [a, b] = vennCircles({ left, both, right }, { width, height: height - above - below })
  const parts = [
    { label: t`Only left`, rows: left },
    { label: t`In both`, rows: both },
    { label: t`Only right`, rows: right },
  ]
  const named = parts.map(({ label, rows }) => `${label}: ${count(rows)}`).join(', ')
  return (
    <svg className="venn" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={named}>
      <circle cx={a.x} cy={a.y + above} r={a.radius} fill="var(--c-prepare)" fillOpacity={0.3} stroke="var(--c-prepare)" />
      <circle cx={b.x} cy={b.y + above} r={b.radius} fill="var(--c-data)" fillOpacity={0.25} stroke="var(--c-data)" />
      {parts.map(({ label, rows }, index) => (
        <text key={label} x={40 + index * 80} textAnchor="middle">
          <tspan x={40 + index * 80} y={height - 16} className="venn-count">
            {count(rows)}
          </tspan>
          <tspan x={40 + index * 80} y={height - 4}>
            {label}
          </tspan>
        </text>
      ))}
    </svg>
  )
}
