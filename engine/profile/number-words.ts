// What a profile says of a table: powers, warnings and texts, out of figures that DuckDB counted.
import type { Text } from '../protocol/text.ts'

const thin = '\u202F'
const fixed = '\u00A0'

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, thin)
}

function decimal(text: string): Text {
  const minus = text.replace('-', '−')
  return { en: minus, fr: minus.replace('.', ',') }
}

/** A number of things: 46 118, alike in both languages. */
export function countText(count: number): string {
  return grouped(String(Math.round(count)))
}

/** A share of 1 as percent with one digit: 0.118 is 11.8 %. Never 0 % for what is there, never 100 % for what is not all. */
export function percentText(share: number): Text {
  if (share === 0 || share === 1) return { en: `${share * 100}${fixed}%`, fr: `${share * 100}${fixed}%` }
  const percent = Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1)
  const less = share * 100 < 0.1 ? `<${fixed}` : ''
  const { en, fr } = decimal(percent)
  return { en: `${less}${en}${fixed}%`, fr: `${less}${fr}${fixed}%` }
}

/** A measured number with at most `digits` significant digits. Below 10 000 it may be a year: its digits stay together. */
export function numberText(value: number, digits = 4): Text {
  if (!Number.isFinite(value)) return { en: String(value), fr: String(value) }
  const size = Math.abs(value)
  if (Number.isInteger(value) && size < 1e15) return decimal(`${value < 0 ? '-' : ''}${size < 10_000 ? size : grouped(String(size))}`)
  if (size < 1e-4 || size >= 1e15) return decimal(value.toExponential(2))
  if (size >= 10 ** digits) return decimal(`${value < 0 ? '-' : ''}${grouped(String(Math.round(size)))}`)
  return decimal(String(Number(value.toPrecision(digits))))
}

/** A count with its noun: 1 row, 46 118 rows; French takes the singular below two. */
export function counted(count: number, noun: { readonly en: readonly [string, string]; readonly fr: readonly [string, string] }): Text {
  const number = countText(count)
  return { en: `${number} ${noun.en[count === 1 ? 0 : 1]}`, fr: `${number} ${noun.fr[count < 2 ? 0 : 1]}` }
}

export const rowNoun = { en: ['row', 'rows'], fr: ['ligne', 'lignes'] } as const
