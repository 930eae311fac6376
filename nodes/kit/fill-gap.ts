import { call, column as columnExpr, literal, type Expr, type SortKey } from '../../engine/relation/expression.ts'
import { isNumeric, type Column } from '../../engine/relation/types.ts'
import { field } from './fields.ts'
import { windowOver } from './window-over.ts'

/** How a value is found for a row that was not there. */
export const gapField = field.choice({
  label: { en: 'Values of new rows', fr: 'Valeurs des nouvelles lignes' },
  choices: [
    { value: 'missing', label: { en: 'stay missing', fr: 'restent manquantes' } },
    { value: 'forward', label: { en: 'the last known one', fr: 'la dernière connue' } },
    { value: 'backward', label: { en: 'the next known one', fr: 'la prochaine connue' } },
    { value: 'line', label: { en: 'numbers on a straight line between', fr: 'nombres sur une droite entre les deux' } },
    { value: 'zero', label: { en: '0 for numbers', fr: '0 pour les nombres' } },
  ],
  default: 'missing',
})

export type GapRule = 'missing' | 'forward' | 'backward' | 'line' | 'zero'

export interface GapPlace {
  readonly rule: GapRule
  readonly within: readonly string[]
  /** The column along which rows stand: a date, a timestamp or a whole number, without ties inside a group. */
  readonly at: Column
}

/** The value of a column in a row where it is missing. A line keeps whole numbers as the nearest lower whole number only when asked for as int: it gives decimals. */
export function gapValue(column: Column, { rule, within, at }: GapPlace): Expr {
  const value = columnExpr(column.name)
  const up: readonly SortKey[] = [{ expr: columnExpr(at.name) }]
  const down: readonly SortKey[] = [{ expr: columnExpr(at.name), descending: true }]
  switch (rule) {
    case 'missing':
      return value
    case 'zero':
      return isNumeric(column.type) ? call('coalesce', value, literal(column.type, 0)) : value
    case 'forward':
      return windowOver('fill-forward', [value], within, up)
    case 'backward':
      return windowOver('fill-forward', [value], within, down)
    case 'line': {
      if (!isNumeric(column.type)) return value
      const moment = momentOf(at)
      const known = call('if', call('is-not-null', value), moment, literal('float', null))
      const number = column.type === 'int' ? call('int-to-float', value) : value
      const [v0, v1] = [windowOver('fill-forward', [number], within, up), windowOver('fill-forward', [number], within, down)]
      const [t0, t1] = [windowOver('fill-forward', [known], within, up), windowOver('fill-forward', [known], within, down)]
      const slope = call('divide', call('subtract', v1, v0), call('subtract', t1, t0))
      return call('coalesce', number, call('add', v0, call('multiply', slope, call('subtract', moment, t0))))
    }
  }
}

function momentOf({ name, type }: Column): Expr {
  const at = columnExpr(name)
  if (type === 'int') return call('int-to-float', at)
  if (type === 'date') return call('int-to-float', call('days-between', at, literal('date', '1970-01-01')))
  return call('seconds-between', literal('timestamp', '1970-01-01 00:00:00'), at)
}
