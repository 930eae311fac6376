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

/** Places the nodes of both documents: each a column behind what it reads, in the row of what it reads where that is free. Pure. */
export function layOutDiff({ nodes, wires }: DocumentDiff): DiffLayout {
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
  const places = new Map(
    nodes.map(({ key }) => [key, { x: 2 + (columns.get(key) ?? 0) * (nodeWidth + columnGap), y: top + (rows.get(key) ?? 0) * rowPitch }]),
  )
  const [lastColumn, lastRow] = [Math.max(0, ...columns.values()), Math.max(0, ...rows.values())]
  return { places, width: 4 + (lastColumn + 1) * nodeWidth + lastColumn * columnGap, height: top + (lastRow + 1) * rowPitch }
}
