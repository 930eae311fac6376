import { boundsOf, columnPitch, nodeBox, nodeWidth, overlaps, snap, type Box } from '../geometry.ts'
import { framing, frameMargin } from '../framing.ts'
import { arrange, type ArrangeInput } from './arrange.ts'
import { bandGap } from './band-gap.ts'
import { blocksOf, type Block } from './blocks-of.ts'
import { packLines } from './pack-lines.ts'

export interface LayoutInput extends ArrangeInput {
  readonly columns: number
  readonly notes: readonly (Box & { readonly id: string })[]
  /** Each with the nodes and notes that it holds. */
  readonly frames: readonly FrameInput[]
  /** What else lies on the canvas and is not moved. */
  readonly fixed: readonly Box[]
}

export interface FrameInput {
  readonly id: string
  readonly nodes: readonly string[]
  readonly notes: readonly string[]
}

export interface LaidOut {
  /** New places of nodes and notes. */
  readonly places: Readonly<Record<string, { readonly x: number; readonly y: number }>>
  readonly frames: Readonly<Record<string, Box>>
}

const noteGap = 16

/**
 * Lays out nodes in bands of some columns. The nodes of a frame stay together and apart from all others, with its notes under them; parts that
 * no wire joins stand beside or under one another. Other notes stay, unless something would cover them. Pure.
 */
export function layOutBlocks(input: LayoutInput): LaidOut {
  if (input.nodes.length === 0) return { places: {}, frames: {} }
  const nodes = new Map(input.nodes.map((node) => [node.id, node]))
  const notes = new Map(input.notes.map((note) => [note.id, note]))
  const blocks = blocksOf(input).map((block) => drawBlock(block, input, { nodes, notes }))
  const origin = { x: Math.min(...input.nodes.map((node) => node.x)), y: Math.min(...input.nodes.map((node) => node.y)) }
  const framed = blocks.length > 0 && blocks[0]?.frame !== null
  if (framed) origin.y -= frameMargin
  const lineOf = new Map<string, number>()
  const lines = packLines(blocks, input.columns)
  lines.forEach((line, i) => line.forEach(({ block }) => block.nodes.forEach((id) => lineOf.set(id, i))))
  const places: Record<string, { x: number; y: number }> = {}
  let top = origin.y
  lines.forEach((line, i) => {
    for (const { block, column } of line)
      for (const [id, at] of Object.entries(block.places))
        places[id] = { x: snap(origin.x + column * columnPitch + at.x), y: snap(top + at.y) }
    const crossing = input.wires.filter(({ from, to }) => (lineOf.get(from) ?? 0) <= i && (lineOf.get(to) ?? 0) > i)
    top += Math.max(...line.map(({ block }) => block.height)) + bandGap(new Set(crossing.map(({ from }) => from)).size)
  })
  const moved = clearOf(places, { ...input, notes: input.notes.filter(({ id }) => Object.hasOwn(places, id)) })
  const frames = Object.fromEntries(
    input.frames.flatMap(({ id, nodes: held, notes: inside }): [string, Box][] => {
      const boxes = held.flatMap((node) => (moved[node] ? [nodeBox(moved[node])] : []))
      const noted = inside.flatMap((note) => {
        const [at, size] = [moved[note], notes.get(note)]
        return at && size ? [{ ...size, ...at }] : []
      })
      const bounds = boundsOf([...boxes, ...noted])
      return bounds && boxes.length > 0 ? [[id, framing(bounds)]] : []
    }),
  )
  return { places: { ...moved, ...placeNotes(input, moved, frames) }, frames }
}

interface DrawnBlock extends Block {
  readonly places: Readonly<Record<string, { readonly x: number; readonly y: number }>>
  readonly columns: number
  readonly height: number
}

interface Known {
  readonly nodes: ReadonlyMap<string, ArrangeInput['nodes'][number]>
  readonly notes: ReadonlyMap<string, Box>
}

