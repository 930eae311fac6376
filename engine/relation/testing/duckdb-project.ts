import type { NamedExpr } from '../expression.ts'
import { printDuckdb } from '../print/duckdb-expression.ts'
import { hoist } from '../print/hoist.ts'
import type { Column, Value } from '../types.ts'
import { literalExpr } from './literal-expr.ts'

/** A table with these rows, in this order. */
export function valuesTable(columns: readonly Column[], rows: readonly (readonly Value[])[]): string {
  const cells = (row: readonly Value[]) => columns.map(({ type }, at) => printDuckdb(literalExpr(type, row[at] ?? null), [])).join(', ')
  return `(VALUES ${rows.map((row) => `(${cells(row)})`).join(', ')}) v(${columns.map(({ name }) => `"${name}"`).join(', ')})`
}

/** A query of expressions over a table, with the layers that hoisting asks for. */
export function projectQuery(exprs: readonly NamedExpr[], columns: readonly Column[], table: string): string {
  const { layers, outputs, columns: known } = hoist(exprs, columns)
  const select = (items: readonly NamedExpr[], visible: readonly Column[]) =>
    items.map(({ name, expr }) => `${printDuckdb(expr, visible)} AS "${name}"`).join(', ')
  let from = table
  let visible = columns
  for (const layer of layers) {
    from = `(SELECT *, ${select(layer.exprs, visible)} FROM ${from})`
    visible = layer.columns
  }
  return `SELECT ${select(outputs, known)} FROM ${from}`
}
