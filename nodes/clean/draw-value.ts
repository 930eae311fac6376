import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { convert } from '../kit/convert.ts'
import { keptAsTheyAre } from '../kit/withheld-roles.ts'

/** How many known values are kept to draw from: two digits of a hash in base 16. */
export const drawsKept = 256

/**
 * One of the values, chosen by the md5 of the row's own texts, the column's name and the seed: the same row always draws the same, on any engine
 * and behind an endpoint, where rows have no number. Targets, weights and identifiers are left out, as no request holds them.
 */
export function drawnValue(input: Relation, name: string, values: readonly Expr[], seed: number): Expr {
  const texts = input.columns.flatMap((column) => {
    if (column.role !== undefined && keptAsTheyAre.includes(column.role)) return []
    const text = convert(columnExpr(column.name), column.type, 'text')
    return text ? [call('coalesce', text, literal('text', ''))] : []
  })
  const hash = call('md5', call('concat', literal('text', `${seed} ${name}`), ...texts))
  const digit = (place: number) =>
    call(
      'subtract-int',
      call('find', call('mid', hash, literal('int', place), literal('int', 1)), literal('text', '0123456789abcdef')),
      literal('int', 1),
    )
  const number = call('add-int', call('multiply-int', digit(1), literal('int', 16)), digit(2))
  const index = call('add-int', call('modulo-int', number, literal('int', values.length)), literal('int', 1))
  return call('choose', index, ...values)
}