/** A block from its own corner on, the margin of its frame included above and below. */
function drawBlock(block: Block, { wires, columns }: LayoutInput, { nodes, notes }: Known): DrawnBlock {
  const inside = new Set(block.nodes)
  const drawn = arrange({
    nodes: block.nodes.flatMap((id) => nodes.get(id) ?? []),
    wires: wires.filter(({ from, to }) => inside.has(from) && inside.has(to)),
    columns,
  })
  const bounds = boundsOf(Object.values(drawn).map((at) => nodeBox(at))) ?? { x: 0, y: 0, width: 0, height: 0 }
  const margin = block.frame === null ? 0 : frameMargin
  const places = Object.fromEntries(Object.entries(drawn).map(([id, { x, y }]) => [id, { x: x - bounds.x, y: y - bounds.y + margin }]))
  let { width } = bounds
  let bottom = margin + bounds.height
  let [x, y] = [0, bottom + noteGap]
  for (const id of block.notes) {
    const note = notes.get(id)
    if (!note) continue
    if (x > 0 && x + note.width > width) [x, y] = [0, bottom + noteGap]
    places[id] = { x, y }
    x += note.width + noteGap
    width = Math.max(width, note.width)
    bottom = Math.max(bottom, y + note.height)
  }
  return { ...block, places, columns: Math.max(1, Math.ceil((width - nodeWidth) / columnPitch) + 1), height: bottom + margin }
}

/** The places moved down together until they cover nothing that stays. */
function clearOf(places: LaidOut['places'], { notes, nodes, fixed }: LayoutInput): LaidOut['places'] {
  const sizes = new Map(notes.map((note) => [note.id, note]))
  const boxes = [...nodes, ...notes].flatMap(({ id }) => {
    const at = places[id]
    return at ? [{ ...(sizes.get(id) ?? nodeBox(at)), ...at }] : []
  })
  let down = 0
  for (;;) {
    const shifted = boxes.map((box) => ({ ...box, y: box.y + down }))
    const hit = fixed.find((box) => shifted.some((other) => overlaps(box, other, noteGap)))
    if (!hit) break
    const highest = Math.min(...shifted.filter((other) => overlaps(hit, other, noteGap)).map(({ y }) => y))
    down = Math.ceil((down + hit.y + hit.height + noteGap - highest + 1) / 8) * 8
  }
  return Object.fromEntries(Object.entries(places).map(([id, { x, y }]) => [id, { x, y: y + down }]))
}

/** Notes outside frames: where they were, or at the next free place below when a node, a frame or a channel of wires lies there now. */
function placeNotes({ notes, nodes, fixed }: LayoutInput, places: LaidOut['places'], frames: LaidOut['frames']): LaidOut['places'] {
  const laid = [...nodes.flatMap(({ id }) => (places[id] ? [nodeBox(places[id])] : [])), ...Object.values(frames)]
  const taken = [...laid, ...channelsOf(laid), ...fixed]
  const moved: Record<string, { x: number; y: number }> = {}
  for (const { id, x, y, width, height } of notes.filter((note) => !Object.hasOwn(places, note.id))) {
    const box = { x, y, width, height }
    for (;;) {
      const hit = taken.find((other) => overlaps(box, other))
      if (!hit) break
      box.y = Math.ceil((hit.y + hit.height + noteGap) / 8) * 8
    }
    taken.push(box)
    if (box.y !== y) moved[id] = { x, y: box.y }
  }
  return moved
}

/** The strips between bands, where wires run. */
function channelsOf(boxes: readonly Box[]): readonly Box[] {
  const whole = boundsOf(boxes)
  if (!whole) return []
  let end = Infinity
  return boxes
    .toSorted((a, b) => a.y - b.y)
    .flatMap(({ y, height }) => {
      const channel = y - end >= 2 * noteGap ? [{ ...whole, y: end, height: y - end }] : []
      end = Math.max(end === Infinity ? -Infinity : end, y + height)
      return channel
    })
}
