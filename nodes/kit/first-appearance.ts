import { aggregate, freeName, numberRows, project, sort } from '../../engine/relation/build.ts'
import { column as columnExpr, type Expr, type NamedExpr } from '../../engine/relation/expression.ts'
import type { Measure, Relation } from '../../engine/relation/relation.ts'

/** The input with its rows numbered in a column whose name nobody uses. */
export function numbered(input: Relation, besides: readonly string[] = []): { readonly rows: Relation; readonly place: string } {
  const place = freeName('row number', new Set([...input.columns.map((column) => column.name), ...besides]))
  return { rows: numberRows(input, place), place }
}

/** One row for each combination of the keys, in the order in which they first appear. `place` names the column of row numbers. */
export function groupsInOrder(
  rows: Relation,
  place: string,
  keys: readonly string[],
  given: { readonly measures: readonly Measure[]; readonly results: readonly NamedExpr[] },
): Relation {
  const first: Measure = { name: `${place} first`, fn: 'minimum', args: [columnExpr(place)] }
  const named = keys.map((name): NamedExpr => ({ name, expr: columnExpr(name) }))
  const grouped = sort(aggregate(rows, named, [...given.measures, first]), [{ expr: columnExpr(first.name) }])
  return project(grouped, [...named, ...given.results])
}

/** Columns as they are, to stand in a projection. */
export const asTheyAre = (names: readonly string[]): readonly NamedExpr[] =>
  names.map((name): { name: string; expr: Expr } => ({ name, expr: columnExpr(name) }))
