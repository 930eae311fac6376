import { wireId } from '../../../engine/protocol/document.ts'
import { useSession } from '../../session/store.ts'
import { announce } from '../announce.ts'
import { focusNode } from '../focus-node.ts'
import { nearestNode } from '../navigate.ts'
import { editable, nameThem, selectOnly } from './target.ts'

/** Whether anything is selected that could be removed. */
export function canRemove(): boolean {
  const found = editable()
  return (
    found !== undefined &&
    (found.nodes.length + found.notes.length + found.frames.length > 0 || useSession.getState().selection.wires.length > 0)
  )
}

/** Takes out what is selected; with `reconnect` what stood before a node feeds what stood after it. */
export function removeSelected(reconnect: boolean): void {
  const found = editable()
  if (!found) return
  const { document, pipeline, nodes, notes, frames } = found
  const chosen = new Set(useSession.getState().selection.wires)
  const wires = document.wires.filter((wire) => chosen.has(wireId(wire)))
  if (nodes.length + notes.length + frames.length + wires.length === 0) return
  const [first] = nodes
  const next = first === undefined ? undefined : (nearestNode(document, first, 'left') ?? nearestNode(document, first, 'right'))
  const onlyWires = nodes.length + notes.length + frames.length === 0
  const what = onlyWires
    ? wires.length === 1
      ? { en: 'a wire', fr: 'un lien' }
      : { en: `${wires.length} wires`, fr: `${wires.length} liens` }
    : nameThem(found, nodes, notes.length + frames.length)
  const label = { en: `delete ${what.en}`, fr: `supprimer ${what.fr}` }
  const lists = { nodes: [...nodes], wires, notes: [...notes], frames: [...frames] }
  if (!pipeline.apply({ type: 'remove', ...lists, reconnect }, label)) return
  announce({ en: `${capital(what.en)} deleted.`, fr: `Supprimé : ${what.fr}.` })
  selectOnly([])
  if (next !== undefined && !nodes.includes(next)) focusNode(next)
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
