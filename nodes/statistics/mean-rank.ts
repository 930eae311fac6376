import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Column } from '../../engine/relation/types.ts'
import { windowOver } from '../kit/window-over.ts'

/** The rank of a value among all rows; equal values have the mean of their ranks: the first one, and half of how many more there are. */
export function meanRank(name: string): Expr {
  const value = columnExpr(name)
  const first = call('int-to-float', windowOver('rank', [value]))
  const same = call('int-to-float', windowOver('count', [value], [name]))
  return call('add', first, call('divide', call('subtract', same, literal('float', 1)), literal('float', 2)))
}

/** A number that can be compared: NaN and infinities are missing, yes and no are 1 and 0. */
export function comparable({ name, type }: Column): Expr {
  const value = columnExpr(name)
  if (type === 'bool') return call('int-to-float', call('bool-to-int', value))
  if (type === 'int') return call('int-to-float', value)
  return call('ifs', call('less-or-equal', call('absolute-value', value), literal('float', Number.MAX_VALUE)), value)
}
