import { linear, ticks, type Range, type Scale } from './scale.ts'

/** The plotting area inside an SVG with the scales of its axes. */
export interface Frame {
  readonly x: Scale
  readonly y: Scale
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly xTicks: readonly number[]
  readonly yTicks: readonly number[]
}

export interface FrameOptions {
  readonly width: number
  readonly height: number
  readonly x: Range
  readonly y: Range
  readonly left?: number
  readonly right?: number
  readonly top?: number
  readonly bottom?: number
  readonly xTicks?: readonly number[] | number
  readonly yTicks?: readonly number[] | number
}

/** Places a plotting area with room for the words of its axes. Margins in pixels. */
export function frameOf(options: FrameOptions): Frame {
  const { width, height, x, y, left = 40, right = 8, top = 20, bottom = 34, xTicks = 5, yTicks = 4 } = options
  const edges = { left, right: width - right, top, bottom: height - bottom }
  return {
    ...edges,
    x: linear(x, [edges.left, edges.right]),
    y: linear(y, [edges.bottom, edges.top]),
    xTicks: typeof xTicks === 'number' ? ticks(x, xTicks) : xTicks,
    yTicks: typeof yTicks === 'number' ? ticks(y, yTicks) : yTicks,
  }
}

/** Points in pixels as the `d` of a path. */
export function linePath(points: Iterable<readonly [number, number]>): string {
  let path = ''
  for (const [x, y] of points) path += `${path === '' ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
  return path
}
