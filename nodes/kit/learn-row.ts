import { aggregate } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Measure, Relation } from '../../engine/relation/relation.ts'
import type { Column, Value } from '../../engine/relation/types.ts'
import type { FitContext } from './context.ts'

/** Measures that add decimals up: their last digits hang on the order in which threads hand rows over. */
const sums: ReadonlySet<string> = new Set([
  'sum',
  'mean',
  'variance-sample',
  'variance-population',
  'stddev-sample',
  'stddev-population',
  'skewness',
  'kurtosis',
  'covariance-sample',
  'covariance-population',
  'correlation',
  'regression-slope',
  'regression-intercept',
])

/**
 * The values of some aggregates over a whole table, in the order asked for. One query, whatever their number. Sums of decimals and what is
 * made of them are learned to 12 significant digits, so that the same rows teach the same numbers again.
 */
export async function learnRow(ctx: FitContext, input: Relation, measures: readonly Omit<Measure, 'name'>[]): Promise<readonly Value[]> {
  if (measures.length === 0) return []
  const named = measures.map((measure, index) => ({ ...measure, name: `m${index}` }))
  const [row = []] = await ctx.rows(aggregate(input, [], named))
  return measures.map(({ fn }, index) => {
    const value = row[index] ?? null
    return typeof value === 'number' && Number.isFinite(value) && sums.has(fn) ? Number(value.toPrecision(12)) : value
  })
}

/** A number column as decimals without NaN and infinities, which would spoil every mean and every spread. */
export function finiteValues(column: Column): Expr {
  const value = columnExpr(column.name)
  if (column.type === 'int') return call('int-to-float', value)
  return call('if', call('is-finite', value), value, literal('float', null))
}
