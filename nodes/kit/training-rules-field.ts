import { z } from 'zod'
import { trainingRules, type RuleLimits } from '../../engine/learn/debug/judge-training.ts'
import { field } from './fields.ts'

const item = z.object({
  rule: field.choice({
    label: { en: 'Rule', fr: 'Règle' },
    choices: trainingRules.map(({ id, title, limit }) => ({
      value: id,
      label: title,
      help: {
        en: `${limit.text.en}; usually ${limit.usual}`,
        fr: `${limit.text.fr} ; d’habitude ${String(limit.usual).replace('.', ',')}`,
      },
    })),
    default: trainingRules[0]?.id ?? '',
  }),
  use: field.choice({
    label: { en: 'What to do', fr: 'Que faire' },
    choices: [
      { value: 'limit', label: { en: 'use another limit', fr: 'utiliser une autre limite' } },
      { value: 'off', label: { en: 'say nothing', fr: 'ne rien dire' } },
    ],
    default: 'limit',
  }),
  limit: field.optionalNumber({
    label: { en: 'Limit', fr: 'Limite' },
    help: { en: 'Empty: the usual one.', fr: 'Vide : la limite habituelle.' },
    min: 0,
    when: { param: 'use', in: ['limit'] },
  }),
})

export type RuleChoice = z.output<typeof item>

/** What a person says of the rules that look at a training. It changes nothing in the model. */
export const trainingRulesField = field.list({
  label: { en: 'Rules of training', fr: 'Règles d’apprentissage' },
  help: {
    en: 'Twenty-one rules look at each training: curves, gradients, classes, columns, trees. Here single ones get another limit, or are silenced.',
    fr: 'Vingt et une règles examinent chaque apprentissage : courbes, gradients, classes, colonnes, arbres. Ici, certaines reçoivent une autre limite, ou se taisent.',
  },
  item,
  group: 'advanced',
  aside: true,
})

/** The choices as limits by rule: null for one that is silent. */
export function ruleLimits(choices: readonly RuleChoice[]): RuleLimits {
  const limits: Record<string, number | null> = {}
  for (const { rule, use, limit } of choices) {
    if (use === 'off') limits[rule] = null
    else if (limit !== null) limits[rule] = limit
  }
  return limits
}
