import { semanticKinds } from '../../../nodes/kit/semantic-kinds.ts'
import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import type { ProfiledColumn } from '../../protocol/profile.ts'
import { column as columnExpr } from '../../relation/expression.ts'
import { printDuckdb } from '../../relation/print/duckdb-expression.ts'
import { computed } from '../../relation/print/duckdb-scope.ts'
import { bare, type Measured, type TablePlace } from './measure-columns.ts'

const mostValues = 1000
const fewestValues = 3
/** Longer texts are no name, address or number. */
const longest = 300
/** From this share of its different values on a column is of a kind. Shapes that other things have too ask for more. */
const enough = 0.5
const surely = 0.8
/** Kinds that point to a person. */
const personal = new Set(['email', 'iban', 'card', 'fr-nir', 'uk-nhs', 'es-nif', 'us-ssn', 'phone'])
const loose = new Set(['country', 'phone', 'coordinates', 'uk-nhs'])

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
  const columns = [
    { name: 'k', type: 'int' },
    { name: 'v', type: 'text' },
  ] as const
  const tests = semanticKinds.map(({ is }) => is(columnExpr('v')))
  const scope = computed({ sql: `(${values.join(' UNION ALL ')})`, columns }, tests, { windowsBelow: false, keepOrder: false })
  const counts = scope.exprs.map((test) => `count_if(${printDuckdb(test, scope.columns)})`)
  const rows = await db.rows(`SELECT c0, count(*), ${counts.join(', ')} FROM ${scope.from} GROUP BY c0`, options)
  for (const [k, looked, ...fits] of rows) {
    const column = texts[Number(k)]
    const shares = new Map(semanticKinds.map(({ id }, i) => [id, Number(fits[i] ?? 0) / Math.max(1, Number(looked))]))
    const [best] = semanticKinds.toSorted((a, b) => (shares.get(b.id) ?? 0) - (shares.get(a.id) ?? 0))
    const share = shares.get(best?.id ?? '') ?? 0
    if (!column || !best || Number(looked) < fewestValues || share < (loose.has(best.id) ? surely : enough)) continue
    found.set(column.cell, { id: best.id, label: best.label, share, values: Number(looked), personal: personal.has(best.id) })
  }
  return found
}
