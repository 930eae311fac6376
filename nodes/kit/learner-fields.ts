import { field } from './fields.ts'
import type { InputPort, OutputPort } from './ports.ts'

/** Training rows in, a model out. */
export const learnerPorts = {
  inputs: { table: { kind: 'table', label: { en: 'Training rows', fr: 'Lignes d’apprentissage' } } },
  outputs: { model: { kind: 'model', label: { en: 'Model', fr: 'Modèle' } } },
} as const satisfies { inputs: Readonly<Record<string, InputPort>>; outputs: Readonly<Record<string, OutputPort>> }

/** The column to predict. */
export const targetField = field.column({
  label: { en: 'Target', fr: 'Cible' },
  help: {
    en: 'The column to predict. Empty: the one whose role is target.',
    fr: 'La colonne à prédire. Vide : celle dont le rôle est « cible ».',
  },
  optional: true,
})

/** The columns to learn from. */
export const featuresField = field.columns({
  label: { en: 'Columns to learn from', fr: 'Colonnes dont apprendre' },
  help: {
    en: 'The target, ids, ignored and sensitive columns stay out unless they are named.',
    fr: 'La cible, les identifiants, les colonnes ignorées ou sensibles restent à l’écart, sauf si elles sont nommées.',
  },
  default: { by: 'all', except: [] },
})

/** Two classes: the one that scores are about. */
export const positiveField = field.text({
  label: { en: 'Positive class', fr: 'Classe positive' },
  help: {
    en: 'The outcome that scores are about. Empty: the one that reads like a yes.',
    fr: 'L’issue que les scores décrivent. Vide : celle qui ressemble à un oui.',
  },
  optional: true,
  group: 'advanced',
})

export const classWeightField = field.choice({
  label: { en: 'Rare classes', fr: 'Classes rares' },
  choices: [
    { value: 'none', label: { en: 'count as they come', fr: 'comptent telles quelles' } },
    { value: 'balanced', label: { en: 'count as much as frequent ones', fr: 'comptent autant que les fréquentes' } },
  ],
  default: 'none',
  group: 'advanced',
})
