import type { PipelineEntry } from '../../engine/protocol/workspace.ts'

export interface ThumbnailNode {
  readonly id: string
  readonly family: string
  readonly x: number
  readonly y: number
}

export interface Thumbnail {
  readonly width: number
  readonly height: number
  readonly boxWidth: number
  readonly boxHeight: number
  readonly nodes: readonly ThumbnailNode[]
  /** SVG paths of the wires. */
  readonly wires: readonly string[]
}

const width = 270
const height = 128
const margin = 20

/** A small picture of a pipeline: nodes as boxes of one size at their places, wires at right angles. Pure. */
export function thumbnailOf({ picture, wires }: Pick<PipelineEntry, 'picture' | 'wires'>): Thumbnail {
  const small = picture.length > 24 || new Set(picture.map((node) => node.x)).size > 7
  const [boxWidth, boxHeight] = small ? [18, 12] : [24, 14]
  const xs = picture.map((node) => node.x)
  const ys = picture.map((node) => node.y)
  const [left, top] = [Math.min(...xs, Infinity), Math.min(...ys, Infinity)]
  const [spanX, spanY] = [Math.max(...xs, -Infinity) - left, Math.max(...ys, -Infinity) - top]
  // One scale for both axes would flatten wide pipelines to a line: the height is stretched up to twice the scale of the width.
  const scaleX = spanX > 0 ? Math.min(0.25, (width - 2 * margin - boxWidth) / spanX) : 0
  const scaleY = spanY > 0 ? Math.min(0.35, (height - 2 * margin - boxHeight) / spanY) : 0
  const offsetX = (width - boxWidth - spanX * scaleX) / 2
  const offsetY = (height - boxHeight - spanY * scaleY) / 2
  const nodes = picture.map((node) => ({
    id: node.id,
    family: node.family,
    x: offsetX + (node.x - left) * scaleX,
    y: offsetY + (node.y - top) * scaleY,
  }))
  const places = new Map(nodes.map((node) => [node.id, node]))
  const paths = wires.flatMap(([from, to]) => {
    const [a, b] = [places.get(from), places.get(to)]
    return a && b ? [path([a.x + boxWidth, a.y + boxHeight / 2], [b.x, b.y + boxHeight / 2])] : []
  })
  return { width, height, boxWidth, boxHeight, nodes, wires: paths }
}

type Point = readonly [number, number]

function path([x1, y1]: Point, [x2, y2]: Point): string {
  if (Math.abs(y1 - y2) < 0.5 && x2 >= x1)
    return round([
      [x1, y1],
      [x2, y2],
    ])
  if (x2 >= x1 + 8) {
    const middle = x2 - Math.min(10, (x2 - x1) / 2)
    return round([
      [x1, y1],
      [middle, y1],
      [middle, y2],
      [x2, y2],
    ])
  }
  const channel = (y1 + y2) / 2
  return round([
    [x1, y1],
    [x1 + 8, y1],
    [x1 + 8, channel],
    [x2 - 8, channel],
    [x2 - 8, y2],
    [x2, y2],
  ])
}

/** A line through points with corners of 4. */
function round(points: readonly Point[]): string {
  const toward = (from: Point, to: Point): Point => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1
    const part = Math.min(4, length / 2) / length
    return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
  }
  const write = ([x, y]: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`
  return points
    .map((point, i) => {
      const [before, after] = [points[i - 1], points[i + 1]]
      if (!before) return `M${write(point)}`
      if (!after) return `L${write(point)}`
      return `L${write(toward(point, before))}Q${write(point)} ${write(toward(point, after))}`
    })
    .join('')
}
