import type { Relations } from './define-node.ts'
import type { NodeProblemData } from './problem.ts'

/** Warns when the rows that a model is judged on are those that models learn from. */
export function judgedRows(inputs: Relations): readonly NodeProblemData[] {
  const part = inputs.optional('table')?.part
  if (part !== 'train' && part !== 'mixed') return []
  return [
    {
      code: part === 'train' ? 'judged-on-training' : 'judged-on-mixed',
      severity: 'warning',
      port: 'table',
      text:
        part === 'train'
          ? {
              en: 'These rows are for training. A model that learned from them looks better here than it is.',
              fr: 'Ces lignes servent à l’apprentissage. Un modèle qui les a vues paraît ici meilleur qu’il n’est.',
            }
          : {
              en: 'These are training and test rows mixed. A model that learned from some of them looks better here than it is.',
              fr: 'Ce sont des lignes d’apprentissage et de test mélangées. Un modèle qui en a vu une partie paraît ici meilleur qu’il n’est.',
            },
      action: { en: 'Connect the test output of the split.', fr: 'Reliez la sortie « test » de la séparation.' },
    },
  ]
}
