import type { FunctionSpec } from '../function-spec.ts'

/**
 * What learnt rows (learnt/learnt-rows.ts) answer to a row of numbers. The rows stand in the expression as the JSON of a constant, so that a
 * model carries them along. Not for formulas, in which nobody could write them.
 */
export const learntFunction: FunctionSpec = {
  id: 'learnt',
  category: 'list',
  kind: 'row',
  formula: { en: 'An answer by learnt rows', fr: 'Une réponse d’après des lignes apprises' },
  args: [
    { name: 'rows', type: 'text', const: true },
    { name: 'point', type: 'list<float>' },
  ],
  returns: 'list<float>',
  nulls: 'propagate',
  help: { en: 'What learnt rows answer to a row of numbers.', fr: 'Ce que des lignes apprises répondent à une ligne de nombres.' },
  duckdb: 'list_transform([{1}], lambda each_p: {0|learnt})[1]',
  spark: '',
  portable: false,
}
