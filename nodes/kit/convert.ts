import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import { isList, type DataType } from '../../engine/relation/types.ts'

export interface ConvertOptions {
  /** Numbers are written 1 234,5 instead of 1,234.5. */
  readonly decimalComma?: boolean
  /** How dates are written, for example `DD/MM/YYYY`; ISO when not given. */
  readonly format?: string
}

type Conversion = (expr: Expr, options: ConvertOptions) => Expr

const text = (value: string) => literal('text', value)
const nothing = (type: DataType) => literal(type, null)

// Numbers in a text: spaces of three kinds group digits wherever they stand; a comma or point groups only whole threes, so that 1.5 is never 15.
function numberFromText(expr: Expr, { decimalComma = false }: ConvertOptions): Expr {
  const bare = [' ', '\u00a0', '\u202f'].reduce<Expr>(
    (inner, space) => call('substitute', inner, text(space), text('')),
    call('strip', expr),
  )
  const [decimal, group, pattern] = decimalComma
    ? [',', '.', '[+-]?[0-9]{1,3}(?:\\.[0-9]{3})+(?:,[0-9]*)?']
    : ['.', ',', '[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]*)?']
  return call(
    'if',
    call('regex-full-match', bare, text(pattern)),
    call('parse-number-local', bare, text(decimal), text(group)),
    decimalComma ? call('parse-number-local', bare, text(','), text('')) : call('parse-number', bare),
  )
}

/** 12 and 12.0 are whole numbers, 12.5 is not one. Long ones keep all digits. */
function wholeFromText(expr: Expr, options: ConvertOptions): Expr {
  const number = numberFromText(expr, options)
  const whole = call('if', call('equal', number, call('truncate', number)), call('float-to-int', number), nothing('int'))
  return call('coalesce', call('text-to-int', expr), whole)
}

function dateFromText(expr: Expr, { format }: ConvertOptions): Expr {
  if (format) return call('parse-date', call('strip', expr), text(format))
  return call('coalesce', call('text-to-date', expr), call('timestamp-to-date', call('text-to-timestamp', expr)))
}

function timestampFromText(expr: Expr, { format }: ConvertOptions): Expr {
  if (format) return call('parse-timestamp', call('strip', expr), text(format))
  return call('coalesce', call('text-to-timestamp', expr), call('date-to-timestamp', call('text-to-date', expr)))
}

const same: Conversion = (expr) => expr

const conversions: Partial<Record<DataType, Partial<Record<DataType, Conversion>>>> = {
  text: {
    bool: (expr) => call('text-to-bool', call('strip', expr)),
    int: wholeFromText,
    float: numberFromText,
    date: dateFromText,
    timestamp: timestampFromText,
  },
  bool: {
    int: (expr) => call('bool-to-int', expr),
    float: (expr) => call('int-to-float', call('bool-to-int', expr)),
    text: (expr) => call('bool-to-text', expr),
  },
  int: {
    bool: (expr) => call('int-to-bool', expr),
    float: (expr) => call('int-to-float', expr),
    text: (expr) => call('int-to-text', expr),
    date: (expr, { format }) => call('parse-date', call('int-to-text', expr), text(format || 'YYYYMMDD')),
  },
  float: {
    bool: (expr) => call('not-equal', expr, literal('float', 0)),
    int: (expr) => call('float-to-int', expr),
    text: (expr) => call('float-to-text', expr),
  },
  date: {
    text: (expr, { format }) => (format ? call('format-date', expr, text(format)) : call('date-to-text', expr)),
    timestamp: (expr) => call('date-to-timestamp', expr),
  },
  timestamp: {
    text: (expr, { format }) => (format ? call('format-timestamp', expr, text(format)) : call('timestamp-to-text', expr)),
    date: (expr) => call('timestamp-to-date', expr),
  },
}

/** The expression that brings a value to another type; what cannot be read becomes missing. Undefined when there is no way between the types. */
export function convert(expr: Expr, from: DataType, to: DataType, options: ConvertOptions = {}): Expr | undefined {
  if (from === to) return same(expr, options)
  if (isList(from)) return from === 'list<text>' && to === 'text' ? call('list-join', expr, text(', ')) : undefined
  return conversions[from]?.[to]?.(expr, options)
}
