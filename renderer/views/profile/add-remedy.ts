import type { Document } from '../../../engine/protocol/document.ts'
import type { ProfileWarning } from '../../../engine/protocol/profile.ts'
import { addBehind, type PortPlace } from '../../canvas/edit/add-behind.ts'
import type { Addition } from '../../canvas/edit/add-node.ts'
import type { NodeCatalogue } from '../../canvas/edit/new-node.ts'
import { namesOf } from './names-of.ts'

export type ProfiledPort = PortPlace

/** The node of a remedy behind the profiled port. Undefined when the catalogue has no such node or it does not fit. */
export function addRemedy(
  document: Document,
  catalogue: NodeCatalogue,
  place: ProfiledPort,
  remedy: ProfileWarning['remedy'],
): Addition | undefined {
  return addBehind(document, catalogue, place, remedy)
}

/** Whether the pipeline has a node that does what the remedy would do. */
export function isMended(document: Document, remedy: ProfileWarning['remedy']): boolean {
  return Object.values(document.nodes).some(
    ({ type, params, disabled }) =>
      type === remedy.type && disabled !== true && Object.entries(remedy.params).every(([name, value]) => holds(params[name], value)),
  )
}

/** Whether a param says what is wanted; a list of columns may name more of them. */
function holds(param: unknown, wanted: unknown): boolean {
  const [names, some] = [namesOf(param), namesOf(wanted)]
  return names && some ? some.every((name) => names.includes(name)) : JSON.stringify(param) === JSON.stringify(wanted)
}
