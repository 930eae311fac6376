import { ProblemError } from '../protocol/problem-error.ts'
import type { Relation } from '../relation/relation.ts'
import { needsRun } from '../run/preview.ts'
import type { Resolved } from '../run/resolve.ts'
import { nothingYet } from './answers.ts'

/** The relation at a port. Throws ProblemError when there is none, or none before a run. */
export function tableAt(resolved: Resolved, at: { readonly node: string; readonly port: string; readonly side: 'in' | 'out' }): Relation {
  const node = resolved.nodes.get(at.node)
  const table = at.side === 'in' ? node?.inputs.get(at.port)?.[0] : node?.outputs.get(at.port)
  if (!table?.relation) {
    const problem = node?.problems.find((candidate) => candidate.severity === 'error')
    throw new ProblemError(problem ?? nothingYet(at.node, at.port), 422)
  }
  if (needsRun(table.relation)) throw new ProblemError(nothingYet(at.node, at.port), 422)
  return table.relation
}
