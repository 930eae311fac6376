import type { FitContext } from '../../nodes/kit/context.ts'
import type { FittedNode } from '../../nodes/kit/define-node.ts'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import { sample } from '../relation/build.ts'
import type { Relation } from '../relation/relation.ts'

/** Rows that a node learns from before a run where it learns long: nobody waits for an estimate, and the engine has to answer meanwhile. */
const fewRows = 2_000

/** The state of a fit body from rows at hand. What few rows cannot teach, all of them may: there it is a warning, and a run is tried. */
export async function estimateState(definition: FittedNode, params: unknown, relation: Relation, context: FitContext): Promise<unknown> {
  if (definition.learnsIn !== 'worker') return definition.fit(params as never, relation, context)
  let looked = false
  const asked: FitContext = {
    ...context,
    isTrial: true,
    rows: (wanted) => {
      looked = true
      return context.rows(wanted)
    },
    load: (...wanted) => {
      looked = true
      return context.load(...wanted)
    },
  }
  try {
    return await definition.fit(params as never, sample(relation, { seed: context.seed, from: 0, to: 1, exact: fewRows }), asked)
  } catch (error) {
    if (looked && error instanceof NodeProblem) throw new NodeProblem({ ...error.data, severity: 'warning' })
    throw error
  }
}
