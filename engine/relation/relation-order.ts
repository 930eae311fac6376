import type { Relation } from './relation.ts'
import { inputsOf } from './relation-inputs.ts'

/** Every part once, none before all parts that read it. */
export function parentsFirst(root: Relation): readonly Relation[] {
  const done = new Set<Relation>()
  const order: Relation[] = []
  const visit = (relation: Relation) => {
    if (done.has(relation)) return
    done.add(relation)
    inputsOf(relation).forEach(visit)
    order.push(relation)
  }
  visit(root)
  return order.toReversed()
}
