import type { Database } from '../adapters/duckdb/database.ts'
import { splitEnd } from '../protocol/document.ts'
import { aggregate } from '../relation/build.ts'
import { literal } from '../relation/expression.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { Relation } from '../relation/relation.ts'

/** How many rows a relation has. Asked as a relation, so that no column and no order is computed that the number does not need. */
export async function countRows(db: Database, relation: Relation, signal: AbortSignal): Promise<number> {
  const counted = aggregate(relation, [], [{ name: 'rows', fn: 'count-rows', args: [literal('int', 1)] }])
  const [row] = await db.rows(printRelation(counted, { ordered: false }), { signal })
  return Number(row?.[0] ?? 0)
}

/** The part of a relation that decides how many rows there are: what is above it only adds, changes or orders. */
export function decidingPart(relation: Relation): Relation {
  switch (relation.op) {
    case 'mark':
    case 'project':
    case 'sort':
    case 'number':
      return decidingPart(relation.input)
    default:
      return relation
  }
}

/** Row counts by deciding part: of tables by `NODE.PORT` of steps that know how many rows they gave. What is there is not counted again. */
export function knownCounts(
  tables: ReadonlyMap<string, Relation>,
  steps: ReadonlyMap<string, { readonly rows?: Readonly<Record<string, number>> }>,
): Map<Relation, number> {
  const known = new Map<Relation, number>()
  for (const [place, relation] of tables) {
    const { node, port } = splitEnd(place)
    const rows = steps.get(node)?.rows?.[port]
    if (rows !== undefined) known.set(decidingPart(relation), rows)
  }
  return known
}
