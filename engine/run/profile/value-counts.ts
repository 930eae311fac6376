import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import type { ProfiledColumn } from '../../protocol/profile.ts'
import { bare, type Measured, type TablePlace } from './measure-columns.ts'

const topValues = 8
const topLength = 120
/** Values of more columns than this are worth counting on the sample alone. */
const mostDistinct = 100_000
/** Spellings are compared among so many values. */
const mostSpellings = 5_000
/** Numbers of few values are shown by value, too. */
const fewNumbers = 50

export interface Values {
  readonly top: NonNullable<ProfiledColumn['top']>
  readonly spellings?: NonNullable<NonNullable<ProfiledColumn['text']>['spellings']>
  readonly placeholders: { value: string; rows: number }[]
  /** Counted one by one over all rows. */
  readonly distinct?: { values: number; exact: true }
}

/** What people write where they have nothing to write. */
const placeholders = [
  'n/a', 'na', '#n/a', 'nan', 'null', 'none', 'nil', '-', '--', '?', '.', 'unknown', 'not known', 'missing', 'n.d.', 'nc', 'inconnu', 'inconnue', 'non renseigné', 'manquant',
] // prettier-ignore

const words = `(${placeholders.map((word) => `'${word}'`).join(', ')})`

/** Values as they would be said aloud: case, accents, spaces and punctuation apart. Signs that say something of their own stay: <=50K is not >50K. */
const spoken = (value: string) =>
  `trim(regexp_replace(strip_accents(lower(${value})), '[\\s!"''(),./:;?@\\[\\]\\\\^_\`{|}~&*-]+', ' ', 'g'))`
/** Values whose case, accents and spaces are brought to one form. */
const tidy = (value: string) => `regexp_replace(trim(strip_accents(lower(${value}))), '\\s+', ' ', 'g')`
/** So many spellings at most are listed one by one. */
const mostGrouped = 1_000

/**
 * How often each value occurs: the most frequent ones, the rare ones, those that are one word in several spellings. A column of very many
 * values in a long table is counted on the sample, and says so.
 */
export async function valueCounts(
  db: Database,
  { place, sample }: { readonly place: TablePlace; readonly sample: TablePlace },
  measured: readonly Measured[],
  options: QueryOptions,
): Promise<Map<string, Values>> {
  const found = new Map<string, Values>()
  for (const one of measured) {
    const { type } = one.column
    const wanted = type === 'text' || type === 'bool' || (type === 'int' && one.distinct.values <= fewNumbers)
    if (!wanted || one.distinct.values === 0) continue
    const exact = one.distinct.values <= mostDistinct || sample.rows === place.rows
    const from = exact ? place : sample
    const text = `CAST(${one.cell} AS VARCHAR)`
    const rare = Math.max(2, Math.ceil(from.rows / 100))
    const spelling = type === 'text' && one.distinct.values <= mostSpellings
    const [row = []] = await db.rows(
      `WITH v AS MATERIALIZED (SELECT ${text} AS v, count(*) AS n FROM ${from.from} WHERE ${one.cell} IS NOT NULL GROUP BY ${one.cell}),
       s AS (SELECT sum(n) AS n, list(v ORDER BY n DESC, v) AS l, count(DISTINCT ${tidy('v')}) > 1 AS odd FROM v
         WHERE ${spelling ? `${spoken('v')} <> ''` : 'false'} GROUP BY ${spoken('v')} HAVING count(*) > 1)
       SELECT to_json((SELECT list({'v': left(v, ${topLength}), 'n': n}) FROM (SELECT v, n FROM v ORDER BY n DESC, v LIMIT ${topValues})))::VARCHAR,
         (SELECT count_if(n = 1) FROM v), (SELECT count_if(n < ${rare}) FROM v), (SELECT sum(n) FILTER (n < ${rare}) FROM v),
         (SELECT sum(len(l)) FROM s), (SELECT count(*) FROM s), (SELECT sum(n) FROM s),
         to_json((SELECT list(l[1:4]) FROM (SELECT l FROM s ORDER BY n DESC, l[1] LIMIT 3)))::VARCHAR,
         to_json((SELECT list({'v': v, 'n': n} ORDER BY n DESC) FROM v WHERE ${type === 'text' ? `lower(${bare('v')}) IN ${words}` : 'false'}))::VARCHAR,
         (SELECT count(*) FROM v),
         (SELECT CASE WHEN bool_or(odd) AND sum(len(l)) <= ${mostGrouped} THEN to_json(list(l ORDER BY n DESC, l[1])) END FROM s)::VARCHAR`,
      options,
    )
    const values = int(row[4])
    found.set(one.cell, {
      top: { exact, values: pairs(row[0]), once: int(row[1]), rare: int(row[2]), rareRows: int(row[3]) },
      ...(values > 0 && {
        spellings: {
          values,
          likely: int(row[5]),
          rows: int(row[6]),
          examples: JSON.parse(String(row[7])) as string[][],
          ...(typeof row[10] === 'string' && { groups: JSON.parse(row[10]) as string[][] }),
        },
      }),
      placeholders: pairs(row[8]),
      ...(exact && { distinct: { values: int(row[9]), exact: true as const } }),
    })
  }
  return found
}

const int = (value: unknown) => Number(value ?? 0)

function pairs(json: unknown): { value: string; rows: number }[] {
  if (typeof json !== 'string') return []
  const list = JSON.parse(json) as { v: string; n: number }[] | null
  return (list ?? []).map(({ v, n }) => ({ value: v, rows: n }))
}
