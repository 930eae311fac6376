import type { Expr, NamedExpr } from '../expression.ts'
import { hasWindow, mapColumns } from '../expression-tree.ts'
import type { FunctionSpec } from '../function-spec.ts'
import type { Column } from '../types.ts'
import { printDuckdb } from './duckdb-expression.ts'
import { hoist } from './hoist.ts'

/** `c0, c1, ...` of a table with this many columns. */
export const listOf = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`).join(', ')

/** What the columns of a table are called inside a query. */
export const positions = (columns: readonly Column[]) => new Map(columns.map((column, index) => [column.name, `c${index}`]))

/** How an engine prints the columns of a layer. */
export interface LayerEngine {
  readonly print: (expr: Expr, columns: readonly Column[]) => string
  readonly template: (spec: FunctionSpec) => string
}

export interface Computed {
  /** What to select from: the input, with a layer below for each part that has to be a column. */
  readonly from: string
  /** The expressions over the columns of `from`, in the order they were given. */
  readonly exprs: readonly Expr[]
  readonly columns: readonly Column[]
  /** The input's order was lost to a window; `rn` brings it back. */
  readonly numbered: boolean
}

/**
 * Brings expressions over an input's columns to where they can be printed: names by position, and what a template repeats, what lies too
 * deep and, where `windowsBelow`, windows as columns of layers below. An aggregate may stand as a call. `keepOrder` adds `rn` where needed.
 */
export function computed(
  input: { readonly sql: string; readonly columns: readonly Column[] },
  exprs: readonly Expr[],
  options: { readonly windowsBelow: boolean; readonly keepOrder: boolean; readonly engine?: LayerEngine },
): Computed {
  const names = positions(input.columns)
  const inside = input.columns.map((column, index): Column => ({ name: `c${index}`, type: column.type }))
  const wanted = exprs.map((expr, index): NamedExpr => ({
    name: `x${index}`,
    expr: mapColumns(expr, (name) => ({ kind: 'column', name: names.get(name) ?? name })),
  }))
  const { print, template } = options.engine ?? duckdb
  const { layers, outputs, columns } = hoist(wanted, inside, { windowsBelow: options.windowsBelow, template })
  const numbered = options.keepOrder && exprs.some(hasWindow)
  let from = numbered ? `(SELECT *, row_number() OVER () AS rn FROM ${input.sql})` : input.sql
  let visible: readonly Column[] = inside
  for (const layer of layers) {
    from = `(SELECT *, ${layer.exprs.map((item) => `${print(item.expr, visible)} AS ${item.name}`).join(', ')} FROM ${from})`
    visible = layer.columns
  }
  return { from, exprs: outputs.map((item) => item.expr), columns, numbered }
}

/** DuckDB moves filters below projections and writes the columns out again as it does; what depends on chance it leaves where it is. */
function kept(expr: Expr, columns: readonly Column[]): string {
  const sql = printDuckdb(expr, columns)
  return expr.kind === 'window' ? sql : `CASE WHEN random() IS NULL THEN NULL ELSE ${sql} END`
}

const duckdb: LayerEngine = { print: kept, template: (spec) => spec.duckdb }
