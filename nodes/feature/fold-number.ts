import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { convert } from '../kit/convert.ts'

const int = (value: number) => literal('int', value)

/**
 * A number from 0 to folds - 1 that depends on some values of a row, a seed and nothing else: the first three hexadecimal digits of an MD5.
 * Missing values count as themselves. At most 4096 folds.
 */
export function foldNumber(
  input: Relation,
  by: readonly string[],
  { folds, seed }: { readonly folds: number; readonly seed: number },
): Expr {
  const types = new Map(input.columns.map((column) => [column.name, column.type]))
  const texts = by.map((name) => {
    const value = columnExpr(name)
    const type = types.get(name) ?? 'text'
    return call('coalesce', type === 'text' ? value : (convert(value, type, 'text') ?? literal('text', null)), literal('text', '\u0000'))
  })
  const hash = call('md5', call('join-text', literal('text', '\u001f'), literal('text', String(seed)), ...texts))
  const digit = (place: number) =>
    call('subtract-int', call('find', call('mid', hash, int(place), int(1)), literal('text', '0123456789abcdef')), int(1))
  const number = [1, 2, 3].map(digit).reduce((high, low) => call('add-int', call('multiply-int', high, int(16)), low))
  return call('modulo-int', number, int(folds))
}
