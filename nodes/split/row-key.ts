import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { convert } from '../kit/convert.ts'

/** Numbers that differ by less than this share of themselves count as equal, as far as steps of it allow. */
const stepsPerTen = 1000

/**
 * The same text for rows that are equal or nearly so: capitals and spaces at both ends do not matter, nor do digits of decimals beyond the third.
 * Identifiers are left out: they tell the same row under two numbers apart.
 */
export function rowKey(input: Relation): Expr {
  const parts = input.columns.filter(({ role }) => role !== 'id').flatMap((column) => partOf(column) ?? [])
  if (parts.length === 0) return literal('text', '')
  return call(
    'md5',
    call('concat', ...parts.flatMap((part) => [call('coalesce', part, literal('text', '\u0001')), literal('text', '\u0000')])),
  )
}

function partOf({ name, type }: Column): Expr | undefined {
  const value = columnExpr(name)
  if (type === 'text') return call('lower', call('strip', value))
  if (type !== 'float') return convert(value, type, 'text')
  const size = call('multiply', call('logarithm-base-10', call('absolute-value', value)), literal('float', stepsPerTen))
  const sign = call('if', call('less', value, literal('float', 0)), literal('text', '-'), literal('text', '+'))
  const digits = convert(call('round', size, literal('int', 0)), 'float', 'text') ?? literal('text', null)
  const rounded = call('concat', sign, call('coalesce', digits, literal('text', '')))
  return call(
    'if',
    call('is-null', value),
    literal('text', null),
    call('if', call('equal', value, literal('float', 0)), literal('text', '0'), rounded),
  )
}
