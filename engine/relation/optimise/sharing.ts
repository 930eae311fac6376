import type { Relation } from '../relation.ts'
import { inputsOf, withInputs } from '../relation-inputs.ts'

/** The parts that more than one other part reads: what is pushed into one reader's side would be wrong or done twice for the others. */
export function sharedParts(root: Relation): ReadonlySet<Relation> {
  const seen = new Set<Relation>()
  const shared = new Set<Relation>()
  const visit = (relation: Relation) => {
    if (seen.has(relation)) {
      shared.add(relation)
      return
    }
    seen.add(relation)
    inputsOf(relation).forEach(visit)
  }
  visit(root)
  return shared
}

/** Changes every part once, from the bottom up; what was shared stays shared. `change` also gets the part as it was. */
export function rewriteParts(root: Relation, change: (part: Relation, before: Relation) => Relation): Relation {
  const done = new Map<Relation, Relation>()
  const visit = (relation: Relation): Relation => {
    const known = done.get(relation)
    if (known) return known
    const result = change(withInputs(relation, visit), relation)
    done.set(relation, result)
    return result
  }
  return visit(root)
}
