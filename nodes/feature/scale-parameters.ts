import { aggregate, freeName, join, values } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { NodeProblem } from '../kit/problem.ts'
import { shareToNormal } from './quantile-transform.ts'

/** What the second output of “Scale numbers” holds of each scaled column, and “Undo scaling” reads. */
export const parameterColumns = [
  { name: 'column', type: 'text' },
  { name: 'scale', type: 'text' },
  { name: 'center', type: 'float' },
  { name: 'spread', type: 'float' },
  { name: 'low', type: 'float' },
  { name: 'high', type: 'float' },
] as const satisfies readonly Column[]

export interface ScaleParameters {
  readonly name: string
  readonly center: number
  readonly spread: number
}

/** `low` and `high` are the ends of a range; missing for other scales. */
export function parametersTable(
  columns: readonly ScaleParameters[],
  { method, low, high }: { readonly method: string; readonly low: number; readonly high: number },
): Relation {
  const ends = method === 'min-max' ? [low, high] : [null, null]
  return values(
    parameterColumns,
    columns.map(({ name, center, spread }) => [name, method, center, spread, ...ends]),
  )
}

type Part = Exclude<(typeof parameterColumns)[number]['name'], 'column'>

const parts: readonly Part[] = ['scale', 'center', 'spread', 'low', 'high']

/** Names of the joined columns that hold the parameters of a scaled column. */
export type JoinedParameters = Readonly<Record<Part, string>>

/**
 * The table with the parameters of these scaled columns beside each row, missing for those that were not scaled. Throws NodeProblem
 * `wrong-table` when the second table is none of parameters.
 */
export function withParameters(
  input: Relation,
  parameters: Relation,
  scaled: readonly string[],
): { readonly relation: Relation; readonly joined: ReadonlyMap<string, JoinedParameters> } {
  for (const { name, type } of parameterColumns)
    if (!parameters.columns.some((column) => column.name === name && column.type === type)) throw new NodeProblem(noParameters)
  const taken = new Set(input.columns.map(({ name }) => name))
  const free = (wanted: string) => {
    const name = freeName(wanted, taken)
    taken.add(name)
    return name
  }
  const joined = new Map(
    [...new Set(scaled)].map((column): [string, JoinedParameters] => [
      column,
      { scale: free('scale'), center: free('center'), spread: free('spread'), low: free('low'), high: free('high') },
    ]),
  )
  const measures = [...joined].flatMap(([column, names]) => {
    const isIts = call('equal', columnExpr('column'), literal('text', column))
    return parts.map((part) => ({ name: names[part], fn: 'maximum', args: [call('ifs', isIts, columnExpr(part))] }))
  })
  // One row, so that each row of the table meets it once.
  const row = aggregate(parameters, [], measures)
  const output = [
    ...input.columns.map(({ name }) => ({ name, from: 'left', column: name }) as const),
    ...row.columns.map(({ name }) => ({ name, from: 'right', column: name }) as const),
  ]
  return { relation: join(input, row, { how: 'inner', on: [], output }), joined }
}

const float = (value: number) => literal('float', value)

/** The value before it was scaled. The value itself where no scale is known; missing where the scale cannot have given it. */
export function unscaled(value: Expr, names: JoinedParameters): Expr {
  const [scale, center, spread, low, high] = parts.map((part) => columnExpr(names[part])) as [Expr, Expr, Expr, Expr, Expr]
  const is = (name: string) => call('equal', scale, literal('text', name))
  const back = (of: Expr) => call('add', center, call('multiply', of, spread))
  const share = call('divide', call('subtract', value, low), call('subtract', high, low))
  const between = (least: number, of: Expr) =>
    call('ifs', call('and', call('greater', value, float(least)), call('less', value, float(1))), of)
  const ratio = (least: number) =>
    call('natural-logarithm', call('divide', call('subtract', value, float(least)), call('subtract', float(1), value)))
  return call(
    'ifs',
    call('is-null', scale),
    value,
    is('min-max'),
    back(share),
    is('logistic'),
    between(0, ratio(0)),
    is('tanh'),
    between(-1, call('divide', ratio(-1), float(2))),
    is('log-normal'),
    between(0, call('exponential', back(shareToNormal(value)))),
    is('unit'),
    literal('float', null),
    literal('bool', true),
    back(value),
  )
}

const noParameters = {
  code: 'wrong-table',
  port: 'parameters',
  text: { en: 'This table holds no parameters of a scaling.', fr: 'Ce tableau ne contient pas les paramètres d’une mise à l’échelle.' },
  action: {
    en: 'Connect the second output of “Scale numbers”.',
    fr: 'Branchez la seconde sortie de « Mettre à l’échelle ».',
  },
}
