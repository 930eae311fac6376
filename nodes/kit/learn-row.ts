import { aggregate } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Measure, Relation } from '../../engine/relation/relation.ts'
import type { Column, Value } from '../../engine/relation/types.ts'
import type { FitContext } from './context.ts'

/** The values of some aggregates over a whole table, in the order asked for. One query, whatever their number. */
export async function learnRow(ctx: FitContext, input: Relation, measures: readonly Omit<Measure, 'name'>[]): Promise<readonly Value[]> {
  if (measures.length === 0) return []
  const named = measures.map((measure, index) => ({ ...measure, name: `m${index}` }))
  const [row = []] = await ctx.rows(aggregate(input, [], named))
  return measures.map((_, index) => row[index] ?? null)
}

/** A number column as decimals without NaN and infinities, which would spoil every mean and every spread. */
export function finiteValues(column: Column): Expr {
  const value = columnExpr(column.name)
  if (column.type === 'int') return call('int-to-float', value)
  return call('if', call('is-finite', value), value, literal('float', null))
}
