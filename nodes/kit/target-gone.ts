import { quoted } from './phrases.ts'
import { NodeProblem } from './problem.ts'

/** The rows at port `table` lack the target of a model that is compared with what happened. */
export function targetGone(name: string): NodeProblem {
  const shown = quoted(name)
  return new NodeProblem({
    code: 'target-gone',
    port: 'table',
    column: name,
    text: { en: `The table has no ${shown.en} to compare with.`, fr: `La table n’a pas de ${shown.fr} à comparer.` },
    action: { en: 'Connect rows whose target is known.', fr: 'Reliez des lignes dont la cible est connue.' },
  })
}
