import type { Text } from '../../engine/protocol/text.ts'
import { scalarTypes } from '../../engine/relation/types.ts'
import { field } from './fields.ts'
import { observeFeatures } from './observe-features.ts'
import { quoted } from './phrases.ts'
import type { InputPort, OutputPort } from './ports.ts'
import { trainingFindings } from './training-findings.ts'
import { neverLearnt } from './withheld-roles.ts'

/** Training rows in, a model out; what its columns know that they should not; and what the rules of training say of what it left. */
export const learnerPorts = {
  inputs: { table: { kind: 'table', label: { en: 'Training rows', fr: 'Lignes d’apprentissage' } } },
  outputs: { model: { kind: 'model', label: { en: 'Model', fr: 'Modèle' } } },
  observe: observeFeatures,
  warnings: trainingFindings,
} as const satisfies {
  inputs: Readonly<Record<string, InputPort>>
  outputs: Readonly<Record<string, OutputPort>>
  observe: typeof observeFeatures
  warnings: typeof trainingFindings
}

/** The column to predict. */
export const targetField = field.column({
  label: { en: 'Target', fr: 'Cible' },
  help: {
    en: 'The column to predict. Empty: the one whose role is target.',
    fr: 'La colonne à prédire. Vide : celle dont le rôle est « cible ».',
  },
  accepts: scalarTypes,
  optional: true,
})

/** The target as the object of a sentence. */
export function targetPhrase(target: string): Text {
  return target === '' ? { en: 'the target', fr: 'la cible' } : quoted(target)
}

/** The columns to learn from. */
export const featuresField = field.columns({
  label: { en: 'Columns to learn from', fr: 'Colonnes dont apprendre' },
  help: {
    en: 'The target, ids, times, ignored and sensitive columns stay out unless they are named.',
    fr: 'La cible, les identifiants, les dates repères, les colonnes ignorées ou sensibles restent à l’écart, sauf si elles sont nommées.',
  },
  accepts: scalarTypes,
  withheld: neverLearnt,
  apart: 'target',
  default: { by: 'all', except: [] },
})

/** For learners that do both: fields that mean something for classes alone. */
const forClasses = { param: 'task', in: ['auto', 'classification'] } as const

/** Two classes: the one that scores are about. */
export const positiveField = (learner: { readonly hasTask: boolean }) =>
  field.text({
    label: { en: 'Positive class', fr: 'Classe positive' },
    help: {
      en: 'Of two classes, the one that probabilities and thresholds are about. Empty: the one that reads like a yes, else the last.',
      fr: 'De deux classes, celle que décrivent probabilités et seuils. Vide : celle qui ressemble à un oui, sinon la dernière.',
    },
    optional: true,
    group: 'advanced',
    ...(learner.hasTask && { when: forClasses }),
  })

export const classWeightField = (learner: { readonly hasTask: boolean }) =>
  field.choice({
    label: { en: 'Rare classes', fr: 'Classes rares' },
    help: {
      en: 'With equal weight, rare classes are found more often, and probabilities are no longer the shares seen in the data.',
      fr: 'À poids égal, les classes rares sont plus souvent trouvées, et les probabilités ne sont plus les parts vues dans les données.',
    },
    choices: [
      { value: 'none', label: { en: 'count as they come', fr: 'comptent telles quelles' } },
      { value: 'balanced', label: { en: 'count as much as frequent ones', fr: 'comptent autant que les fréquentes' } },
    ],
    default: 'none',
    tune: true,
    group: 'advanced',
    ...(learner.hasTask && { when: forClasses }),
  })
