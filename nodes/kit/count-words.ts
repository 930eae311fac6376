import type { Text } from '../../engine/protocol/text.ts'

/** Parts groups of three digits, and a number from its unit, in both languages. */
const thin = '\u202f'

/** 46 118. */
export const shownCount = (count: number): string => String(Math.round(count)).replaceAll(/\B(?=(\d{3})+$)/g, thin)

/** 12 %, 0.4 %; what is not all never reads 100 %, what is not none never 0 %. */
export function shownShare(share: number): Text {
  const text = percentText(share * 100)
  return { en: `${text}${thin}%`, fr: `${text.replace('.', ',')}${thin}%` }
}

function percentText(percent: number): string {
  if (percent === 0 || percent === 100) return String(percent)
  const isNearEnd = percent < 1 || percent > 99
  return isNearEnd ? Math.min(99.9, Math.max(0.1, percent)).toFixed(1) : percent.toFixed(0)
}

export interface Noun {
  readonly one: Text
  readonly many: Text
}

const row: Noun = { one: { en: 'row', fr: 'ligne' }, many: { en: 'rows', fr: 'lignes' } }

/** 1 row, 46 118 rows; about 46 000 rows. French counts 0 and 1 in the singular. */
export function rowsWord(count: number, noun: Noun = row): Text {
  const shown = shownCount(count)
  return {
    en: `${shown} ${Math.round(count) === 1 ? noun.one.en : noun.many.en}`,
    fr: `${shown} ${Math.round(count) < 2 ? noun.one.fr : noun.many.fr}`,
  }
}

/** A number of which only the first two digits are known: 46 118 is 46 000. */
export function roughly(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1)
  return Math.round(count / unit) * unit
}
