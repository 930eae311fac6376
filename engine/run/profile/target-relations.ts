import type { Database, QueryOptions } from '../../adapters/duckdb/database.ts'
import { classPower, numberPower } from '../../profile/predictive-power.ts'
import { fewestToTell } from '../../profile/suspected-leaks.ts'
import type { ProfilePair, ProfileTarget } from '../../protocol/profile.ts'
import { isNumeric } from '../../relation/types.ts'
import { isMissing, onAxis, type Measured, type TablePlace } from './measure-columns.ts'
import { finite, type Coded } from './relations.ts'

/** A number of so few values is a class. */
const fewValues = 10
const mostSummed = 16

export interface TargetTools {
  readonly place: TablePlace
  readonly sample: TablePlace
  readonly coded: Coded
  readonly measured: readonly Measured[]
  readonly pairs: readonly ProfilePair[]
}

/** What each column by itself knows of the target, and sums and differences of columns that are the target. */
export async function targetRelations(
  db: Database,
  target: Measured,
  tools: TargetTools,
  options: QueryOptions,
): Promise<ProfileTarget | null> {
  const { place, coded, pairs } = tools
  if (coded.related[0]?.measured.cell !== target.cell) return null
  const task = isNumeric(target.column.type) && target.distinct.values > fewValues ? 'regression' : 'classification'
  const found = task === 'classification' ? await classPowers(db, coded, options) : await numberPowers(db, coded, options)
  const name = target.column.name
  const information = new Map(
    pairs.flatMap(({ a, b, information: bits }) => (a === name ? [[b, bits] as const] : b === name ? [[a, bits] as const] : [])),
  )
  const powers = coded.related.flatMap(({ measured }, k) => {
    const power = k === 0 ? null : found.get(k)
    const column = measured.column.name
    return power == null ? [] : [{ column, power, information: information.get(column) ?? null }]
  })
  const classes =
    task === 'classification'
      ? (
          await db.rows(
            `SELECT CAST(${target.cell} AS VARCHAR) AS v, count(*) AS n FROM ${place.from} WHERE ${target.cell} IS NOT NULL GROUP BY ${target.cell} ORDER BY n DESC, v LIMIT 20`,
            options,
          )
        ).map(([value, rows]) => ({ value: String(value).slice(0, 120), rows: Number(rows) }))
      : []
  return {
    column: name,
    task,
    missing: target.missing.total,
    classes,
    powers: powers.toSorted((a, b) => b.power - a.power),
    identities: task === 'regression' ? await identities(db, target, tools, options) : [],
    whenMissing: await whenMissing(db, { target, task, rarest: classes.at(-1)?.value, count: classes.length }, tools, options),
  }
}

const fold = '(hash(a.r, 7) % 2)::INTEGER'

async function classPowers(db: Database, { table }: Coded, options: QueryOptions): Promise<Map<number, number | null>> {
  const rows = await db.rows(
    `SELECT b.k, b.b, ${fold} AS f, a.b, count(*) FROM ${table} a JOIN ${table} b ON a.r = b.r AND a.k = 0 AND b.k > 0 GROUP BY ALL`,
    options,
  )
  const byColumn = Map.groupBy(rows, ([k]) => Number(k))
  return new Map(
    [...byColumn].map(([k, list]) => [
      k,
      classPower(
        list.map(([, bin, half, kind, count]) => ({ bin: Number(bin), fold: Number(half), class: Number(kind), rows: Number(count) })),
      ),
    ]),
  )
}

async function numberPowers(db: Database, { table }: Coded, options: QueryOptions): Promise<Map<number, number | null>> {
  const rows = await db.rows(
    `SELECT b.k, b.b, ${fold} AS f, count(*), sum(a.x), sum(a.x * a.x) FROM ${table} a JOIN ${table} b ON a.r = b.r AND a.k = 0 AND b.k > 0 AND a.x IS NOT NULL GROUP BY ALL`,
    options,
  )
  const byColumn = Map.groupBy(rows, ([k]) => Number(k))
  return new Map(
    [...byColumn].map(([k, list]) => [
      k,
      numberPower(
        list.map(([, bin, half, count, sum, squares]) => ({
          bin: Number(bin),
          fold: Number(half),
          rows: Number(count),
          sum: Number(sum),
          squares: Number(squares),
        })),
      ),
    ]),
  )
}

/** Two columns whose sum or difference is the target in every row of the sample. */
async function identities(
  db: Database,
  target: Measured,
  { sample, measured }: TargetTools,
  options: QueryOptions,
): Promise<ProfileTarget['identities']> {
  const numbers = measured
    .filter((one) => isNumeric(one.column.type) && one.cell !== target.cell && one.distinct.values > 2)
    .slice(0, mostSummed)
  const y = onAxis(target)
  const tries = numbers.flatMap((a, i) =>
    numbers.flatMap((b, j) => [...(i < j ? [{ a, b, sign: '+' }] : []), ...(i === j ? [] : [{ a, b, sign: '−' }])]),
  )
  if (tries.length === 0) return []
  const far = tries.map(({ a, b, sign }) => `max(abs(${onAxis(a)} ${sign === '+' ? '+' : '-'} ${onAxis(b)} - ${y}))`)
  const [row = []] = await db.rows(`SELECT max(abs(${y})), ${far.join(', ')} FROM ${sample.from}`, options)
  const size = finite(row[0]) ?? 0
  return tries.flatMap(({ a, b, sign }, i) => {
    const off = finite(row[i + 1])
    if (off === null || off > 1e-9 * size) return []
    return [{ columns: [a.column.name, b.column.name], formula: `${a.column.name} ${sign} ${b.column.name} = ${target.column.name}` }]
  })
}

interface TargetKind {
  readonly target: Measured
  readonly task: 'classification' | 'regression'
  readonly rarest: string | undefined
  readonly count: number
}

/** The share of the rarer class, or the mean of the target, where a column is missing and where it is not; columns with too few rows of either tell nothing. */
async function whenMissing(
  db: Database,
  { target, task, rarest, count }: TargetKind,
  { place, measured }: TargetTools,
  options: QueryOptions,
): Promise<ProfileTarget['whenMissing']> {
  const enough = (rows: number) => rows >= fewestToTell
  const some = measured
    .filter(({ missing, cell }) => enough(missing.total) && enough(place.rows - missing.total) && cell !== target.cell)
    .slice(0, 40)
  if (some.length === 0 || (task === 'classification' && (count !== 2 || rarest === undefined))) return []
  const y =
    task === 'regression' ? onAxis(target) : `(CAST(${target.cell} AS VARCHAR) = '${(rarest ?? '').replaceAll("'", "''")}')::INTEGER`
  const selects = some.flatMap((one) => [`avg(${y}) FILTER (${isMissing(one)})`, `avg(${y}) FILTER (NOT ${isMissing(one)})`])
  const [row = []] = await db.rows(`SELECT ${selects.join(', ')} FROM ${place.from}`, options)
  return some.flatMap(({ column }, i) => {
    const [missing, present] = [finite(row[2 * i]), finite(row[2 * i + 1])]
    return missing === null || present === null ? [] : [{ column: column.name, missing, present }]
  })
}
