import { loadColumns } from '../adapters/duckdb/load-columns.ts'
import { openDatabase, type Database } from '../adapters/duckdb/database.ts'
import { quietControl } from '../learn/estimator.ts'
import { quickModel } from '../profile/quick-model.ts'
import { seriesFigures } from '../profile/series-figures.ts'
import { unusualRows } from '../profile/unusual-rows.ts'
import type { ProfileFurther, UnusualRows } from '../protocol/profile-further.ts'
import type { Text } from '../protocol/text.ts'
import { scan } from '../relation/build.ts'
import { duckdbType } from '../relation/print/duckdb-type.ts'
import { quoteText } from '../relation/print/duckdb-quote.ts'
import type { Relation } from '../relation/relation.ts'
import { toCell } from '../relation/to-cell.ts'
import type { KeptSample } from './profile/keep-sample.ts'
import type { ProfileFurtherTask } from './worker-messages.ts'

/** The same sample gives the same model and the same rows. */
const seed = 1
const never = new AbortController().signal

/** Quick model, unusual rows and series of a sample that a profile left. Runs in a worker: to stop it, its process is ended. */
export async function profileFurther({ sample, tempFolder, memoryLimitBytes }: ProfileFurtherTask): Promise<ProfileFurther> {
  const started = performance.now()
  const db = await openDatabase({ memoryLimitBytes, threads: 1, tempDirectory: tempFolder })
  try {
    const physical = sample.columns.map((column, i) => ({ name: `c${i}`, duckdb: duckdbType(column.type) }))
    const rows = scan({ format: 'parquet', paths: [sample.path], physical }, sample.columns)
    const { model, none } = await modelOf(db, rows, sample)
    return {
      basis: { ...sample.basis },
      model,
      noModel: none,
      unusual: await unusualOf(db, rows, sample),
      series: sample.series && seriesFigures(sample.series),
      seconds: (performance.now() - started) / 1000,
    }
  } finally {
    db.close()
  }
}

async function modelOf(
  db: Database,
  rows: Relation,
  { target, model: { used, leftOut }, columns }: KeptSample,
): Promise<{ model: ProfileFurther['model']; none: Text | null }> {
  const column = columns.find(({ name }) => name === target?.name)
  if (!target || !column) return { model: null, none: null }
  const features = columns.filter(({ name }) => used.includes(name))
  const asCategories = target.task === 'classification' ? [target.name] : []
  const data = await loadColumns(db, rows, { columns: [...features, column], asCategories }, never)
  const found = await quickModel(data, { columns: features, target: column, task: target.task, seed }, quietControl)
  return 'none' in found ? { model: null, none: found.none } : { model: { ...found, leftOut: [...leftOut] }, none: null }
}

async function unusualOf(db: Database, rows: Relation, { path, columns, numbers }: KeptSample): Promise<UnusualRows | null> {
  const wanted = columns.filter(({ name }) => numbers.includes(name))
  const data = await loadColumns(db, rows, { columns: wanted, asCategories: [] }, never)
  const found = await unusualRows(data.numbers, seed)
  if (!found) return null
  const places = found.rows.map(({ at }) => at).join(', ')
  const cells = columns.map((_, i) => `, c${i}`).join('')
  const read = await db.rows(
    `SELECT file_row_number, r${cells} FROM read_parquet(${quoteText(path)}, file_row_number = true) WHERE file_row_number IN (${places || '-1'})`,
  )
  const byPlace = new Map(read.map(([place, row, ...values]) => [Number(place), { row: Number(row), values }]))
  return {
    looked: found.looked,
    typical: found.typical,
    columns: [...numbers],
    rows: found.rows.map(({ at, score, because }) => {
      const { row = at, values = [] } = byPlace.get(at) ?? {}
      return { row, score, cells: columns.map((column, i) => toCell(values[i] ?? null, column.type)), because }
    }),
  }
}
