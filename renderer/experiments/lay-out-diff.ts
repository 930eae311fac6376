import type { DocumentDiff } from '../../engine/protocol/experiment-comparison.ts'
import type { Position } from '../../engine/protocol/document.ts'

export const nodeWidth = 132
export const nodeHeight = 36
const [columnGap, rowPitch, top] = [32, 68, 22]

export interface DiffLayout {
  readonly places: ReadonlyMap<string, Position>
  readonly width: number
  readonly height: number
}

/** Below this the names of nodes cannot be read. */
const leastScale = 0.75
/** Between two bands a wire runs back. */
const bandGap = 28

/**
 * Places the nodes of both documents: each a column behind what it reads, in the row of what it reads where that is free. Columns that do
 * not fit into `room` pixels at a size that can be read go on in a band below. Pure.
 */
export function layOutDiff({ nodes, wires }: DocumentDiff, room = Infinity): DiffLayout {
  const columns = new Map<string, number>()
  const rows = new Map<string, number>()
  const taken = new Set<string>()
  const nodeOf = (end: string) => end.slice(0, end.indexOf('.'))
  for (const { key } of nodes) {
    const sources = wires
      .filter(({ to }) => nodeOf(to) === key)
      .map(({ from }) => nodeOf(from))
      .filter((from) => columns.has(from))
    const column = Math.max(-1, ...sources.map((from) => columns.get(from) ?? 0)) + 1
    const wished = sources.length === 0 ? 0 : Math.min(...sources.map((from) => rows.get(from) ?? 0))
    let row = wished
    while (taken.has(`${column} ${row}`)) row++
    taken.add(`${column} ${row}`)
    columns.set(key, column)
    rows.set(key, row)
  }
  const count = Math.max(0, ...columns.values()) + 1
  const widthOf = (some: number) => 4 + some * nodeWidth + (some - 1) * columnGap
  const bands = Math.max(1, Math.ceil((widthOf(count) * leastScale) / room))
  const each = Math.ceil(count / bands)
  const bandOf = (key: string) => Math.floor((columns.get(key) ?? 0) / each)
  const tall = Array.from(
    { length: bands },
    (_, band) => Math.max(0, ...nodes.flatMap(({ key }) => (bandOf(key) === band ? (rows.get(key) ?? 0) : []))) + 1,
  )
  const topOf = (band: number) => top + tall.slice(0, band).reduce((sum, some) => sum + some * rowPitch + bandGap, 0)
  const places = new Map(
    nodes.map(({ key }) => [
      key,
      { x: 2 + ((columns.get(key) ?? 0) % each) * (nodeWidth + columnGap), y: topOf(bandOf(key)) + (rows.get(key) ?? 0) * rowPitch },
    ]),
  )
  const last = bands - 1
  return { places, width: widthOf(each) + (bands > 1 ? columnGap : 0), height: topOf(last) + (tall[last] ?? 1) * rowPitch }
}
