import { microsPerDay } from '../calendar/clock.ts'
import { clockParts } from '../calendar/clock.ts'
import { dateText, readDate, readTimestamp, timestampText } from '../calendar/iso-text.ts'
import { toInt } from './int.ts'
import type { Int } from './int.ts'
import { fixedText, plainText } from './rounding.ts'
import { RowError } from './row-function.ts'
import type { MadeFunction, RowFunction } from './row-function.ts'
import type { ExpressionText } from '../expression-error.ts'
import type { Value } from '../types.ts'

const integerPattern = /^[ \t\n\r]*([+-]?[0-9]+)[ \t\n\r]*$/
const numberPattern = /^[ \t\n\r]*([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[ \t\n\r]*$/

function readInt(text: string): Int | null {
  const found = integerPattern.exec(text)?.[1]
  if (found === undefined) return null
  const near = Number(found)
  if (Number.isSafeInteger(near)) return near + 0
  return Math.abs(near) > 1e19 ? null : toInt(BigInt(found.replace('+', '')))
}

function readNumber(text: string): number | null {
  const found = numberPattern.exec(text)?.[1]
  const value = found === undefined ? Number.NaN : Number(found)
  return Number.isFinite(value) ? value : null
}

const withoutSpaces = (text: string) => text.replace(/^ +/, '').replace(/ +$/, '')

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'vrai', 'yes', 'oui', '1'].map((word) => [word, true] as const),
  ...['false', 'faux', 'no', 'non', '0'].map((word) => [word, false] as const),
])

function readBool(text: string): boolean | null {
  const word = withoutSpaces(text).replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  return truths.get(word) ?? null
}

function floatToInt(x: number): Int | null {
  if (!(x >= -(2 ** 63) && x < 2 ** 63)) return null
  const whole = Math.trunc(x) + 0
  return Number.isSafeInteger(whole) ? whole : BigInt(whole)
}

/** The same reading, but what cannot be read stops the run. */
function strict(read: (text: string) => Value, what: ExpressionText) {
  return (text: string): Value => {
    const value = read(text)
    if (value !== null) return value
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
    throw new RowError({ en: `“${shown}” is not ${what.en}.`, fr: `« ${shown} » n’est pas ${what.fr}.` })
  }
}

const readTrimmedDate = (text: string) => readDate(withoutSpaces(text))

export const conversion: Readonly<Record<string, RowFunction>> = {
  'text-to-int': readInt,
  'text-to-int-strict': strict(readInt, { en: 'a whole number', fr: 'un nombre entier' }),
  'parse-number': readNumber,
  'parse-number-strict': strict(readNumber, { en: 'a number', fr: 'un nombre' }),
  'float-to-int': floatToInt,
  'int-to-float': (a: Int) => Number(a),
  'bool-to-int': (a: boolean) => (a ? 1 : 0),
  'int-to-bool': (a: Int) => a !== 0,
  'text-to-bool': readBool,
  'int-to-text': (a: Int) => String(a),
  'bool-to-text': (a: boolean) => String(a),
  'float-to-text': plainText,
  'date-to-text': (days: number) => dateText(days),
  'timestamp-to-text': (at: bigint) => timestampText(at, 'T'),
  'text-to-date': readTrimmedDate,
  'text-to-date-strict': strict(readTrimmedDate, { en: 'a date like 2026-01-31', fr: 'une date comme 2026-01-31' }),
  'text-to-timestamp': (text: string) => readTimestamp(withoutSpaces(text)),
  'date-to-timestamp': (days: number) => BigInt(days) * microsPerDay,
  'timestamp-to-date': (at: bigint) => clockParts(at).days,
}

export const madeConversion: Readonly<Record<string, MadeFunction>> = {
  'parse-number-local': ({ constants }) => {
    const decimal = String(constants[1])
    const group = String(constants[2])
    const pointIsMark = decimal === '.' || group === '.'
    return (text: string) => {
      if (!pointIsMark && text.includes('.')) return null
      const whole = group === '' ? text : text.replaceAll(group, '')
      return readNumber(decimal === '' ? whole : whole.replaceAll(decimal, '.'))
    }
  },
  'format-number': ({ constants }) => {
    const decimals = Number(constants[1])
    return (x: number) => fixedText(x, decimals)
  },
}
