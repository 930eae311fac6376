import type { ReactNode } from 'react'
import './chart.css'
import { useWidth } from './use-width.ts'

export interface ChartProps {
  /** What the chart shows, as a sentence: its accessible name. */
  readonly label: string
  /** In pixels. */
  readonly height: number
  readonly children: (width: number) => ReactNode
}

/** An SVG as wide as its place. Drawn once the width is known. */
export function Chart({ label, height, children }: ChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>()
  return (
    <div ref={ref} className="min-w-0" style={{ height }}>
      {width > 0 && (
        <svg className="chart" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
          {children(Math.max(120, width))}
        </svg>
      )}
    </div>
  )
}
