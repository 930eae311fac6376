import type { Text } from '../protocol/text.ts'

const thinSpace = '\u202f'

/** From here on digits are no longer exact, and nobody reads them. */
const mostDigits = 1e15

/** A count with its digits in groups of three: 9 224; 2e24 where they would be too many. The same in both languages. */
export function countText(count: number): string {
  const whole = Math.round(Math.abs(count))
  const digits = whole < mostDigits ? String(whole) : whole.toExponential(0).replace('e+', 'e')
  return (count < 0 ? '−' : '') + (whole < mostDigits ? digits.replace(/\B(?=(\d{3})+(?!\d))/g, thinSpace) : digits)
}

/** A number with a fixed count of decimals: 0.72, French 0,72. */
export function numberText(value: number, decimals: number): Text {
  if (Math.abs(value) >= mostDigits) return { en: countText(value), fr: countText(value) }
  const fixed = Math.abs(value).toFixed(decimals)
  const negative = value < 0 && Number(fixed) !== 0
  const [whole = '0', fraction] = fixed.split('.')
  const head = (negative ? '−' : '') + countText(Number(whole))
  return fraction === undefined ? { en: head, fr: head } : { en: `${head}.${fraction}`, fr: `${head},${fraction}` }
}

/** A share as a percentage: .612 is 61.2 %, French 61,2 %. */
export function shareText(share: number, decimals = 1): Text {
  const text = numberText(share * 100, decimals)
  return { en: `${text.en}${thinSpace}%`, fr: `${text.fr}${thinSpace}%` }
}

/** A share as a percentage that says 0 % and 100 % only of none and of all: 99.6 % where no decimals were asked for, more than 99.9 %. */
export function nearShareText(share: number, decimals: number): Text {
  const away = Math.min(Math.abs(share), Math.abs(1 - share))
  if (away >= 0.01 || away === 0) return shareText(share, away === 0 ? 0 : decimals)
  if (away >= 0.0005) return shareText(share, Math.max(1, decimals))
  if (share < 0.5) return { en: `less than ${shareText(0.001).en}`, fr: `moins de ${shareText(0.001).fr}` }
  return { en: `more than ${shareText(0.999).en}`, fr: `plus de ${shareText(0.999).fr}` }
}

const mostPlaces = 6

/** A score with three decimals; one of nearly 1 has as many as keep it from reading as 1. */
export function nearNumberText(score: number): Text {
  const away = 1 - Math.abs(score)
  if (away <= 0 || away >= 0.0005) return numberText(score, 3)
  const most = 1 - 10 ** -mostPlaces
  return numberText(Math.max(-most, Math.min(most, score)), Math.min(mostPlaces, Math.ceil(-Math.log10(2 * away))))
}

/** A number with three significant digits, for figures whose size is not known beforehand. */
export function roughText(value: number): Text {
  if (value === 0 || !Number.isFinite(value)) return { en: String(value), fr: String(value) }
  const decimals = Math.max(0, Math.min(12, 2 - Math.floor(Math.log10(Math.abs(value)))))
  return numberText(value, decimals)
}
