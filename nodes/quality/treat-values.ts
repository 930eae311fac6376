import { call, literal, type Expr } from '../../engine/relation/expression.ts'
import { keyedHash } from '../../engine/relation/functions/keyed-hash.ts'
import type { Column } from '../../engine/relation/types.ts'
import { convert } from '../kit/convert.ts'

const text = (value: string) => literal('text', value)
const int = (value: number) => literal('int', value)
const float = (value: number) => literal('float', value)

/** The value of a column as a text. */
export function textOf(value: Expr, { type }: Pick<Column, 'type'>): Expr {
  return convert(value, type, 'text') ?? value
}

// Expressions know no Unicode classes, so that what stays to see is listed: spaces, dashes and the punctuation of ASCII.
const plain = ' \\t\\n\\r!-/:-@\\[-`{-~\u00a0\u2010-\u2015\u202f'
const telling = `[^${plain}]`

/** Letters, digits and other signs become stars but for the last ones; a value that has no more than may be seen is masked whole. */
export function masked(value: Expr, keep: number): Expr {
  const starred = call('regex-replace', value, text(telling), text('*'))
  if (keep === 0) return starred
  const end = call('regex-extract', value, text(`(?:${telling}[${plain}]*){${keep}}$`), int(0))
  const start = call('left', value, call('subtract-int', call('length', value), call('length', end)))
  const more = call('greater', call('regex-count', value, text(telling)), int(keep))
  return call('if', more, call('concat', call('regex-replace', start, text(telling), text('*')), end), starred)
}

/** HMAC-SHA256 with the account's key of that name, as hexadecimal digits. */
export function hashed(value: Expr, key: string): Expr {
  return call(keyedHash.id, value, text(key))
}

/** The first signs of a text, the rest as stars. */
export function shortened(value: Expr, signs: number): Expr {
  const stars = call('repeat', text('*'), call('subtract-int', call('length', value), int(signs)))
  return call('if', call('is-null', value), literal('text', null), call('concat', call('left', value, int(signs)), stars))
}

/** The band that holds a number: “20 – 30” holds 20 and not 30. What is no number is missing. */
export function band(value: Expr, width: number): Expr {
  // Bounds are multiples of the width as a person would write them, without the last bits of 0.30000000000000004.
  const decimals =
    width
      .toFixed(10)
      .replace(/\.?0+$/, '')
      .split('.')[1]?.length ?? 0
  const place = call('floor', call('round', call('divide', value, float(width)), int(9)))
  const at = (step: number) =>
    call('float-to-text', call('round', call('multiply', call('add', place, float(step)), float(width)), int(decimals)))
  const known = call('nan-to-null', value)
  return call('if', call('is-finite', known), call('concat', at(0), text(' – '), at(1)), call('float-to-text', known))
}

// The digits of a hash as they are added up: each of the 64 has four bits, and a class of digits tells one of them.
const bits = [
  ['[89a-f]', 8],
  ['[4-7c-f]', 4],
  ['[2367abef]', 2],
  ['[13579bdf]', 1],
] as const

/**
 * A draw near to the standard normal out of a hash of 64 hexadecimal digits: the sum of the digits, each of which is as likely as another, less
 * its mean of 480, over its deviation, the root of 64 x (16 x 16 - 1) / 12 = 1360.
 */
export function normalOf(hash: Expr): Expr {
  const sum = bits
    .map(([pattern, weight]): Expr => call('multiply-int', call('regex-count', hash, text(pattern)), int(weight)))
    .reduce((total, term) => call('add-int', total, term))
  return call('divide', call('int-to-float', call('subtract-int', sum, int(480))), float(Math.sqrt(1360)))
}
