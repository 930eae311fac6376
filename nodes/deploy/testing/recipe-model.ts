// For tests only: a model that shows every column that a step makes.

import type { Feature, Model } from '../../../engine/learn/model.ts'
import { matrixNames } from '../../../engine/learn/design-matrix.ts'
import { penalisedRegression } from '../../../engine/learn/penalised-regression.ts'
import { buildRecipe } from '../../../engine/learn/recipe.ts'
import type { Relation } from '../../../engine/relation/relation.ts'
import { isList, type Value } from '../../../engine/relation/types.ts'

/** More levels would make the answer a sum of many things that are 0. */
const mostLevels = 40

/**
 * A weighted sum of all columns of a table that a model can take, behind the steps that made them. Every number and every level has a weight of its
 * own, scaled by its column, so that another value anywhere is another answer; what is missing counts as a number that no column has.
 */
export function recipeModel(table: Relation, rows: readonly (readonly Value[])[]): Model | null {
  const taken = table.columns.flatMap((column, at) =>
    isList(column.type) ? [] : [{ column, values: rows.map((row) => row[at] ?? null).filter((value) => value !== null) }],
  )
  if (taken.length === 0) return null
  const features = taken.map(({ column: { name, type }, values }): Feature => {
    if (type !== 'text') return { name, kind: 'number', fill: 0.37 }
    const levels = [...new Set(values.map(String))].toSorted().slice(0, mostLevels)
    return { name, kind: 'category', levels }
  })
  const sizes = taken.flatMap(({ column, values }, at) => {
    const largest = values.reduce<number>((most, value) => Math.max(most, Number.isFinite(Number(value)) ? Math.abs(Number(value)) : 0), 1)
    const feature = features[at]
    const unit = column.type === 'timestamp' ? 1e6 : 1
    return feature?.kind === 'category' ? feature.levels.map(() => 1) : [largest / unit < 1 ? 1 : largest / unit]
  })
  const names = matrixNames(features)
  const json = {
    estimator: penalisedRegression.id,
    version: 1,
    task: 'regression',
    classes: [],
    features: names,
    coefficients: names.map((_, at) => (1 + Math.sqrt(2 + at)) / (sizes[at] ?? 1)),
    intercept: 0.5,
    importances: names.map(() => 1),
    penalty: 'ridge',
    strength: 1,
    path: null,
    remarks: [],
  }
  return {
    id: 'm',
    name: 'every column',
    learner: 'train.linear-regression',
    task: 'regression',
    target: { name: 'what is learned', type: 'float' },
    classes: [],
    recipe: buildRecipe(
      table,
      features.map(({ name }) => name),
    ),
    features,
    estimator: { id: penalisedRegression.id, json },
    importance: [],
    reference: null,
    golden: [],
    trained: { rows: rows.length, seconds: 1, seed: 1, fingerprint: 'f' },
  }
}
