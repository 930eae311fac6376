import { z } from 'zod'
import type { Command } from '../../../engine/protocol/command.ts'
import {
  componentSchema,
  documentNodeSchema,
  noteSchema,
  positionSchema,
  splitEnd,
  wireSchema,
  type Document,
  type Position,
} from '../../../engine/protocol/document.ts'
import { snap } from '../geometry.ts'
import { carryComponents, componentsUsed } from './carry-components.ts'
import { freeId } from './new-node.ts'

const clipSchema = z.object({
  format: z.literal('millrace/nodes'),
  nodes: z.record(z.string(), documentNodeSchema),
  /** Wires among the nodes, and those that come into them from outside. */
  wires: z.array(wireSchema),
  notes: z.record(z.string(), noteSchema),
  layout: z.record(z.string(), positionSchema),
  /** What the nodes are uses of: a paste into another pipeline brings it along. */
  components: z.record(z.string(), componentSchema).optional(),
})
export type Clip = z.infer<typeof clipSchema>

export interface Picked {
  readonly nodes: readonly string[]
  readonly notes: readonly string[]
}

/** A part of a document, to be put in again here or elsewhere. */
export function clipOf(document: Document, { nodes, notes }: Picked): Clip {
  const kept = new Set(nodes)
  const pick = <T>(record: Readonly<Record<string, T>>, ids: readonly string[]) =>
    Object.fromEntries(ids.flatMap((id): [string, T][] => (Object.hasOwn(record, id) ? [[id, record[id] as T]] : [])))
  const components = componentsUsed(document.components ?? {}, pick(document.nodes, nodes))
  return {
    format: 'millrace/nodes',
    ...(Object.keys(components).length > 0 && { components }),
    // A result that is kept belongs to the node that gave it.
    nodes: Object.fromEntries(Object.entries(pick(document.nodes, nodes)).map(([id, { kept: _kept, ...node }]) => [id, node])),
    wires: document.wires.filter((wire) => kept.has(splitEnd(wire.to).node)),
    notes: pick(document.notes, notes),
    layout: pick(document.layout, nodes),
  }
}

/** The clip as text: what it holds in words, an empty line, then JSON that comes back by `readClip`. */
export function writeClip(clip: Clip, describe: (id: string) => string): string {
  const lines = Object.keys(clip.nodes).map((id) => {
    const inputs = clip.wires.filter((wire) => splitEnd(wire.to).node === id).map((wire) => splitEnd(wire.from).node)
    const known = inputs.filter((from) => Object.hasOwn(clip.nodes, from)).map(describe)
    return known.length === 0 ? describe(id) : `${describe(id)} <- ${known.join(', ')}`
  })
  const notes = Object.values(clip.notes).map((note) => note.text)
  return `${[...lines, ...notes].join('\n')}\n\n${JSON.stringify(clip)}\n`
}

/** The clip in a text; undefined when there is none. */
export function readClip(text: string): Clip | undefined {
  const start = text.indexOf('{"format":"millrace/nodes"')
  if (start < 0) return undefined
  try {
    const parsed = clipSchema.safeParse(JSON.parse(text.slice(start)))
    return parsed.success ? parsed.data : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export interface PasteOptions {
  /** How far from where it was copied. */
  readonly by: Position
  /** Wires from nodes that were not copied are kept, where those nodes are there. */
  readonly keepInputs: boolean
}

export interface Pasting {
  readonly command: Command
  readonly nodes: readonly string[]
  readonly notes: readonly string[]
}

/** The command that puts a clip into a document under ids that are free there. */
export function pasteClip(document: Document, clip: Clip, { by, keepInputs }: PasteOptions): Pasting {
  const taken = new Set<string>()
  const rename = (id: string) => {
    const fresh = freeId(document, id.replace(/-\d+$/, ''), taken)
    taken.add(fresh)
    return fresh
  }
  const nodeIds = new Map(Object.keys(clip.nodes).map((id) => [id, rename(id)]))
  const noteIds = new Map(Object.keys(clip.notes).map((id) => [id, rename(id)]))
  const end = (text: string) => {
    const { node, port } = splitEnd(text)
    const id = nodeIds.get(node) ?? (keepInputs && Object.hasOwn(document.nodes, node) ? node : undefined)
    return id === undefined ? undefined : `${id}.${port}`
  }
  const wires = clip.wires.flatMap((wire) => {
    const from = end(wire.from)
    const to = end(wire.to)
    return from === undefined || to === undefined ? [] : [{ from, to }]
  })
  const moved = <T extends Position>(place: T): T => ({ ...place, x: snap(place.x + by.x), y: snap(place.y + by.y) })
  const renamed = <T, U>(ids: ReadonlyMap<string, string>, record: Readonly<Record<string, T>>, change: (value: T) => U) =>
    Object.fromEntries([...ids].flatMap(([old, id]): [string, U][] => (Object.hasOwn(record, old) ? [[id, change(record[old] as T)]] : [])))
  const { added, typeOf } = carryComponents(document.components ?? {}, clip.components ?? {})
  const paste: Command = {
    type: 'paste',
    nodes: renamed(nodeIds, clip.nodes, (node) => ({ ...node, type: typeOf(node.type) })),
    wires,
    notes: renamed(noteIds, clip.notes, moved),
    layout: renamed(nodeIds, clip.layout, moved),
  }
  const bring: Command = { type: 'patch', components: added }
  return {
    command: Object.keys(added).length === 0 ? paste : { type: 'batch', commands: [bring, paste] },
    nodes: [...nodeIds.values()],
    notes: [...noteIds.values()],
  }
}
