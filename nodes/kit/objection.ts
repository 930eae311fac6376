import type { Finding } from './observation.ts'
import { NodeProblem } from './problem.ts'

/** What a run would object to, told before it with the button that mends it; undefined where it would not. Throws what is no NodeProblem. */
export function objectionTo(work: () => unknown): Finding | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (!(error instanceof NodeProblem)) throw error
    const { text, action, fixes } = error.data
    const [fix] = fixes ?? []
    const whole = action ? { en: `${text.en} ${action.en}`, fr: `${text.fr} ${action.fr}` } : text
    return { tone: 'warning', text: whole, ...(fix && 'params' in fix && { fix }) }
  }
}
