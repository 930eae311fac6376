import { calendarNames } from '../date-format/calendar-names.ts'
import { formatPattern } from '../date-format/format-pattern.ts'
import { formatTokens } from '../date-format/parse-format.ts'
import type { FormatPart } from '../date-format/parse-format.ts'
import { jsonPointer, parseJsonPath } from '../json/json-path.ts'
import { parsePattern } from '../regex/parse-pattern.ts'
import { parseReplacement } from '../regex/parse-replacement.ts'
import { printPattern } from '../regex/print-pattern.ts'
import type { Value } from '../types.ts'
import type { ConstantFilter } from './dialect.ts'
import { quoteText } from './duckdb-quote.ts'
import { learntSql } from './duckdb-learnt.ts'
import { hashMacroName } from './hash-macro.ts'
import { numericFilters } from './numeric-filters.ts'

const text = (value: Value | undefined) => (typeof value === 'string' ? value : '')

const strftimeParts: Readonly<Record<FormatPart, string>> = {
  YYYY: '%Y',
  YY: '%y',
  MM: '%m',
  M: '%-m',
  DD: '%d',
  D: '%-d',
  hh: '%H',
  h: '%-H',
  mm: '%M',
  ss: '%S',
  fff: '%g',
}

function strftime(format: string): string {
  return formatTokens(format)
    .map((token) => ('part' in token ? strftimeParts[token.part] : token.text === '%' ? '%%' : token.text))
    .join('')
}

function pattern(value: Value): string {
  const parsed = parsePattern(text(value))
  return parsed.ok ? printPattern(parsed.pattern.root, 're2') : ''
}

function replacement(value: Value, source: Value | undefined): string {
  const parsed = parsePattern(text(source))
  const parts = parseReplacement(text(value), parsed.ok ? parsed.pattern.groups : 0)
  if (!parts.ok) return ''
  return parts.parts.map((part) => (typeof part === 'number' ? `\\${part}` : part.replaceAll('\\', '\\\\'))).join('')
}

function nameList(kind: 'months' | 'weekdays'): ConstantFilter {
  return (value) => `[${(calendarNames(kind, text(value)) ?? []).map(quoteText).join(', ')}]`
}

/** How DuckDB wants the constants of templates. */
export const duckdbFilters: Readonly<Record<string, ConstantFilter>> = {
  ...numericFilters,
  num: (value) => String(value),
  half: (value) => (Number(value) >= 0 ? `5e-${Number(value) + 1}::DOUBLE` : '0'),
  re: (value) => quoteText(pattern(value)),
  repl: (value, constants) => quoteText(replacement(value, constants[1])),
  learnt: (value) => learntSql(text(value)),
  keyed: (value) => hashMacroName(text(value)),
  strftime: (value) => quoteText(strftime(text(value))),
  reader: (value) => quoteText(strftime(text(value))),
  prx: (value) => quoteText(`^${formatPattern(formatTokens(text(value)))}\\z`),
  pointer: (value) => quoteText(jsonPointer(parseJsonPath(text(value)) ?? [])),
  months: nameList('months'),
  weekdays: nameList('weekdays'),
}
