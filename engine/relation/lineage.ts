import type { MarkRelation, Relation } from './relation.ts'
import { inputsOf, withInputs } from './relation-inputs.ts'

/** The fingerprints of all nodes that a relation has passed. */
export function lineageOf(relation: Relation, into: Set<string> = new Set(), seen: Set<Relation> = new Set()): Set<string> {
  if (seen.has(relation)) return into
  seen.add(relation)
  if (relation.op === 'mark') into.add(relation.fingerprint)
  if (relation.op === 'scan') relation.lineage?.forEach((fingerprint) => into.add(fingerprint))
  for (const input of inputsOf(relation)) lineageOf(input, into, seen)
  return into
}

/** The same relation with inputs replaced from the bottom up; unchanged sub-trees, and sub-trees met twice, keep their identity. */
export function rewrite(relation: Relation, change: (relation: Relation) => Relation, seen: Map<Relation, Relation> = new Map()): Relation {
  const known = seen.get(relation)
  if (known) return known
  const result = change(withInputs(relation, (input) => rewrite(input, change, seen)))
  seen.set(relation, result)
  return result
}

/** The relation with every marked part that `found` knows replaced by what it gives, from the top: nothing below a replaced part is looked at. */
export function replaceMarks(
  relation: Relation,
  found: (mark: MarkRelation) => Relation | undefined,
  seen: Map<Relation, Relation> = new Map(),
): Relation {
  const known = seen.get(relation)
  if (known) return known
  const replacement = relation.op === 'mark' ? found(relation) : undefined
  const result = replacement ?? withInputs(relation, (input) => replaceMarks(input, found, seen))
  seen.set(relation, result)
  return result
}

/** The relation over no more than `rows` first rows of each of its sources. */
export function firstRowsOnly(relation: Relation, rows: number): Relation {
  return rewrite(relation, (part) =>
    part.op === 'scan' || (part.op === 'values' && part.rows.length > rows)
      ? { op: 'limit', input: part, count: rows, offset: 0, columns: part.columns, ...(part.part && { part: part.part }) }
      : part,
  )
}
