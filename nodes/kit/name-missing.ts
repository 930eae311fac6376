import type { NodeProblemData } from './problem.ts'

/** Of a node whose param `name` calls a new column. */
export const nameMissing: NodeProblemData = {
  code: 'nothing-chosen',
  param: 'name',
  text: { en: 'The new column has no name.', fr: 'La nouvelle colonne n’a pas de nom.' },
  action: { en: 'Type a name.', fr: 'Saisissez un nom.' },
}
