import { extend, select } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { freeNames } from './add-derived.ts'
import { chooseColumn } from './choose-column.ts'
import { scaledValue, type ColumnScale } from './column-scale.ts'
import { passRolesOn } from './pass-roles-on.ts'
import { numbers } from './type-groups.ts'

/** Columns that say where a row stands among centres, by the names that they are to have; what is absent is not added. */
export interface CentreColumns {
  readonly distances?: (cluster: number) => string
  readonly number?: string
  /** The distance from the nearest centre. */
  readonly nearest?: string
}

/**
 * Adds distances from centres (on the columns' scales), and the number, from 1, of the nearest one; missing where one of the columns is. Row by row
 * on any engine. Throws NodeProblem for columns that the table lacks.
 */
export function addCentreColumns(
  input: Relation,
  { scales, centres }: { readonly scales: readonly ColumnScale[]; readonly centres: readonly (readonly number[])[] },
  wanted: CentreColumns,
): Relation {
  const columns = scales.map(({ name }) => chooseColumn(input, name, { param: 'columns', accepts: numbers, replace: null }))
  const values = columns.map((column, at) => scaledValue(column, scales[at] ?? { center: 0, spread: 1 }))
  const free = freeNames(input)
  const { distances: name = (cluster: number) => `to ${cluster}` } = wanted
  const distances = centres.map((centre, at) => ({ name: free(name(at + 1)), expr: distance(values, centre) }))
  const places = distances.map((one) => columnExpr(one.name))
  const nearest = { name: free(wanted.nearest ?? 'nearest'), expr: call('least', ...places) }
  const choices = places.flatMap((place, at) => [call('equal', place, columnExpr(nearest.name)), literal('int', at + 1)])
  const number = { name: free(wanted.number ?? 'cluster'), expr: call('ifs', ...choices) }
  const measured = extend(extend(extend(input, distances), [nearest]), [number])
  const added = [
    ...(wanted.distances === undefined ? [] : distances.map((one) => one.name)),
    ...(wanted.number === undefined ? [] : [number.name]),
    ...(wanted.nearest === undefined ? [] : [nearest.name]),
  ]
  return fromColumns(select(measured, [...input.columns.map((column) => column.name), ...added]), input, { columns, added })
}

/** Columns made of several others are sensitive where one of those is. */
export function fromColumns(
  made: Relation,
  input: Relation,
  { columns, added }: { readonly columns: readonly Column[]; readonly added: readonly string[] },
): Relation {
  const source = columns.find(({ role }) => role === 'sensitive') ?? columns[0]
  return source ? passRolesOn(made, input, new Map(added.map((name) => [name, source.name]))) : made
}

function distance(values: readonly Expr[], centre: readonly number[]): Expr {
  const squares = values.map((value, index) => {
    const away = call('subtract', value, literal('float', centre[index] ?? 0))
    return call('multiply', away, away)
  })
  return call(
    'square-root',
    squares.reduce((all, one) => call('add', all, one)),
  )
}
