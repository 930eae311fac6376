import { call, column as columnExpr, literal, type Expr } from '../expression.ts'
import type { Column, DataType } from '../types.ts'
import type { Draft } from './piece.ts'

const text = (value: string) => literal('text', value)

const formats = [
  'DD/MM/YYYY',
  'D/M/YYYY',
  'MM/DD/YYYY',
  'DD.MM.YYYY',
  'D.M.YYYY',
  'YYYY-MM',
  'YYYY/MM/DD',
  'YYYYMMDD',
  'DD/MM/YY',
  'MM/YYYY',
  'DD/MM',
  'MM',
  'DD',
  'YY',
]
const times = ['hh:mm', 'h:mm', 'hh:mm:ss', 'hh', 'YYYY-MM-DD hh:mm', 'DD/MM/YYYY hh:mm']

const asText: Partial<Record<DataType, string>> = {
  int: 'int-to-text',
  float: 'float-to-text',
  date: 'date-to-text',
  timestamp: 'timestamp-to-text',
  bool: 'bool-to-text',
}

/** Ways to write a column of numbers, dates or yes and no as text: whole, in parts, by format, with names of months and days. */
export function typedDrafts({ name, type }: Column): readonly Draft[] {
  const source = columnExpr(name)
  const convert = asText[type]
  const whole: readonly Draft[] = convert === undefined ? [] : [{ expr: call(convert, source), cost: 1.2 }]
  if (type === 'int') {
    const padded = [2, 3, 4, 5, 6, 8].map((length) => ({
      expr: call('pad-left', call('int-to-text', source), literal('int', length), text('0')),
      cost: 2.4 + length * 0.05,
    }))
    return [...whole, ...padded]
  }
  if (type === 'float')
    return [
      ...whole,
      ...[0, 1, 2, 3].map((digits) => ({ expr: call('format-number', source, literal('int', digits)), cost: 2 + digits * 0.1 })),
    ]
  if (type !== 'date' && type !== 'timestamp') return whole
  const day = type === 'date' ? source : call('timestamp-to-date', source)
  const written = type === 'date' ? 'format-date' : 'format-timestamp'
  return [
    ...whole,
    ...parts(day).map(({ expr, cost }) => ({ expr: call('int-to-text', expr), cost })),
    ...[...formats, ...(type === 'timestamp' ? times : [])].map((format) => ({
      expr: call(written, source, text(format)),
      // Two digits are what people write who write 31/12.
      cost: /(^|[^D])D([^D]|$)|(^|[^h])h([^h]|$)/.test(format) ? 2.4 : 2.2,
    })),
    ...(['month-name', 'weekday-name'] as const).flatMap((fn) =>
      ['en', 'fr'].map((language) => ({ expr: call(fn, day, text(language)), cost: 2.2 })),
    ),
  ]
}

/** Whole numbers of a date. */
export function parts(day: Expr): readonly Draft[] {
  return [
    { expr: call('year', day), cost: 1.6 },
    { expr: call('month', day), cost: 1.8 },
    { expr: call('day', day), cost: 1.8 },
    { expr: call('quarter', day), cost: 1.9 },
    { expr: call('iso-weekday', day), cost: 2.2 },
  ]
}
