import { setImmediate } from 'node:timers/promises'
import { kindTests } from '../../../nodes/kit/kinds/kind-tests.ts'
import { nationalNumbers } from '../../../nodes/kit/kinds/national-numbers.ts'
import { semanticKinds } from '../../../nodes/kit/semantic-kinds.ts'
import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import type { ProfiledColumn } from '../../protocol/profile.ts'
import { bare, type Measured, type TablePlace } from './measure-columns.ts'

const mostValues = 1000
const fewestValues = 3
/** Longer texts are no name, address or number. */
const longest = 300
/** From this share of its different values on a column is of a kind. Shapes that other things have too ask for more. */
const enough = 0.5
const surely = 0.8
/** Kinds that point to a person. */
const personal = new Set(['email', 'iban', 'card', 'phone', ...nationalNumbers.map(({ id }) => id)])
const loose = new Set(['country', 'country-2', 'language', 'phone', 'coordinates', 'uk-nhs', 'vat', 'bic', 'file-path'])

/** What the texts of each column are besides words, by the tests of the node that checks kinds, over up to 1,000 different values of the sample. */
export async function columnKinds(
  db: Database,
  sample: TablePlace,
  measured: readonly Measured[],
  options: QueryOptions,
): Promise<Map<string, NonNullable<ProfiledColumn['kind']>>> {
  const texts = measured.filter(({ column, distinct }) => column.type === 'text' && distinct.values >= fewestValues)
  const found = new Map<string, NonNullable<ProfiledColumn['kind']>>()
  if (texts.length === 0 || sample.rows === 0) return found
  // Always the same values, whatever the order of rows.
  const values = texts.map(
    ({ cell }, k) =>
      `(SELECT ${k}::BIGINT AS c0, c1 FROM (SELECT DISTINCT ${bare(cell)} AS c1 FROM ${sample.from} WHERE length(${cell}) <= ${longest}) WHERE c1 <> '' ORDER BY hash(c1) LIMIT ${mostValues})`,
  )
  const rows = await db.rows(values.join(' UNION ALL '), options)
  const byColumn = texts.map((): string[] => [])
  for (const [k, value] of rows) if (typeof value === 'string') byColumn[Number(k)]?.push(value)
  for (const [k, column] of texts.entries()) {
    const looked = byColumn[k] ?? []
    const shares = await kindShares(looked)
    const [best] = semanticKinds.toSorted((a, b) => (shares.get(b.id) ?? 0) - (shares.get(a.id) ?? 0))
    const share = shares.get(best?.id ?? '') ?? 0
    if (!best || looked.length < fewestValues || share < (loose.has(best.id) ? surely : enough)) continue
    found.set(column.cell, { id: best.id, label: best.label, share, values: looked.length, personal: personal.has(best.id) })
  }
  return found
}

/** The first values decide which kinds are worth a look at all of them. The engine answers others between two pieces. */
async function kindShares(values: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const first = values.slice(0, 50)
  const likely = kindTests().filter(({ is }) => first.some(is))
  const counts = new Map<string, number>()
  for (let at = 0; at < values.length; at += 250) {
    await setImmediate()
    const piece = values.slice(at, at + 250)
    for (const { kind, is } of likely) counts.set(kind.id, (counts.get(kind.id) ?? 0) + piece.filter(is).length)
  }
  return new Map([...counts].map(([id, count]) => [id, count / values.length]))
}
