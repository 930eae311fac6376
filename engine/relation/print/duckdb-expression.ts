import { dateText, timestampText } from '../calendar/iso-text.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Expr } from '../expression.ts'
import { functionSpec } from '../functions/catalogue.ts'
import { resolveAggregate, resolveExpression } from '../resolve-expression.ts'
import { elementType, isList } from '../types.ts'
import type { Column, DataType, Value } from '../types.ts'
import type { Dialect } from './dialect.ts'
import { duckdbFilters } from './duckdb-filters.ts'
import { quoteIdentifier, quoteText } from './duckdb-quote.ts'
import { duckdbType } from './duckdb-type.ts'
import { placeInList } from './place-in-list.ts'
import { printExpression } from './print-expression.ts'

function literalText(type: DataType, value: Value): string {
  if (typeof value === 'bigint') return type === 'timestamp' ? timestampText(value, ' ') : String(value)
  if (typeof value === 'number' && type === 'date') return dateText(value)
  return Object.is(value, -0) ? '-0.0' : String(value)
}

function literal(type: DataType, value: Value): string {
  if (value === null) return `CAST(NULL AS ${duckdbType(type)})`
  if (isList(type)) {
    const items = (value as readonly Value[]).map((item) => literal(elementType(type), item))
    return `CAST([${items.join(', ')}] AS ${duckdbType(type)})`
  }
  if (type === 'bool') return String(value)
  if (type === 'text') return quoteText(String(value))
  // From text, as DuckDB reads 1.5 as a DECIMAL, which does not become the nearest double, and 1 as an INTEGER.
  return `CAST('${literalText(type, value)}' AS ${duckdbType(type)})`
}

function identifier(name: string): string {
  if (name.includes('\0')) {
    const text = { en: 'A column name cannot hold the character NUL.', fr: 'Un nom de colonne ne peut pas contenir le caractère NUL.' }
    throw new ExpressionError('unknown-column', text)
  }
  return quoteIdentifier(name)
}

// Deviations by Welford's sums, which DuckDB merges along the rows: the lists of the usual templates would be made anew for each row.
const deviation = (fn: string) =>
  `CASE WHEN bool_or(NOT isfinite({0})) THEN 'NaN'::DOUBLE WHEN bool_or(abs({0}) >= 1e150::DOUBLE) THEN NULL ELSE ${fn}(CASE WHEN abs({0}) < 1e150::DOUBLE THEN {0} END) END`
const framedTemplates: Readonly<Record<string, string>> = {
  'stddev-sample': deviation('stddev_samp'),
  'variance-sample': deviation('var_samp'),
}

export const duckdbDialect: Dialect = {
  template: (spec) => spec.duckdb,
  framed: (spec) => framedTemplates[spec.id],
  literal,
  identifier,
  cast: (sql, type) => `CAST(${sql} AS ${duckdbType(type)})`,
  filters: duckdbFilters,
  shortcut: placeInList,
  aggregates: 'arg_max arg_min avg bool_and bool_or count list max median min mode quantile_cont stddev_samp string_agg sum var_samp'.split(
    ' ',
  ),
}

/**
 * DuckDB SQL of exactly the expression's type, over a table whose columns have these names. Arguments that occur several times in a template
 * are printed several times, so nested formulas go through `hoist` first. Columns must not be called `each_` and a letter, as the variables
 * of templates are. Throws an ExpressionError when the expression means nothing.
 */
export function printDuckdb(expr: Expr, columns: readonly Column[]): string {
  return printExpression(resolveExpression(expr, columns), duckdbDialect)
}

/** DuckDB SQL of the arguments of an aggregate, each of the type that the function takes. */
export function printArguments(fn: string, args: readonly Expr[], columns: readonly Column[]): readonly string[] {
  return resolveAggregate(functionSpec(fn), args, columns).args.map((arg) => printExpression(arg, duckdbDialect))
}

/** DuckDB SQL of an aggregate over the rows of a group, by the id of the function. */
export function printAggregate(fn: string, args: readonly Expr[], columns: readonly Column[]): string {
  return printExpression(resolveAggregate(functionSpec(fn), args, columns), duckdbDialect)
}
