// The canvas: nodes, wires, notes and frames of a pipeline, and every way to edit them. The only place that knows React Flow.
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import { splitEnd, type Document, type Position } from '../../engine/protocol/document.ts'

export const nodeWidth = 208
export const nodeHeight = 76
export const compactHeight = 40
/** Nodes snap to this. */
export const gridStep = 8
/** From the left edge of one node to that of the next in a row, and from one row to the next. */
export const columnPitch = 272
export const rowPitch = 96

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export function heightOf(compact: boolean): number {
  return compact ? compactHeight : nodeHeight
}

export function nodeBox(position: Position, compact = false): Box {
  return { x: position.x, y: position.y, width: nodeWidth, height: heightOf(compact) }
}

export function snap(value: number): number {
  return Math.round(value / gridStep) * gridStep
}

/** Distance of the i-th of n ports from the top of its node. */
export function portY(index: number, count: number, compact = false): number {
  const height = heightOf(compact)
  if (count <= 1) return height / 2
  if (count === 2) return (compact ? [13, 27] : [24, 52])[index] ?? height / 2
  if (count === 3) return (compact ? [9, 20, 31] : [19, 38, 57])[index] ?? height / 2
  const margin = compact ? 6 : 14
  return margin + (index * (height - 2 * margin)) / (count - 1)
}

export type Side = 'in' | 'out'

export interface PortPlace {
  readonly name: string
  readonly kind: string
  readonly y: number
}

/** The ports on one side of a node, from the top. */
export function portsOf(entry: CatalogueEntry | undefined, side: Side, compact = false): readonly PortPlace[] {
  const ports = Object.entries<Pick<CatalogueEntry['outputs'][string], 'kind'>>((side === 'in' ? entry?.inputs : entry?.outputs) ?? {})
  return ports.map(([name, { kind }], i) => ({ name, kind, y: portY(i, ports.length, compact) }))
}

/** Where on its node an end of a wire is. An unknown port is at half the height. */
export function portOffset(
  { document, catalogue }: { readonly document: Document; readonly catalogue: ReadonlyMap<string, CatalogueEntry> },
  end: string,
  side: Side,
  compact = false,
): Position {
  const { node, port } = splitEnd(end)
  const places = portsOf(catalogue.get(document.nodes[node]?.type ?? ''), side, compact)
  const y = places.find((place) => place.name === port)?.y ?? heightOf(compact) / 2
  return { x: side === 'in' ? 0 : nodeWidth, y }
}

/** The smallest box around some boxes; undefined for none. */
export function boundsOf(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined
  const x = Math.min(...boxes.map((box) => box.x))
  const y = Math.min(...boxes.map((box) => box.y))
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  }
}

export function overlaps(a: Box, b: Box, margin = 0): boolean {
  return a.x < b.x + b.width + margin && b.x < a.x + a.width + margin && a.y < b.y + b.height + margin && b.y < a.y + a.height + margin
}

/** Where a node is, or at the origin for one that was never placed. */
export function placeOf(document: Document, id: string): Position {
  return document.layout[id] ?? { x: 0, y: 0 }
}

/** The first place from `wanted` downwards where a node, or a note of this size, covers no node and no note. */
export function freePlace(document: Document, wanted: Position, size = { width: nodeWidth, height: nodeHeight }): Position {
  const taken = [...Object.keys(document.nodes).map((id) => nodeBox(placeOf(document, id))), ...Object.values(document.notes)]
  const at = { x: snap(wanted.x), y: snap(wanted.y) }
  while (taken.some((box) => overlaps(box, { ...at, ...size }, gridStep))) at.y += gridStep
  return at
}

/** Everything that a document draws; undefined for an empty one. */
export function wholeOf(document: Document, compact = false): Box | undefined {
  const nodes = Object.keys(document.nodes).map((id) => nodeBox(placeOf(document, id), compact))
  return boundsOf([...nodes, ...Object.values(document.notes), ...Object.values(document.frames)])
}
