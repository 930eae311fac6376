import type { Document } from '../../../engine/protocol/document.ts'
import type { ProfileWarning } from '../../../engine/protocol/profile.ts'
import { namesOf } from './names-of.ts'

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
