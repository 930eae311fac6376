import type { Text } from '../protocol/text.ts'

const thinSpace = '\u202f'

/** A count with its digits in groups of three: 9 224. The same in both languages. */
export function countText(count: number): string {
  const digits = String(Math.round(Math.abs(count)))
  return (count < 0 ? '−' : '') + digits.replace(/\B(?=(\d{3})+(?!\d))/g, thinSpace)
}

/** A number with a fixed count of decimals: 0.72, French 0,72. */
export function numberText(value: number, decimals: number): Text {
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

/** A number with three significant digits, for figures whose size is not known beforehand. */
export function roughText(value: number): Text {
  if (value === 0 || !Number.isFinite(value)) return { en: String(value), fr: String(value) }
  const decimals = Math.max(0, Math.min(12, 2 - Math.floor(Math.log10(Math.abs(value)))))
  return numberText(value, decimals)
}
