import type { FunctionSpec } from '../function-spec.ts'

/**
 * One value for the rows that a step learned from, another for every row that comes later: encoding by a target that a row must not see of itself.
 * The rows of a table get the first; the recipe of a model (engine/learn/recipe.ts) keeps the second alone. Not for formulas, which learn nothing.
 */
export const forLaterRows: FunctionSpec = {
  id: 'for-later-rows',
  category: 'conditional',
  kind: 'row',
  formula: { en: 'Another value for later rows', fr: 'Une autre valeur pour les lignes suivantes' },
  args: [
    { name: 'now', type: 'T' },
    { name: 'later', type: 'T' },
  ],
  returns: 'T',
  nulls: 'own',
  help: {
    en: 'A value for rows learned from, another for later ones.',
    fr: 'Une valeur pour les lignes apprises, une autre pour les suivantes.',
  },
  duckdb: '({0})',
  spark: '({0})',
  portable: true,
}
