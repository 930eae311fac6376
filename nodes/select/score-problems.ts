import { quotedNames } from '../kit/phrases.ts'
import type { NodeProblemData } from '../kit/problem.ts'

/** A column of this power alone tells nearly everything (as in profiles). */
export const everything = 0.9

export const noModel = {
  code: 'model-missing',
  port: 'model',
  text: {
    en: 'No model is connected whose importance could be taken.',
    fr: 'Aucun modèle n’est relié dont on pourrait prendre l’importance.',
  },
  action: {
    en: 'Draw a wire from a node that trains a model on these rows, or choose another score.',
    fr: 'Tirez un fil depuis un nœud qui entraîne un modèle sur ces lignes, ou choisissez une autre note.',
  },
  fixes: [{ label: { en: 'Score by predictive power', fr: 'Noter par le pouvoir de prédiction' }, params: { method: 'power' } }],
}

export const modelIdle: NodeProblemData = {
  code: 'model-idle',
  severity: 'warning',
  port: 'model',
  text: { en: 'A model is connected, and this score does not ask it.', fr: 'Un modèle est relié, et cette note ne le consulte pas.' },
  action: { en: 'Score by the model, or take the wire away.', fr: 'Notez par le modèle, ou retirez le fil.' },
  fixes: [{ label: { en: 'Score by the connected model', fr: 'Noter par le modèle relié' }, params: { method: 'model' } }],
}

export const nothingSaid = {
  code: 'method-unfit',
  param: 'method',
  text: {
    en: 'This score says nothing of these columns and this target.',
    fr: 'Ce score ne dit rien de ces colonnes ni de cette cible.',
  },
  action: {
    en: 'Correlations need numbers; the analysis of variance numbers and classes. Choose another score.',
    fr: 'Les corrélations demandent des nombres ; l’analyse de variance, des nombres et des classes. Choisissez un autre score.',
  },
  fixes: [{ label: { en: 'Use mutual information', fr: 'Utiliser l’information mutuelle' }, params: { method: 'information' } }],
} as const

export function leakWarning(names: readonly string[], target: string, params: Readonly<Record<string, unknown>>): NodeProblemData {
  const [shown, of] = [quotedNames(names), quotedNames([target])]
  const one = names.length === 1
  return {
    code: 'knows-the-answer',
    severity: 'warning',
    column: names[0] ?? '',
    text: {
      en: `${shown.en} alone ${one ? 'tells' : 'each tell'} nearly all of ${of.en}.`,
      fr: `${shown.fr} ${one ? 'dit à elle seule' : 'disent chacune seule'} presque tout de ${of.fr}.`,
    },
    action: {
      en: 'Ask whether this is known before the answer; otherwise leave it out.',
      fr: 'Demandez-vous si cela est connu avant la réponse ; sinon, écartez-le.',
    },
    fixes: [
      {
        label: one
          ? { en: 'Drop it from the table', fr: 'La retirer du tableau' }
          : { en: 'Drop them from the table', fr: 'Les retirer du tableau' },
        params: { most: everything },
      },
      { label: { en: `Do not judge ${shown.en}`, fr: `Ne pas juger ${shown.fr}` }, params },
    ],
  }
}
