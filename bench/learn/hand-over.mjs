// What it takes to hand a table over to a learner: a million rows from a Parquet file into the columns of a matrix, 28 numbers or 8 texts each.
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
const named = (length) => Array.from({ length }, (_, at) => `x${at}`)
const numbers = (missing) => ({
  type: 'float',
  duckdb: 'DOUBLE',
  cells: named(28).map((name, at) => `CASE WHEN hash(range * ${at + 1}) % 100 >= ${missing} THEN sin(range * ${at + 1}) END AS ${name}`),
})
/** Every other one short enough to lie in the vector itself, a dozen levels each. */
const texts = {
  type: 'text',
  duckdb: 'VARCHAR',
  cells: named(8).map((name, at) => `'${at % 2 ? 'a level of many letters, ' : 'level '}' || hash(range * ${at + 1}) % 12 AS ${name}`),
}
const tables = {
  'numbers, none missing': { table: numbers(0), goal: 10 },
  'numbers, 5 % missing': { table: numbers(5), goal: 10 },
  'texts of a dozen levels': { table: texts, goal: 60 },
}

/** Figures as { name, value, goal, unit }. */
export async function measure({ folder }) {
  const figures = []
  for (const [content, { goal }] of Object.entries(tables)) {
    const { stdout } = await promisify(execFile)(process.execPath, [module, folder, content])
    const { seconds, processor } = JSON.parse(stdout)
    const name = `hand-over to the matrix, ${content}`
    figures.push({ name: `${name}, by the clock`, value: seconds, goal, unit: 'ns a cell' })
    figures.push({ name: `${name}, processor`, value: processor, goal: goal * 1.5, unit: 'ns a cell' })
  }
  return figures
}

async function handOver(folder, { type, duckdb, cells }) {
  const db = await openDatabase({ memoryLimitBytes: 2e9, threads: 2, tempDirectory: folder })
  const path = join(folder, 'hand-over.parquet')
  await db.execute(`COPY (SELECT ${cells.join(', ')} FROM range(${rows})) TO '${path}' (FORMAT parquet, COMPRESSION lz4)`)
  const columns = named(cells.length).map((name) => ({ name, type }))
  const table = scan({ format: 'parquet', paths: [path], physical: columns.map(({ name }) => ({ name, duckdb })) }, columns)
  const turns = []
  for (let turn = 0; turn < 12; turn++)
    turns.push(await timed(async () => void (await loadColumns(db, table, { columns, asCategories: [] }, new AbortController().signal))))
  db.close()
  const each = (key) => (Math.min(...turns.map((turn) => turn[key])) * 1e9) / rows / cells.length
  return { seconds: each('seconds'), processor: each('processor') }
}

if (process.argv[1] === module) process.stdout.write(`${JSON.stringify(await handOver(process.argv[2], tables[process.argv[3]].table))}\n`)
