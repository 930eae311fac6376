import type { Command } from '../../../engine/protocol/command.ts'
import { splitEnd, type Document } from '../../../engine/protocol/document.ts'
import { announce } from '../announce.ts'
import { boundsOf, nodeBox, overlaps, placeOf } from '../geometry.ts'
import { arrangeInWorker } from '../layout/arrange-in-worker.ts'
import { framing } from './edit-nodes.ts'
import { editable } from './target.ts'

/** Lays out the selected nodes, or all when fewer than two are selected, from left to right. Frames go with what they hold. One step of undo. */
export async function layOut(): Promise<void> {
  const found = editable()
  if (!found) return
  const ids = new Set(found.nodes.length > 1 ? found.nodes : Object.keys(found.document.nodes))
  if (ids.size === 0) return
  const positions = await arrangeInWorker({
    nodes: [...ids].map((id) => ({ id, ...placeOf(found.document, id) })),
    wires: found.document.wires
      .map((wire) => ({ from: splitEnd(wire.from).node, to: splitEnd(wire.to).node }))
      .filter(({ from, to }) => ids.has(from) && ids.has(to)),
  })
  // The person may have gone on while the worker was at it: what was removed since then is left out.
  const now = editable()
  if (now?.pipeline.path !== found.pipeline.path) return
  const kept = Object.fromEntries(Object.entries(positions).filter(([id]) => Object.hasOwn(now.document.nodes, id)))
  const move: Command = { type: 'move', positions: kept }
  const frames = refitted(now.document, { ...now.document, layout: { ...now.document.layout, ...kept } })
  const what =
    ids.size === Object.keys(now.document.nodes).length
      ? { en: 'all nodes', fr: 'tous les nœuds' }
      : { en: `${ids.size} nodes`, fr: `${ids.size} nœuds` }
  now.pipeline.apply({ type: 'batch', commands: [move, ...frames] }, { en: `lay out ${what.en}`, fr: `disposer ${what.fr}` })
  announce({ en: `Laid out ${what.en}.`, fr: `Disposition faite : ${what.fr}.` })
}

/** Frames drawn around the nodes that they held before. */
function refitted(before: Document, after: Document): readonly Command[] {
  return Object.entries(before.frames).flatMap(([id, frame]): Command[] => {
    const held = nodesIn(before, frame)
    const bounds = boundsOf(held.map((node) => nodeBox(placeOf(after, node))))
    return bounds ? [{ type: 'set-frame', id, frame: { ...frame, ...framing(bounds) } }] : []
  })
}

/** The nodes whose middle lies in a frame. */
export function nodesIn(document: Document, frame: { x: number; y: number; width: number; height: number }): readonly string[] {
  return Object.keys(document.nodes).filter((id) => {
    const { x, y, width, height } = nodeBox(placeOf(document, id))
    return overlaps(frame, { x: x + width / 2, y: y + height / 2, width: 1, height: 1 })
  })
}
