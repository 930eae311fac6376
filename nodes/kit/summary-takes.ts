import type { Text } from '../../engine/protocol/text.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Measure } from '../../engine/relation/relation.ts'
import type { Column, DataType } from '../../engine/relation/types.ts'
import { convert } from './convert.ts'
import { field } from './fields.ts'
import { numbers, scalars } from './type-groups.ts'

const summable: readonly DataType[] = ['int', 'float', 'bool']
const spread: readonly DataType[] = ['int', 'float', 'date', 'timestamp']

/** What can be taken of the values of a group, with the types it accepts. Missing values are left out of all but rows and shares. */
export const takes = {
  rows: { label: { en: 'number of rows', fr: 'nombre de lignes' }, accepts: scalars },
  known: { label: { en: 'number of known values', fr: 'nombre de valeurs connues' }, accepts: scalars },
  missing: { label: { en: 'number of missing values', fr: 'nombre de valeurs manquantes' }, accepts: scalars },
  'share known': { label: { en: 'share of known values', fr: 'part de valeurs connues' }, accepts: scalars },
  distinct: { label: { en: 'number of different values', fr: 'nombre de valeurs différentes' }, accepts: scalars },
  sum: { label: { en: 'sum', fr: 'somme' }, accepts: summable },
  mean: { label: { en: 'mean', fr: 'moyenne' }, accepts: summable },
  median: { label: { en: 'median', fr: 'médiane' }, accepts: numbers },
  quantile: { label: { en: 'quantile', fr: 'quantile' }, accepts: numbers },
  min: { label: { en: 'smallest', fr: 'minimum' }, accepts: scalars },
  max: { label: { en: 'largest', fr: 'maximum' }, accepts: scalars },
  span: { label: { en: 'largest less smallest', fr: 'étendue' }, accepts: spread },
  sd: { label: { en: 'standard deviation', fr: 'écart type' }, accepts: numbers },
  variance: { label: { en: 'variance', fr: 'variance' }, accepts: numbers },
  mode: { label: { en: 'most frequent', fr: 'le plus fréquent' }, accepts: scalars },
  first: { label: { en: 'first', fr: 'premier' }, accepts: scalars },
  last: { label: { en: 'last', fr: 'dernier' }, accepts: scalars },
  random: { label: { en: 'one at random', fr: 'un au hasard' }, accepts: scalars },
  texts: { label: { en: 'all values as a text', fr: 'toutes les valeurs en un texte' }, accepts: scalars },
} as const satisfies Record<string, { label: { en: string; fr: string }; accepts: readonly DataType[] }>

export type Take = keyof typeof takes

const all = Object.keys(takes) as Take[]

/** The choice among some of the summaries; all unless said otherwise. */
export function takeField<T extends Take = Take>(only: readonly T[] = all as T[], start: T = 'rows' as T) {
  const choices: readonly { readonly value: T; readonly label: Text }[] = only.map((value) => ({ value, label: takes[value].label }))
  return field.choice({ label: { en: 'Take', fr: 'Prendre' }, choices, default: start })
}

/** What some summaries ask besides: the share of a quantile, what stands between texts, a seed, and a column with the rows' numbers. */
export interface TakeOptions {
  readonly place: string
  readonly share?: number
  readonly separator?: string
  readonly seed?: number
}

/** Whether the summary depends on the order of the rows: then `place` must name a column with their numbers. */
export const needsPlace = (take: Take): boolean => ['first', 'last', 'random', 'texts'].includes(take)

/** Measures of an aggregate, named from `inside` on, and the expression that makes the summary of them. */
export function summaryOf(take: Take, column: Column | undefined, inside: string, options: TakeOptions): Summary {
  if (take === 'share known' && column) {
    const value = columnExpr(column.name)
    const share = call('divide', call('int-to-float', columnExpr(`${inside} k`)), call('int-to-float', columnExpr(`${inside} n`)))
    return { measures: [measure(`${inside} k`, 'count', value), measure(`${inside} n`, 'count-rows', value)], expr: share }
  }
  if (take === 'span' && column) {
    const value = columnExpr(column.name)
    const [low, high] = [columnExpr(`${inside} a`), columnExpr(`${inside} z`)]
    return {
      measures: [measure(`${inside} a`, 'minimum', value), measure(`${inside} z`, 'maximum', value)],
      expr: distanceOf(column.type, low, high),
    }
  }
  return { measures: [{ name: inside, ...measureOf(take, column, options) }], expr: columnExpr(inside) }
}

export interface Summary {
  readonly measures: readonly Measure[]
  readonly expr: Expr
}

const measure = (name: string, fn: string, ...args: readonly Expr[]): Measure => ({ name, fn, args })

function distanceOf(type: DataType, low: Expr, high: Expr): Expr {
  if (type === 'int') return call('subtract-int', high, low)
  if (type === 'date') return call('days-between', high, low)
  return type === 'timestamp' ? call('seconds-between', low, high) : call('subtract', high, low)
}

/** The one aggregate function of a summary; not for shares and spans, which need two. */
export function measureOf(take: Take, column: Column | undefined, options: TakeOptions): { fn: string; args: readonly Expr[] } {
  if (!column) return { fn: 'count-rows', args: [literal('int', 1)] }
  const value = columnExpr(column.name)
  const number = column.type === 'bool' ? call('bool-to-int', value) : value
  const place = columnExpr(options.place)
  switch (take) {
    case 'sum':
      return { fn: column.type === 'float' ? 'sum' : 'sum-int', args: [number] }
    case 'mean':
      return { fn: 'mean', args: [number] }
    case 'quantile':
      return { fn: 'quantile', args: [value, literal('float', options.share ?? 0.5)] }
    case 'mode':
      return { fn: column.type === 'float' ? 'mode-float' : 'mode', args: [value] }
    case 'first':
    case 'last':
      return { fn: `${take}-by`, args: [value, place] }
    case 'random':
      return { fn: 'first-by', args: [value, drawn(place, options.seed ?? 1)] }
    case 'texts': {
      const text = convert(value, column.type, 'text') ?? value
      return { fn: 'string-join', args: [text, literal('text', options.separator ?? ', '), place] }
    }
    default:
      return { fn: functions[take] ?? 'count-rows', args: [value] }
  }
}

const functions: Partial<Record<Take, string>> = {
  known: 'count',
  missing: 'count-null',
  distinct: 'count-distinct',
  median: 'median',
  min: 'minimum',
  max: 'maximum',
  sd: 'stddev-sample',
  variance: 'variance-sample',
}

/** A number of a row as a text in no order that anybody could foresee without the seed. */
export function drawn(place: Expr, seed: number): Expr {
  return call('md5', call('concat', literal('text', `${seed}:`), call('int-to-text', place)))
}
