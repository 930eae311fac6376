import type { Text } from '../../protocol/text.ts'
import { LearnProblem } from '../problem.ts'

/** What a model or its recipe holds that another program cannot be told. */
export function cannotExport(text: Text, action?: Text): LearnProblem {
  return new LearnProblem({ code: 'cannot-export', text, ...(action && { action }) })
}
