import { select } from '../../engine/relation/build.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { NodeProblem } from '../kit/problem.ts'

/** The table without these columns, as far as it has them. Throws NodeProblem `no-columns` when none would be left. */
export function withoutColumns(input: Relation, names: readonly string[]): Relation {
  const gone = new Set(names)
  const kept = input.columns.map(({ name }) => name).filter((name) => !gone.has(name))
  if (kept.length === input.columns.length) return input
  if (kept.length > 0) return select(input, kept)
  throw new NodeProblem({
    code: 'no-columns',
    port: 'table',
    text: { en: 'No column would be left.', fr: 'Il ne resterait aucune colonne.' },
    action: { en: 'Leave out fewer columns.', fr: 'Laissez de côté moins de colonnes.' },
  })
}
