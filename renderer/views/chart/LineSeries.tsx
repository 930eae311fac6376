import { linePath, type Frame } from './frame.ts'

export interface LineSeriesProps {
  readonly frame: Frame
  readonly points: readonly (readonly [number, number])[]
  readonly colour: string
  readonly width?: number
  readonly dashed?: boolean
}

/** A curve in the plotting area. */
export function LineSeries({ frame, points, colour, width, dashed = false }: LineSeriesProps) {
  return (
    <path
      className="curve"
      d={linePath(points.map(([x, y]) => [frame.x(x), frame.y(y)] as const))}
      stroke={colour}
      strokeDasharray={dashed ? '5 3' : undefined}
      {...(width !== undefined && { style: { strokeWidth: width } })}
    />
  )
}
