import { ExpressionError } from '../expression-error.ts'
import type { WindowFrame } from '../expression.ts'
import { argumentAt } from '../match-signature.ts'
import type { TypedCall, TypedExpr, TypedSortKey, TypedWindow } from '../typed-expression.ts'
import type { Value } from '../types.ts'
import type { Dialect } from './dialect.ts'
import { overAggregates } from './over-aggregates.ts'
import { printParse } from './print-parse.ts'
import { isClosed, templateParts } from './template.ts'
import type { TemplatePart } from './template.ts'

/** SQL of exactly the declared type, for any engine that has templates. */
export function printExpression(expr: TypedExpr, dialect: Dialect): string {
  switch (expr.kind) {
    case 'column':
      return dialect.identifier(expr.name)
    case 'literal':
      return dialect.literal(expr.type, expr.value)
    case 'call':
    case 'window': {
      const sql = expr.kind === 'call' ? printCall(expr, dialect) : printWindow(expr, dialect)
      return isTyped(expr) ? dialect.cast(sql, expr.type) : sql
    }
  }
}

/** The same, in brackets unless it holds together by itself. */
function printPart(expr: TypedExpr, dialect: Dialect): string {
  const sql = printExpression(expr, dialect)
  if (expr.kind === 'column' || expr.kind === 'literal' || isTyped(expr)) return sql
  return expr.kind === 'call' && isClosed(dialect.template(expr.spec)) ? sql : `(${sql})`
}

/**
 * Whether a call is cast to its type. DuckDB takes a constant argument that comes to null for a reason to give some calls no type at all,
 * which stored tables make an INTEGER and other functions do not know.
 */
function isTyped(expr: TypedCall | TypedWindow): boolean {
  return expr.args.some((arg) => (arg.kind === 'literal' ? arg.value === null : isConstant(arg)))
}

function isConstant(expr: TypedExpr): boolean {
  return expr.kind === 'literal' || (expr.kind === 'call' && expr.args.every(isConstant))
}

interface Printing {
  readonly call: TypedCall | TypedWindow
  readonly args: readonly string[]
  readonly constants: readonly (Value | undefined)[]
  readonly dialect: Dialect
  readonly partition: string
  readonly order: string
  readonly frame: WindowFrame | undefined
  /** The place of the first argument of the group that is printed, and its number. */
  readonly item: { readonly at: number; readonly number: number }
}

function printing(call: TypedCall | TypedWindow, dialect: Dialect): Printing {
  const constants = call.args.map((arg, at) =>
    argumentAt(call.spec, at)?.const === true && arg.kind === 'literal' ? arg.value : undefined,
  )
  const args = call.args.map((arg) => printPart(arg, dialect))
  return { call, args, constants, dialect, partition: '', order: '', frame: undefined, item: { at: 0, number: 0 } }
}

function printCall(call: TypedCall, dialect: Dialect): string {
  const ready = printing(call, dialect)
  return dialect.shortcut?.(call, ready.args) ?? fill(templateParts(dialect.template(call.spec)), ready)
}

function printWindow(window: TypedWindow, dialect: Dialect): string {
  const parts = [...window.args, ...window.partitionBy, ...window.orderBy.map((key) => key.expr)]
  if (parts.some(hasWindow)) {
    const text = { en: 'A window cannot stand inside another.', fr: 'Une fenêtre ne peut pas figurer dans une autre.' }
    throw new ExpressionError('not-allowed-here', text)
  }
  const partition = window.partitionBy.map((key) => printPart(key, dialect)).join(', ')
  const order = window.orderBy.map((key) => printKey(key, dialect)).join(', ')
  const template =
    window.frame === undefined ? dialect.template(window.spec) : (dialect.framed?.(window.spec) ?? dialect.template(window.spec))
  const whole = window.spec.kind === 'aggregate' ? overAggregates(template, dialect.aggregates) : template
  return fill(templateParts(whole), { ...printing(window, dialect), partition, order, frame: window.frame })
}

const bound = (count: number | null) => (count === null ? 'UNBOUNDED PRECEDING' : count === 0 ? 'CURRENT ROW' : `${count} PRECEDING`)

function printOver({ partition, order, frame }: Printing): string {
  const by = partition === '' ? '' : `PARTITION BY ${partition}`
  if (frame === undefined) return `OVER (${by})`
  const rows = `ORDER BY ${order} ${frame.unit === 'rows' ? 'ROWS' : 'RANGE'} BETWEEN ${bound(frame.from)} AND ${bound(frame.to)}`
  return `OVER (${by === '' ? rows : `${by} ${rows}`})`
}

/** One key of an ORDER BY. */
function printKey(key: TypedSortKey, dialect: Dialect): string {
  return `${printPart(key.expr, dialect)} ${key.descending ? 'DESC' : 'ASC'} NULLS ${key.nullsFirst ? 'FIRST' : 'LAST'}`
}

function hasWindow(expr: TypedExpr): boolean {
  return expr.kind === 'window' || (expr.kind === 'call' && expr.args.some(hasWindow))
}

function fill(parts: readonly TemplatePart[], printing: Printing): string {
  return parts.map((part) => fillPart(part, printing)).join('')
}

function fillPart(part: TemplatePart, printing: Printing): string {
  const { args, constants, dialect, partition, order, item } = printing
  switch (part.kind) {
    case 'text':
      return part.text
    case 'argument':
      return args[part.at] ?? ''
    case 'item':
      return args[item.at + part.at] ?? ''
    case 'number':
      return String(item.number)
    case 'constant':
      return printConstant(part, printing)
    case 'parse':
      return printParse(args[part.at] ?? '', String(constants[part.format] ?? ''), {
        pattern: dialect.filters['prx']?.(constants[part.format] ?? '', constants) ?? '',
        time: printing.call.type === 'timestamp',
        reader: dialect.filters['reader']?.(constants[part.format] ?? '', constants),
      })
    case 'partition':
      return partition === '' ? '' : `PARTITION BY ${partition} `
    case 'order':
      return order === '' ? '' : part.lead + order
    case 'over':
      return printOver(printing)
    case 'repeat':
      return printRepeat(part, printing)
  }
}

function printConstant(part: Extract<TemplatePart, { kind: 'constant' }>, { call, constants, dialect }: Printing): string {
  const filter = dialect.filters[part.filter]
  if (filter === undefined) throw new Error(`the template of ${call.spec.id} uses a filter that does not exist: ${part.filter}`)
  return filter(constants[part.at] ?? null, constants)
}

function printRepeat(part: Extract<TemplatePart, { kind: 'repeat' }>, printing: Printing): string {
  const { variadicFrom = 0, group = 1 } = printing.call.spec
  const pieces: string[] = []
  for (let at = variadicFrom; at < printing.args.length; at += group) {
    pieces.push(fill(part.parts, { ...printing, item: { at, number: pieces.length + 1 } }))
  }
  return pieces.join(part.separator)
}
