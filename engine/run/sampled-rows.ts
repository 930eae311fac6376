import { rewrite } from '../relation/lineage.ts'
import type { Relation } from '../relation/relation.ts'
import { needsRun } from './preview.ts'

/** Rows to be looked at. `complete`: they are all that there are. */
export interface SampledTable {
  readonly relation: Relation
  readonly complete: boolean
}

/** What steps that have not run gave for the first rows of their inputs, by the name of the input that stands for them. */
export type SampledRows = ReadonlyMap<string, SampledTable>

/** The relation with such rows in the place of steps that have not run; null when one of them was not tried. */
export function fillSamples(relation: Relation, samples: SampledRows): SampledTable | null {
  if (!needsRun(relation)) return { relation, complete: true }
  let complete = true
  const filled = rewrite(relation, (part) => {
    const found = part.op === 'input' ? samples.get(part.name) : undefined
    if (found) complete &&= found.complete
    return found?.relation ?? part
  })
  return needsRun(filled) ? null : { relation: filled, complete }
}
