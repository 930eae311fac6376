import type { Text } from '../../protocol/text.ts'
import { LearnProblem } from '../problem.ts'

/** What a model or its recipe holds that another program cannot be told. */
export function cannotExport(text: Text, action?: Text): LearnProblem {
  return new LearnProblem({ code: 'cannot-export', text, ...(action && { action }) })
}

/** The problem of a function that the other program is not taught. */
export function unknownFunction(id: string) {
  return cannotExport({
    en: `The recipe uses “${id}”, which this form cannot say.`,
    fr: `La recette utilise « ${id} », que cette forme ne sait pas dire.`,
  })
}
