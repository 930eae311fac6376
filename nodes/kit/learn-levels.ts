import { aggregate, filter, limit, sort } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal } from '../../engine/relation/expression.ts'
import { literalOf } from '../../engine/relation/literal-value.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column, DataType, LiteralValue } from '../../engine/relation/types.ts'
import type { FitContext } from './context.ts'

/** Types whose values can be taken as categories. */
export const categories: readonly DataType[] = ['text', 'bool', 'int']

export interface Level {
  readonly value: LiteralValue
  readonly rows: number
}

/** The known values of a column, most frequent first, equal counts by value: at most `most`, each with at least `fewest` rows. */
export async function learnLevels(
  ctx: FitContext,
  input: Relation,
  column: Column,
  { most, fewest }: { readonly most: number; readonly fewest: number },
): Promise<readonly Level[]> {
  const value = columnExpr(column.name)
  const counted = aggregate(
    filter(input, call('is-not-null', value)),
    [{ name: 'value', expr: value }],
    [{ name: 'rows', fn: 'count-rows', args: [value] }],
  )
  const enough = filter(counted, call('greater-or-equal', columnExpr('rows'), literal('int', fewest)))
  const rows = await ctx.rows(limit(sort(enough, [{ expr: columnExpr('rows'), descending: true }, { expr: columnExpr('value') }]), most))
  return rows.map((row) => ({ value: literalOf(column.type, row[0] ?? null), rows: Number(row[1] ?? 0) }))
}
