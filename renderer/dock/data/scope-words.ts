import type { Preview } from '../../../engine/protocol/table.ts'
import type { Text } from '../../../engine/protocol/text.ts'
import { allRows } from '../../session/all-rows.ts'
import { formatCount } from '../../session/format.ts'

export interface Scope {
  readonly text: Text
  readonly estimate: boolean
}

/** What the statistics of a preview were taken from. */
export function previewScope({ count, sampled }: Pick<Preview, 'count' | 'sampled'>): Scope {
  const total = (language: 'en' | 'fr') => {
    if (count.rows === null) return null
    const number = formatCount(count.rows, language)
    return count.exact ? number : language === 'fr' ? `environ ${number}` : `about ${number}`
  }
  if (sampled === null) {
    if (count.rows === null) return { text: { en: 'all rows', fr: 'toutes les lignes' }, estimate: false }
    return { text: allRows(count.rows, !count.exact), estimate: !count.exact }
  }
  const part = (language: 'en' | 'fr') => formatCount(sampled, language)
  const [en, fr] = [total('en'), total('fr')]
  if (en === null || fr === null)
    return { text: { en: `first ${part('en')} rows, estimate`, fr: `${part('fr')} premières lignes, estimation` }, estimate: true }
  return { text: { en: `${part('en')} of ${en} rows, estimate`, fr: `${part('fr')} sur ${fr} lignes, estimation` }, estimate: true }
}

/** What the statistics of a stored table were taken from. */
export function artifactScope(rows: number): Scope {
  const { en, fr } = allRows(rows)
  return { text: { en: `exact, ${en}`, fr: `exact, ${fr}` }, estimate: false }
}
