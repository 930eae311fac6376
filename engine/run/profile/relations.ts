import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import type { ProfilePair } from '../../protocol/profile.ts'
import { isNumeric } from '../../relation/types.ts'
import { onAxis, type Measured, type TablePlace } from './measure-columns.ts'

const mostColumns = 40
const mostPaired = 24
const mostClasses = 50

/** A column that relations are measured for: a number with its rank and its bin, or a category with its code as bin. */
export interface Related {
  readonly measured: Measured
  readonly kind: 'number' | 'category'
}

/** A table of the sample in long form: `r` row, `k` place in `related`, `x` standardised number, `q` rank, `b` bin. Missing cells have no line. */
export interface Coded {
  readonly table: string
  readonly related: readonly Related[]
  readonly bins: number
}

/** Bins of a number: enough rows in each pair of bins that chance alone shows little information. */
export function binsFor(rows: number): number {
  return Math.max(4, Math.min(20, Math.floor(Math.sqrt(rows / 50))))
}

/** Columns whose values repeat, the target first: a column of nearly unique texts says nothing of another. */
export function relatedColumns(measured: readonly Measured[], rows: number, target: string | null): Related[] {
  const found = measured.flatMap((one): Related[] => {
    const { type } = one.column
    if (type.startsWith('list') || one.distinct.values < 2) return []
    const moment = type === 'date' || type === 'timestamp'
    if (isNumeric(type) || moment) return [{ measured: one, kind: 'number' }]
    return one.distinct.values > Math.max(mostClasses, rows / 4) ? [] : [{ measured: one, kind: 'category' }]
  })
  return found
    .toSorted((a, b) => Number(b.measured.column.name === target) - Number(a.measured.column.name === target))
    .slice(0, mostColumns)
}

/** Makes the long form of a sample whose rows are numbered by `r`. The caller drops the table. */
export async function codeSample(
  db: Database,
  { sample, name, related }: { readonly sample: TablePlace; readonly name: string; readonly related: readonly Related[] },
  options: QueryOptions,
): Promise<Coded> {
  const bins = binsFor(sample.rows)
  const parts = related.map(({ measured, kind }, k) => {
    if (kind === 'number') {
      const axis = onAxis(measured)
      const few = measured.distinct.values <= bins
      return `SELECT r, ${k} AS k, (x - avg(x) OVER ()) / nullif(stddev_pop(x) OVER (), 0) AS x, p + (e - 1) / 2.0 AS q,
        ${few ? 'd - 1' : `((p - 1) * ${bins} // n)`}::INTEGER AS b
        FROM (SELECT r, x, rank() OVER o AS p, dense_rank() OVER o AS d, count(*) OVER (PARTITION BY x) AS e, count(*) OVER () AS n
          FROM (SELECT r, CASE WHEN abs(x) < 1e70 THEN x END AS x FROM (SELECT r, ${axis} AS x FROM ${sample.from})) WHERE x IS NOT NULL WINDOW o AS (ORDER BY x))`
    }
    return `SELECT r, ${k} AS k, NULL::DOUBLE AS x, NULL::DOUBLE AS q, least(${mostClasses}, d - 1)::INTEGER AS b
      FROM (SELECT r, dense_rank() OVER (ORDER BY n DESC, v) AS d FROM (SELECT r, v, count(*) OVER (PARTITION BY v) AS n
        FROM (SELECT r, ${measured.cell} AS v FROM ${sample.from}) WHERE v IS NOT NULL))`
  })
  await db.execute(`CREATE TABLE ${name} AS ${parts.join(' UNION ALL ')}`, options)
  return { table: name, related, bins }
}

/** Every relation between two columns of the sample, over the rows that have both. */
export async function pairRelations(db: Database, { table, related }: Coded, options: QueryOptions): Promise<ProfilePair[]> {
  if (related.length < 2) return []
  const join = `${table} a JOIN ${table} b ON a.r = b.r AND a.k < b.k AND b.k < ${mostPaired}`
  const numbers = await db.rows(
    `SELECT a.k, b.k, corr(a.x, b.x), corr(a.q, b.q) FROM ${join} WHERE a.x IS NOT NULL AND b.x IS NOT NULL GROUP BY ALL`,
    options,
  )
  // One grouping by pair and bins serves information, chi-square and the means of numbers within categories.
  const binned = await db.rows(
    `WITH g AS (SELECT a.k AS i, b.k AS j, a.b AS u, b.b AS v, count(*)::DOUBLE AS n, sum(a.x) AS su, sum(a.x * a.x) AS qu, sum(b.x) AS sv, sum(b.x * b.x) AS qv
       FROM ${join} GROUP BY ALL),
     m AS (SELECT *, sum(n) OVER (PARTITION BY i, j) AS t, sum(n) OVER (PARTITION BY i, j, u) AS nu, sum(n) OVER (PARTITION BY i, j, v) AS nv,
       sum(sv) OVER (PARTITION BY i, j, u) AS svu, sum(su) OVER (PARTITION BY i, j, v) AS suv FROM g)
     SELECT i, j, sum(n / t * log2(n * t / (nu * nv))), any_value(t) * (sum(n * n / (nu * nv)) - 1), count(DISTINCT u), count(DISTINCT v), any_value(t),
       (sum(n / nu * svu * svu / nu) - sum(sv) * sum(sv) / any_value(t)) / nullif(sum(qv) - sum(sv) * sum(sv) / any_value(t), 0),
       (sum(n / nv * suv * suv / nv) - sum(su) * sum(su) / any_value(t)) / nullif(sum(qu) - sum(su) * sum(su) / any_value(t), 0)
     FROM m GROUP BY i, j ORDER BY i, j`,
    options,
  )
  const linear = new Map(numbers.map(([i, j, pearson, spearman]) => [`${String(i)},${String(j)}`, [finite(pearson), finite(spearman)]]))
  return binned.flatMap(([i, j, information, chi, us, vs, rows, byFirst, bySecond]): ProfilePair[] => {
    const [a, b] = [related[Number(i)], related[Number(j)]]
    if (!a || !b) return []
    const [pearson = null, spearman = null] = linear.get(`${String(i)},${String(j)}`) ?? []
    const both = a.kind === 'category' && b.kind === 'category'
    const smaller = Math.min(Number(us), Number(vs)) - 1
    const ratio = a.kind === b.kind ? null : finite(a.kind === 'category' ? byFirst : bySecond)
    return [
      {
        a: a.measured.column.name,
        b: b.measured.column.name,
        pearson,
        spearman,
        cramersV: both && smaller > 0 ? Math.sqrt(Math.max(0, Number(chi)) / (Number(rows) * smaller)) : null,
        correlationRatio: ratio === null ? null : Math.sqrt(Math.min(1, Math.max(0, ratio))),
        information: Math.max(0, finite(information) ?? 0),
      },
    ]
  })
}

export function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
