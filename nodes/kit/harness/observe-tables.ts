import type { Database } from '../../../engine/adapters/duckdb/database.ts'
import { printRelation } from '../../../engine/relation/print/duckdb.ts'
import { relationsOf } from '../../../engine/run/relations-of.ts'
import type { ExampleTable, NodeDefinition } from '../define-node.ts'
import type { Answer, Told } from '../observation.ts'
import { relationOf } from './example-table.ts'

export type ObservedTables = Readonly<Record<string, ExampleTable | readonly ExampleTable[]>>

export interface Watched {
  readonly params?: unknown
  readonly tables: ObservedTables
  /** Share of the keys to be looked at. */
  readonly share?: number
}

/** What a node says of these tables before it runs. */
export async function observeTables(db: Database, node: NodeDefinition, { params = {}, tables, share = 1 }: Watched): Promise<Told> {
  const inputs = new Map(
    // What is no table (the model that a study learns anew) has no rows to be looked at.
    Object.entries(tables).map(([port, given]) => {
      const relations = [given].flat().map((table) => ({ relation: 'columns' in table ? relationOf(table as ExampleTable) : null }))
      return [port, relations] as const
    }),
  )
  const whole = () => share === 1
  const observation = node.observe?.(node.params.parse(params) as never, relationsOf(node, inputs), { share, whole })
  if (!observation) throw new Error(`${node.id} has nothing to say before a run`)
  const answers: Record<string, Answer> = {}
  for (const [name, { relation }] of Object.entries(observation.questions))
    answers[name] = { rows: await db.rows(printRelation(relation, { ordered: false })), from: 'all-rows' }
  return observation.tell(answers)
}
