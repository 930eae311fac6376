import type { Frame } from './frame.ts'

export interface AxesProps {
  readonly frame: Frame
  readonly xFormat: (value: number) => string
  readonly yFormat: (value: number) => string
  /** Words at the right end under the x axis. */
  readonly xTitle?: string
  /** Words over the y axis. */
  readonly yTitle?: string
  /** The value whose line is drawn darker; the lowest tick unless said otherwise. */
  readonly base?: number
}

/** Hairline grid, a darker base line, words instead of arrows. */
export function Axes({ frame, xFormat, yFormat, xTitle, yTitle, base }: AxesProps) {
  const { x, y, left, right, top, bottom, xTicks, yTicks } = frame
  const dark = base ?? yTicks[0]
  return (
    <g aria-hidden>
      {yTicks.map((value) => (
        <g key={value}>
          <line className={value === dark ? 'base-line' : 'grid-line'} x1={left} x2={right} y1={y(value)} y2={y(value)} />
          <text x={left - 6} y={y(value) + 4} textAnchor="end">
            {yFormat(value)}
          </text>
        </g>
      ))}
      {xTicks.map((value, i) => (
        <text key={value} x={x(value)} y={bottom + 15} textAnchor={i === xTicks.length - 1 && x(value) > right - 12 ? 'end' : 'middle'}>
          {xFormat(value)}
        </text>
      ))}
      {yTitle && (
        <text x={0} y={top - 10}>
          {yTitle}
        </text>
      )}
      {xTitle && (
        <text x={right} y={bottom + 32} textAnchor="end">
          {xTitle}
        </text>
      )}
    </g>
  )
}
