// What it takes to hand a table over to a learner: a million rows of 28 numbers from a Parquet file into the columns of a matrix.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openDatabase } from '../../engine/adapters/duckdb/database.ts'
import { loadColumns } from '../../engine/adapters/duckdb/load-columns.ts'
import { scan } from '../../engine/relation/build.ts'
import { timed } from '../learners.mjs'

const module = fileURLToPath(import.meta.url)
const rows = 1_000_000
const names = Array.from({ length: 28 }, (_, at) => `x${at}`)
const goal = 10

/** Figures as { name, value, goal, unit }. */
export async function measure({ folder }) {
  const figures = []
  for (const [missing, named] of [
    [0, 'none missing'],
    [5, '5 % missing'],
  ]) {
    const { stdout } = await promisify(execFile)(process.execPath, [module, folder, String(missing)])
    const { seconds, processor } = JSON.parse(stdout)
    const name = `hand-over to the matrix, ${named}`
    figures.push({ name: `${name}, by the clock`, value: seconds, goal, unit: 'ns a cell' })
    figures.push({ name: `${name}, processor`, value: processor, goal, unit: 'ns a cell' })
  }
  return figures
}

async function handOver(folder, missing) {
  const db = await openDatabase({ memoryLimitBytes: 2e9, threads: 2, tempDirectory: folder })
  const path = join(folder, `hand-over-${missing}.parquet`)
  const cells = names.map((name, at) => `CASE WHEN hash(range * ${at + 1}) % 100 >= ${missing} THEN sin(range * ${at + 1}) END AS ${name}`)
  await db.execute(`COPY (SELECT ${cells.join(', ')} FROM range(${rows})) TO '${path}' (FORMAT parquet, COMPRESSION lz4)`)
  const columns = names.map((name) => ({ name, type: 'float' }))
  const table = scan({ format: 'parquet', paths: [path], physical: names.map((name) => ({ name, duckdb: 'DOUBLE' })) }, columns)
  const turns = []
  for (let turn = 0; turn < 4; turn++)
    turns.push(await timed(async () => void (await loadColumns(db, table, { columns, asCategories: [] }, new AbortController().signal))))
  db.close()
  const each = (key) => (Math.min(...turns.map((turn) => turn[key])) * 1e9) / rows / names.length
  return { seconds: each('seconds'), processor: each('processor') }
}

if (process.argv[1] === module) process.stdout.write(`${JSON.stringify(await handOver(process.argv[2], Number(process.argv[3])))}\n`)
