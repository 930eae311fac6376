import type { Text } from '../../engine/protocol/text.ts'
import { formatCount } from './format.ts'

/** All rows of a table, however few. `about`: the number is an estimate. */
export function allRows(rows: number, about = false): Text {
  if (rows === 0) return { en: 'no rows', fr: 'aucune ligne' }
  if (rows === 1 && !about) return { en: 'the only row', fr: 'la seule ligne' }
  const [en, fr] = [formatCount(rows, 'en'), formatCount(rows, 'fr')]
  return about ? { en: `all about ${en} rows`, fr: `les environ ${fr} lignes` } : { en: `all ${en} rows`, fr: `les ${fr} lignes` }
}
