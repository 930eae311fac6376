import { z } from 'zod'
import type { Model } from '../../engine/learn/model.ts'
import { field } from './fields.ts'
import { quoted } from './phrases.ts'
import { NodeProblem } from './problem.ts'

/** What an answer costs, class by class. */
export const costField = field.list({
  label: { en: 'What answers cost', fr: 'Ce que coûtent les réponses' },
  help: {
    en: 'One line per pair of actual and predicted class; a gain is a negative cost. Pairs that are not listed cost nothing. The classes of a yes/no column are true and false.',
    fr: 'Une ligne par couple de classe réelle et prédite ; un gain est un coût négatif. Les couples absents ne coûtent rien. Les classes d’une colonne oui/non sont true et false.',
  },
  item: z.object({
    actual: field.text({ label: { en: 'Actual class', fr: 'Classe réelle' } }),
    predicted: field.text({ label: { en: 'Predicted class', fr: 'Classe prédite' } }),
    cost: field.number({ label: { en: 'Cost', fr: 'Coût' }, default: 1 }),
  }),
  group: 'advanced',
})

export interface CostLine {
  readonly actual: string
  readonly predicted: string
  readonly cost: number
}

/** costs[actual][predicted] in the order of the model's classes. Throws NodeProblem `class-unknown`. */
export function classCosts(lines: readonly CostLine[], { classes, name }: Pick<Model, 'classes' | 'name'>): number[][] {
  const costs = classes.map(() => classes.map(() => 0))
  const placeOf = (given: string) => {
    const place = classes.indexOf(given)
    if (place >= 0) return place
    const shown = quoted(given)
    const known = classes.slice(0, 8).join(', ')
    throw new NodeProblem({
      code: 'class-unknown',
      param: 'costs',
      text: {
        en: `“${name}” knows no class ${shown.en}; it knows ${known}.`,
        fr: `« ${name} » ne connaît pas la classe ${shown.fr} ; elle connaît ${known}.`,
      },
      action: { en: 'Write the class as it stands in the target.', fr: 'Écrivez la classe telle qu’elle figure dans la cible.' },
    })
  }
  for (const { actual, predicted, cost } of lines) (costs[placeOf(actual)] as number[])[placeOf(predicted)] = cost
  return costs
}
