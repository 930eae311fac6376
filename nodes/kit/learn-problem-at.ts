import { LearnProblem } from '../../engine/learn/problem.ts'
import { NodeProblem, type NodeFix, type NodeProblemData } from './problem.ts'

type Place = Pick<NodeProblemData, 'param' | 'port' | 'column'> & { readonly fixes?: readonly NodeFix[] }

/** Does what engine/learn offers; a LearnProblem becomes a NodeProblem at the place that is said for it, and stays as it is where none is. */
export async function learnProblemAt<T>(placeOf: (problem: LearnProblem) => Place | undefined, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const place = error instanceof LearnProblem ? placeOf(error) : undefined
    if (!place || !(error instanceof LearnProblem)) throw error
    const { code, text, action, fixes = [] } = error.data
    const buttons = [...fixes.map(({ label, options }): NodeFix => ({ label, params: options })), ...(place.fixes ?? [])]
    throw new NodeProblem({ code, ...place, text, ...(action && { action }), ...(buttons.length > 0 && { fixes: buttons }) })
  }
}
