import { endOf } from '../../../engine/graph/commands/component-ends.ts'
import type { Command } from '../../../engine/protocol/command.ts'
import type { Position } from '../../../engine/protocol/document.ts'
import { announce } from '../announce.ts'
import { freeId } from '../edit/new-node.ts'
import { toCanvas, viewCentre } from '../flow.ts'
import { framing } from '../framing.ts'
import { boundsOf, freePlace, gridStep, nodeBox, placeOf, snap } from '../geometry.ts'
import { useCanvas, type ScreenPoint } from '../store.ts'
import { editable, nameThem, selectOnly, target } from './target.ts'

/** Switches what is selected off, or on again when all of it is off. */
export function toggleDisabled(): void {
  const all = editable()
  // The ends inside a component are ports, which are there or not.
  const found = all && { ...all, nodes: all.nodes.filter((id) => !endOf(all.document.nodes[id]?.type ?? '')) }
  if (!found || found.nodes.length === 0) return
  const disabled = found.nodes.some((id) => !found.document.nodes[id]?.disabled)
  const commands = found.nodes.map((id): Command => ({ type: 'set-node', id, disabled }))
  const what = nameThem(found, found.nodes)
  const verb = disabled ? { en: 'disable', fr: 'désactiver' } : { en: 'enable', fr: 'activer' }
  const label = { en: `${verb.en} ${what.en}`, fr: `${verb.fr} ${what.fr}` }
  if (!found.pipeline.apply({ type: 'batch', commands }, label)) return
  announce(
    disabled ? { en: `${what.en}: disabled.`, fr: `${what.fr} : désactivé.` } : { en: `${what.en}: enabled.`, fr: `${what.fr} : activé.` },
  )
}

/** Moves what is selected by keys; presses that follow each other are one step of undo. */
export function nudge(dx: number, dy: number): void {
  const found = editable()
  if (!found) return
  const { document, nodes, notes, frames } = found
  const by = ({ x, y }: Position): Position => ({ x: snap(x) + dx * gridStep, y: snap(y) + dy * gridStep })
  const positions = Object.fromEntries([
    ...nodes.map((id) => [id, by(placeOf(document, id))] as const),
    ...notes.map((id) => [id, by(document.notes[id] ?? { x: 0, y: 0 })] as const),
    ...frames.map((id) => [id, by(document.frames[id] ?? { x: 0, y: 0 })] as const),
    // What a collapsed frame holds has no place of its own to stay at.
    ...frames.flatMap((id) => {
      const { collapsed } = document.frames[id] ?? {}
      return [
        ...(collapsed?.nodes ?? []).filter((node) => document.nodes[node]).map((node) => [node, by(placeOf(document, node))] as const),
        ...[...(collapsed?.notes ?? []), ...(collapsed?.frames ?? [])].flatMap((mark) => {
          const place = document.notes[mark] ?? document.frames[mark]
          return place ? [[mark, by(place)] as const] : []
        }),
      ]
    }),
  ])
  if (Object.keys(positions).length === 0) return
  const what = nameThem(found, nodes, notes.length + frames.length)
  found.pipeline.apply({ type: 'move', positions }, { en: `move ${what.en}`, fr: `déplacer ${what.fr}` })
}

export function selectAll(): void {
  const found = target()
  if (!found) return
  const { nodes, notes, frames } = found.document
  selectOnly(Object.keys(nodes), { notes: Object.keys(notes), frames: Object.keys(frames) })
  const count = Object.keys(nodes).length
  announce({ en: `${count} nodes selected.`, fr: `${count} nœuds sélectionnés.` })
}

export function addNote(at?: ScreenPoint): void {
  const found = editable()
  if (!found) return
  const id = freeId(found.document, 'note')
  const size = { width: 232, height: 64 }
  const note = { text: '', ...freePlace(found.document, at ? toCanvas(at) : viewCentre(), size), ...size }
  if (!found.pipeline.apply({ type: 'set-note', id, note }, { en: 'add a note', fr: 'ajouter une note' })) return
  selectOnly([], { notes: [id] })
  useCanvas.setState({ editing: { kind: 'note', id } })
}

/** Draws a frame around what is selected. */
export function frameSelected(): void {
  const found = editable()
  if (!found) return
  const { document, nodes, notes } = found
  const bounds = boundsOf([...nodes.map((id) => nodeBox(placeOf(document, id))), ...notes.flatMap((id) => document.notes[id] ?? [])])
  if (!bounds) return
  const id = freeId(document, 'frame')
  const title = `${Object.keys(document.frames).length + 1}`
  const frame = { title, ...framing(bounds) }
  if (!found.pipeline.apply({ type: 'set-frame', id, frame }, { en: 'add a frame', fr: 'ajouter un cadre' })) return
  selectOnly([], { frames: [id] })
  useCanvas.setState({ editing: { kind: 'frame', id } })
}
