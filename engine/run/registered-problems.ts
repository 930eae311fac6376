import type { Problem } from '../protocol/problem.ts'
import { lineageOf } from '../relation/lineage.ts'
import { stageFor } from '../learn/recipe.ts'
import { columnsUnfit } from './columns-unfit.ts'
import { problemOf } from './resolve-problems.ts'
import type { ResolvedNode } from './resolve.ts'

/** Rows that a model with a name cannot answer: known before a run, since the model is. A problem on the node where both meet. */
export function registeredProblems(nodes: ReadonlyMap<string, ResolvedNode>): ReadonlyMap<string, readonly Problem[]> {
  const found = new Map<string, Problem[]>()
  for (const node of nodes.values()) {
    const { definition } = node
    if (!definition || node.node.disabled || node.kept) continue
    const rows = node.inputs.get('table')?.[0]?.relation
    if (!rows) continue
    const table = { columns: rows.columns, lineage: lineageOf(rows) }
    for (const [port, { kind, refit }] of Object.entries(definition.inputs)) {
      if (kind !== 'model' || refit) continue
      for (const { node: from } of node.sources.get(port) ?? []) {
        const takes = nodes.get(from)?.registered?.takes
        const stage =
          takes &&
          stageFor(
            takes.recipe,
            table,
            takes.features.map(({ name }) => name),
          )
        if (!takes || !stage || !('missing' in stage)) continue
        const problem = problemOf(node.id, columnsUnfit(takes.name, 'table', { missing: stage.missing, given: rows.columns }))
        found.set(node.id, [...(found.get(node.id) ?? []), problem])
      }
    }
  }
  return found
}
