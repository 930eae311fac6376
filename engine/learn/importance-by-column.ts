import { matrixWidths } from './design-matrix.ts'
import type { FittedModel, Importance } from './estimator.ts'
import type { Feature } from './model.ts'

/** Importance of indicator columns added up to the column that they come from. */
export function importanceByColumn(fitted: FittedModel, features: readonly Feature[]): Importance[] {
  const values = fitted.importance().map((item) => item.value)
  let at = 0
  return matrixWidths(features).map((width, index) => {
    const own = values.slice(at, (at += width))
    return { name: features[index]?.name ?? '', value: own.reduce((sum, value) => sum + value, 0) }
  })
}
