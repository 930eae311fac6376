import { ExpressionError } from '../../engine/relation/expression-error.ts'
import { NodeProblem, type NodeProblemData } from './problem.ts'

/** Computes something of which a person's text is a part (a pattern, a format): an ExpressionError becomes a NodeProblem at that place. */
export function asProblem<T>(place: Pick<NodeProblemData, 'param' | 'column' | 'action'>, compute: () => T): T {
  try {
    return compute()
  } catch (error) {
    if (error instanceof ExpressionError) throw new NodeProblem({ code: error.code, ...place, text: error.text })
    throw error
  }
}
