import type { Command } from '../../../engine/protocol/command.ts'
import { splitEnd, type Document } from '../../../engine/protocol/document.ts'
import { announce } from '../announce.ts'
import { visibleColumns } from '../flow.ts'
import { framing } from '../framing.ts'
import { boundsOf, nodeBox, overlaps, placeOf } from '../geometry.ts'
import { layOutInWorker } from '../layout/lay-out-in-worker.ts'
import type { LayoutInput } from '../layout/lay-out-blocks.ts'
import { showEverything } from './show-everything.ts'
import { editable } from './target.ts'

/**
 * Lays out the selected nodes, or all when fewer than two are selected, from left to right in bands as wide as what is seen. Frames go with
 * what they hold. One step of undo.
 */
export async function layOut(): Promise<void> {
  const found = editable()
  if (!found) return
  const ids = new Set(found.nodes.length > 1 ? found.nodes : Object.keys(found.document.nodes))
  if (ids.size === 0) return
  const laidOut = await layOutInWorker(layoutInput(found.document, ids, visibleColumns()))
  // The person may have gone on while the worker was at it: what was removed since then is left out.
  const now = editable()
  if (now?.pipeline.path !== found.pipeline.path) return
  const { document } = now
  const positions = Object.fromEntries(
    Object.entries(laidOut.places).filter(([id]) => Object.hasOwn(document.nodes, id) || Object.hasOwn(document.notes, id)),
  )
  const drawn = Object.entries(laidOut.frames).flatMap(([id, box]): Command[] => {
    const frame = document.frames[id]
    return frame ? [{ type: 'set-frame', id, frame: { ...frame, ...box } }] : []
  })
  const all = ids.size === Object.keys(document.nodes).length
  const frames = refitted(document, { ...document, layout: { ...document.layout, ...positions } }, new Set(Object.keys(laidOut.frames)))
  const what = all ? { en: 'all nodes', fr: 'tous les nœuds' } : { en: `${ids.size} nodes`, fr: `${ids.size} nœuds` }
  const commands: Command[] = [{ type: 'move', positions }, ...drawn, ...frames]
  if (!now.pipeline.apply({ type: 'batch', commands }, { en: `lay out ${what.en}`, fr: `disposer ${what.fr}` })) return
  if (all) showEverything()
  announce({ en: `Laid out ${what.en}.`, fr: `Disposition faite : ${what.fr}.` })
}

/** What the layout must know of a document: what moves, what is held together, and what stays where it is. */
export function layoutInput(document: Document, ids: ReadonlySet<string>, columns: number): LayoutInput {
  const held = Object.entries(document.frames).map(([id, frame]) => ({
    id,
    nodes: nodesIn(document, frame),
    notes: notesIn(document, frame),
  }))
  const frames = held.filter(({ nodes }) => nodes.length > 0 && nodes.every((id) => ids.has(id)))
  const still = held.filter(({ nodes }) => !nodes.some((id) => ids.has(id)))
  const withStill = new Set(still.flatMap(({ notes }) => notes))
  return {
    nodes: [...ids].map((id) => ({ id, ...placeOf(document, id) })),
    wires: document.wires
      .map((wire) => ({ from: splitEnd(wire.from).node, to: splitEnd(wire.to).node }))
      .filter(({ from, to }) => ids.has(from) && ids.has(to)),
    columns,
    notes: Object.entries(document.notes)
      .filter(([id]) => !withStill.has(id))
      .map(([id, { x, y, width, height }]) => ({ id, x, y, width, height })),
    frames,
    fixed: [
      ...Object.keys(document.nodes)
        .filter((id) => !ids.has(id))
        .map((id) => nodeBox(placeOf(document, id))),
      ...still.flatMap(({ id }) => document.frames[id] ?? []),
    ],
  }
}

/** Other frames drawn around the nodes that they held before. */
function refitted(before: Document, after: Document, drawn: ReadonlySet<string>): readonly Command[] {
  return Object.entries(before.frames).flatMap(([id, frame]): Command[] => {
    const held = drawn.has(id) ? [] : nodesIn(before, frame)
    if (held.every((node) => after.layout[node] === before.layout[node])) return []
    const bounds = boundsOf(held.map((node) => nodeBox(placeOf(after, node))))
    return bounds ? [{ type: 'set-frame', id, frame: { ...frame, ...framing(bounds) } }] : []
  })
}

/** The notes whose middle lies in a frame. */
export function notesIn(document: Document, frame: { x: number; y: number; width: number; height: number }): readonly string[] {
  return Object.entries(document.notes).flatMap(([id, { x, y, width, height }]) =>
    overlaps(frame, { x: x + width / 2, y: y + height / 2, width: 1, height: 1 }) ? [id] : [],
  )
}

/** The nodes whose middle lies in a frame. */
export function nodesIn(document: Document, frame: { x: number; y: number; width: number; height: number }): readonly string[] {
  return Object.keys(document.nodes).filter((id) => {
    const { x, y, width, height } = nodeBox(placeOf(document, id))
    return overlaps(frame, { x: x + width / 2, y: y + height / 2, width: 1, height: 1 })
  })
}
