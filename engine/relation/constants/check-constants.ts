// What the constant arguments of some functions have to be. Checked when an expression is resolved, so that printers need not doubt them.

import { calendarNames } from '../date-format/calendar-names.ts'
import { parseFormat, refuseForReading } from '../date-format/parse-format.ts'
import type { ExpressionText } from '../expression-error.ts'
import { parseJsonPath } from '../json/json-path.ts'
import { parsePattern } from '../regex/parse-pattern.ts'
import { missingGroup, parseReplacement } from '../regex/parse-replacement.ts'
import { refusals } from '../regex/refusals.ts'
import type { Value } from '../types.ts'

/** The constants of a call by argument position; the other positions are undefined. */
export type Constants = readonly (Value | undefined)[]

type Check = (constants: Constants) => ExpressionText | undefined

const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

function between(low: number, high: number): (position: number) => Check {
  const reason = { en: `This is a number from ${low} to ${high}.`, fr: `C’est un nombre de ${low} à ${high}.` }
  return (position) => (constants) => {
    const value = constants[position]
    return typeof value === 'number' && value >= low && value <= high ? undefined : reason
  }
}

const pattern: Check = (constants) => {
  const parsed = parsePattern(text(constants[1]))
  return parsed.ok ? undefined : parsed.reason
}

const patternWithText: Check = (constants) => {
  const parsed = parsePattern(text(constants[1]))
  if (!parsed.ok) return parsed.reason
  return parsed.pattern.matchesEmpty ? refusals['matches-empty'] : undefined
}

const groupOfPattern: Check = (constants) => {
  const parsed = parsePattern(text(constants[1]))
  const group = constants[2]
  if (!parsed.ok || (typeof group === 'number' && group >= 0 && group <= Math.min(9, parsed.pattern.groups))) return undefined
  return missingGroup(Number(group))
}

const replacement: Check = (constants) => {
  const parsed = parsePattern(text(constants[1]))
  if (!parsed.ok) return undefined
  const parts = parseReplacement(text(constants[2]), parsed.pattern.groups)
  return parts.ok ? undefined : parts.reason
}

const format: Check = (constants) => {
  const parsed = parseFormat(text(constants[1]))
  return parsed.ok ? undefined : parsed.reason
}

const formatToRead: Check = (constants) => {
  const parsed = parseFormat(text(constants[1]))
  return parsed.ok ? refuseForReading(parsed.tokens) : parsed.reason
}

const language: Check = (constants) =>
  calendarNames('months', text(constants[1])) === undefined
    ? { en: 'The language is “en” or “fr”.', fr: 'La langue est « en » ou « fr ».' }
    : undefined

const jsonPath: Check = (constants) =>
  parseJsonPath(text(constants[1])) === undefined
    ? { en: 'This is a path such as address.city or items[0].', fr: 'C’est un chemin comme adresse.ville ou lignes[0].' }
    : undefined

// DuckDB takes window offsets and frames as 64-bit numbers, but no table has more rows than this.
const rows = between(1, 2_000_000_000)
const offset = between(0, 2_000_000_000)

const checks: Readonly<Record<string, Readonly<Record<number, Check>>>> = {
  round: { 1: between(-15, 15)(1) },
  'format-number': { 1: between(0, 15)(1) },
  quantile: { 1: between(0, 1)(1) },
  'regex-match': { 1: pattern },
  'regex-full-match': { 1: pattern },
  'regex-extract': { 1: pattern, 2: groupOfPattern },
  'regex-replace': { 1: patternWithText, 2: replacement },
  'regex-count': { 1: patternWithText },
  'regex-extract-all': { 1: patternWithText },
  'parse-date': { 1: formatToRead },
  'parse-timestamp': { 1: formatToRead },
  'format-date': { 1: format },
  'format-timestamp': { 1: format },
  'month-name': { 1: language },
  'weekday-name': { 1: language },
  'json-value': { 1: jsonPath },
  'json-kind': { 1: jsonPath },
  'json-keys': { 1: jsonPath },
  'json-items': { 1: jsonPath },
  ntile: { 1: rows(1) },
  lag: { 1: offset(1) },
  lead: { 1: offset(1) },
  'nth-value': { 1: rows(1) },
  'moving-mean': { 1: rows(1) },
  'moving-sum': { 1: rows(1) },
  'moving-minimum': { 1: rows(1) },
  'moving-maximum': { 1: rows(1) },
}

/** Why a constant argument will not do, with its position; undefined when all are right. */
export function checkConstants(fn: string, constants: Constants): { readonly at: number; readonly reason: ExpressionText } | undefined {
  for (const [position, check] of Object.entries(checks[fn] ?? {})) {
    const reason = check(constants)
    if (reason !== undefined) return { at: Number(position), reason }
  }
  return undefined
}
