import type { Evaluation, Figure } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { nearNumberText, nearShareText } from '../../engine/learn/number-text.ts'
import { field } from './fields.ts'
import { NodeProblem } from './problem.ts'

/** By which figure a study decides. */
export const decidingField = (label: Text) =>
  field.choice({
    label,
    choices: [
      { value: 'auto', label: { en: 'what suits the task', fr: 'ce qui convient à la tâche' } },
      { value: 'auc', label: { en: 'AUC', fr: 'AUC' } },
      { value: 'log-loss', label: { en: 'log loss', fr: 'perte logarithmique' } },
      { value: 'accuracy', label: { en: 'accuracy', fr: 'exactitude' } },
      { value: 'balanced-accuracy', label: { en: 'balanced accuracy', fr: 'exactitude équilibrée' } },
      { value: 'f1', label: { en: 'F1', fr: 'F1' } },
      { value: 'r2', label: { en: 'R²', fr: 'R²' } },
      { value: 'rmse', label: { en: 'root mean squared error', fr: 'racine de l’erreur quadratique' } },
      { value: 'mae', label: { en: 'mean absolute error', fr: 'erreur absolue moyenne' } },
    ],
    default: 'auto',
  })

const usual: Readonly<Record<Evaluation['task'], readonly string[]>> = {
  classification: ['auc', 'balanced-accuracy', 'accuracy'],
  regression: ['r2', 'rmse', 'mae'],
}

/** The figure that decides: the one asked for, or the first usual one that there is. Throws NodeProblem `figure-missing`. */
export function decidingFigure(evaluation: Evaluation, by: string): Figure {
  const wanted = by === 'auto' ? usual[evaluation.task] : [by]
  const found = wanted.flatMap((id) => evaluation.figures.find((figure) => figure.id === id && figure.value !== null) ?? [])[0]
  if (found) return found
  throw new NodeProblem({
    code: 'figure-missing',
    param: 'by',
    text: { en: 'These rows do not give the figure that shall decide.', fr: 'Ces lignes ne donnent pas le chiffre qui doit décider.' },
    action: { en: 'Choose another figure.', fr: 'Choisissez un autre chiffre.' },
    fixes: [{ label: { en: 'Use what suits the task', fr: 'Utiliser ce qui convient à la tâche' }, params: { by: 'auto' } }],
  })
}

/** A score as it stands in a sentence. */
export const scoreText = (value: number, format: Figure['format']): Text =>
  format === 'percent' ? nearShareText(value, 1) : nearNumberText(value)
