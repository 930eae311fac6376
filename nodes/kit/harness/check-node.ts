import { setPart } from '../../../engine/relation/build.ts'
import type { Part } from '../../../engine/relation/types.ts'
import { relationsOf } from '../../../engine/run/relations-of.ts'
import type { ExampleTable, NodeDefinition } from '../define-node.ts'
import type { NodeProblemData } from '../problem.ts'
import { relationOf } from './example-table.ts'

/** What a node says against its params and the columns that come in, before anything runs. `part` is where the rows of its tables belong. */
export function checkNode(
  node: NodeDefinition,
  params: unknown,
  tables: Readonly<Record<string, ExampleTable>> = {},
  part?: Part,
): readonly NodeProblemData[] {
  const relation = (table: ExampleTable) => (part ? setPart(relationOf(table), part) : relationOf(table))
  const inputs = new Map(Object.entries(tables).map(([port, table]) => [port, [{ relation: relation(table) }]]))
  return node.check?.(node.params.parse(params) as never, relationsOf(node, inputs)) ?? []
}

/** The codes of what a node says. */
export function codesOf(problems: readonly NodeProblemData[]): readonly string[] {
  return problems.map((problem) => problem.code)
}
