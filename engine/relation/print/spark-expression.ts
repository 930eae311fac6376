import { dateText, timestampText } from '../calendar/iso-text.ts'
import { calendarNames } from '../date-format/calendar-names.ts'
import { formatPattern } from '../date-format/format-pattern.ts'
import { formatTokens } from '../date-format/parse-format.ts'
import type { FormatPart } from '../date-format/parse-format.ts'
import { ExpressionError } from '../expression-error.ts'
import type { Expr } from '../expression.ts'
import { someExpr } from '../expression-tree.ts'
import type { FunctionSpec } from '../function-spec.ts'
import { functionSpec } from '../functions/catalogue.ts'
import { parsePattern } from '../regex/parse-pattern.ts'
import { parseReplacement } from '../regex/parse-replacement.ts'
import { printFullPattern, printPattern } from '../regex/print-pattern.ts'
import { resolveAggregate, resolveExpression } from '../resolve-expression.ts'
import { elementType, isList } from '../types.ts'
import type { Column, DataType, ScalarType, Value } from '../types.ts'
import type { ConstantFilter, Dialect } from './dialect.ts'
import { numericFilters } from './numeric-filters.ts'
import { printExpression } from './print-expression.ts'

// Spark 4 with ANSI on, the session in UTC, TIMESTAMP_NTZ as the timestamp type and double quotes around identifiers.

const types: Record<ScalarType, string> = {
  bool: 'BOOLEAN',
  int: 'BIGINT',
  float: 'DOUBLE',
  text: 'STRING',
  date: 'DATE',
  timestamp: 'TIMESTAMP_NTZ',
}

/** Spark's type for a logical type. */
export function sparkType(type: DataType): string {
  return isList(type) ? `ARRAY<${types[elementType(type)]}>` : types[type]
}

/** A text as a Spark literal; a backslash escapes there. */
export const quoteSpark = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

function literalText(type: DataType, value: Value): string {
  if (typeof value === 'bigint') return type === 'timestamp' ? timestampText(value, ' ') : String(value)
  if (typeof value === 'number' && type === 'date') return dateText(value)
  return Object.is(value, -0) ? '-0.0' : String(value)
}

function literal(type: DataType, value: Value): string {
  if (value === null) return `CAST(NULL AS ${sparkType(type)})`
  if (isList(type)) {
    const items = (value as readonly Value[]).map((item) => literal(elementType(type), item))
    return `CAST(array(${items.join(', ')}) AS ${sparkType(type)})`
  }
  if (type === 'bool') return String(value)
  return type === 'text' ? quoteSpark(String(value)) : `CAST('${literalText(type, value)}' AS ${sparkType(type)})`
}

const text = (value: Value | undefined) => (typeof value === 'string' ? value : '')

const javaParts: Readonly<Record<FormatPart, string>> = {
  YYYY: 'yyyy',
  YY: 'yy',
  MM: 'MM',
  M: 'M',
  DD: 'dd',
  D: 'd',
  hh: 'HH',
  h: 'H',
  mm: 'mm',
  ss: 'ss',
  fff: 'SSS',
}

/** Letters between quotes; two quoted texts side by side are one, as the quotes between them would make a quote sign. */
function javaFormat(format: string): string {
  const pieces: { readonly quoted: boolean; text: string }[] = []
  for (const token of formatTokens(format)) {
    const plain = 'part' in token ? javaParts[token.part] : token.text
    const quoted = !('part' in token) && !/^[-:/., ]*$/.test(plain)
    const last = pieces.at(-1)
    if (last?.quoted && quoted) last.text += plain.replaceAll("'", "''")
    else pieces.push({ quoted, text: quoted ? plain.replaceAll("'", "''") : plain })
  }
  return pieces.map((piece) => (piece.quoted ? `'${piece.text}'` : piece.text)).join('')
}

function pattern(value: Value, full: boolean): string {
  const parsed = parsePattern(text(value))
  if (!parsed.ok) return quoteSpark('')
  return quoteSpark(full ? printFullPattern(parsed.pattern.root, 'java') : printPattern(parsed.pattern.root, 'java'))
}

function replacement(value: Value, source: Value | undefined): string {
  const parsed = parsePattern(text(source))
  const parts = parseReplacement(text(value), parsed.ok ? parsed.pattern.groups : 0)
  if (!parts.ok) return quoteSpark('')
  return quoteSpark(parts.parts.map((part) => (typeof part === 'number' ? `$${part}` : part.replace(/[\\$]/g, '\\$&'))).join(''))
}

function nameList(kind: 'months' | 'weekdays'): ConstantFilter {
  return (value) => `array(${(calendarNames(kind, text(value)) ?? []).map(quoteSpark).join(', ')})`
}

const filters: Readonly<Record<string, ConstantFilter>> = {
  ...numericFilters,
  num: (value) => `${String(value)}D`,
  re: (value) => pattern(value, false),
  refull: (value) => pattern(value, true),
  repl: (value, constants) => replacement(value, constants[1]),
  javafmt: (value) => quoteSpark(javaFormat(text(value))),
  prx: (value) => quoteSpark(`\\A${formatPattern(formatTokens(text(value)))}\\z`),
  months: nameList('months'),
  weekdays: nameList('weekdays'),
}

function template(spec: FunctionSpec): string {
  if (spec.portable) return spec.spark
  const name = spec.formula
  throw new ExpressionError('not-allowed-here', {
    en: `${name.en} cannot run in Spark: Spark computes it differently.`,
    fr: `${name.fr} ne peut pas s’exécuter dans Spark : Spark calcule autrement.`,
  })
}

export const sparkDialect: Dialect = {
  template,
  literal,
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
  cast: (sql, type) => `CAST(${sql} AS ${sparkType(type)})`,
  filters,
  aggregates:
    'avg bool_and bool_or collect_list count covar_pop covar_samp listagg max max_by median min min_by mode percentile stddev_pop stddev_samp sum var_pop var_samp'.split(
      ' ',
    ),
}

/** Spark has no windows of aggregates that filter, sort or look at distinct values. */
function refuseWindow(spec: FunctionSpec): boolean {
  if (spec.kind !== 'aggregate' || !/ FILTER \(|WITHIN GROUP|\(DISTINCT/.test(spec.spark)) return false
  const name = spec.formula
  throw new ExpressionError('not-allowed-here', {
    en: `${name.en} cannot run in Spark beside each row: only as a group.`,
    fr: `${name.fr} ne peut pas s’exécuter dans Spark pour chaque ligne : seulement par groupe.`,
  })
}

/** Spark SQL of exactly the expression's type. Throws an ExpressionError when it means nothing or has no form in Spark that gives the same. */
export function printSparkExpression(expr: Expr, columns: readonly Column[]): string {
  someExpr(expr, (part) => part.kind === 'window' && refuseWindow(functionSpec(part.fn)))
  return printExpression(resolveExpression(expr, columns), sparkDialect)
}

/** Spark SQL of an aggregate over the rows of a group, by the id of the function. */
export function printSparkAggregate(fn: string, args: readonly Expr[], columns: readonly Column[]): string {
  return printExpression(resolveAggregate(functionSpec(fn), args, columns), sparkDialect)
}
