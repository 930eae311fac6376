import { dateText, readDate, readTimestamp, timestampText } from '../calendar/iso-text.ts'
import { literal } from '../expression.ts'
import type { Expr } from '../expression.ts'
import { largestInt, smallestInt } from '../literal-value.ts'
import { problem } from './problem.ts'
import type { DataType, LiteralValue } from '../types.ts'
import type { FormulaProblem, Span } from './problem.ts'
import type { ConstantWord } from './tree.ts'

/** A literal, or what is wrong with it. */
export type Constant = { readonly expr: Expr & { readonly kind: 'literal' } } | { readonly problem: FormulaProblem }

const good = (type: DataType, value: LiteralValue): Constant => ({ expr: { kind: 'literal', type, value } })

/** The float nearest to a number as typed. Percent is read with the digits, so that 5.1% is exactly 0.051. */
function float(digits: string, span: Span): Constant {
  const value = Number(digits)
  if (Number.isFinite(value)) return good('float', value + 0)
  return { problem: problem('bad-number', span, 'This number is too large.', 'Ce nombre est trop grand.') }
}

/** A number as typed: whole numbers without point or exponent are int, everything else float. */
export function numberConstant(raw: string, negative: boolean, span: Span): Constant {
  const digits = negative ? `-${raw}` : raw
  if (!/^\d+$/.test(raw)) return float(digits, span)
  const value = Number(digits)
  if (Number.isSafeInteger(value)) return good('int', value + 0)
  const exact = BigInt(digits)
  return exact >= smallestInt && exact <= largestInt ? good('int', exact.toString()) : float(digits, span)
}

/** A number as typed with a percent sign after it. */
export function percentConstant(raw: string, negative: boolean, span: Span): Constant {
  const [digits = raw, exponent = '0'] = raw.toLowerCase().split('e')
  return float(`${negative ? '-' : ''}${digits}e${Number(exponent) - 2}`, span)
}

/** A date as a person may write it by habit, day or month first, if it can be read in one way only. */
function habitual(value: string): string | undefined {
  const match = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(value)
  if (match === null) return undefined
  const [, first = '', second = '', year = ''] = match
  const iso = (month: string, day: string): string => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const possible = [iso(second, first), iso(first, second)].filter((text) => readDate(text) !== null)
  return possible.length === 1 || first === second ? possible[0] : undefined
}

/** What stands between two #: a date or a date with a time. */
export function momentConstant(value: string, span: Span): Constant {
  const text = value.trim()
  const day = readDate(text)
  if (day !== null) return good('date', dateText(day))
  const moment = readTimestamp(text)
  if (moment !== null) return good('timestamp', timestampText(moment, ' '))
  const example = habitual(value) ?? '2024-01-31'
  return {
    problem: problem(
      'bad-date',
      span,
      `This is not a date. Write #${example}# or #${example} 10:30#.`,
      `Ceci n’est pas une date. Écrivez #${example}# ou #${example} 10:30#.`,
    ),
  }
}

/** TRUE, FALSE and the two floats that have no digits; NULL has no type of its own and is not among them. */
export function wordConstant(word: Exclude<ConstantWord, 'null'>, negative: boolean): Expr {
  if (word === 'nan') return literal('float', 'NaN')
  if (word === 'infinity') return literal('float', negative ? '-Infinity' : 'Infinity')
  return literal('bool', word === 'true')
}
