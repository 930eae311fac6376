import { resolve } from 'node:path'
import { describeFile } from '../../adapters/files/describe-file.ts'
import { columnStatistics } from '../../run/column-statistics.ts'
import { printRelation } from '../../relation/print/duckdb.ts'
import type { Text } from '../../protocol/text.ts'
import { openEngine } from './open-pipeline.ts'
import { exitCode, UsageError } from './exit-code.ts'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `millrace profile DATA`: types, missing, distinct, quantiles and top values of every column, over all rows. */
export async function profileCommand(options: { readonly file: string | undefined; readonly json: boolean }): Promise<number> {
  if (!options.file) throw new UsageError('millrace profile DATA: name a data file')
  const path = resolve(options.file)
  const found = await stat(path).catch(() => null)
  if (!found) throw new UsageError(`${options.file}: there is no such file`)
  if (!found.isFile()) throw new UsageError(`${options.file} is a folder; name one data file`)
  // A profile leaves nothing behind, so it works in a workspace that goes with it.
  const scratch = await mkdtemp(join(tmpdir(), 'millrace-profile-'))
  const engine = await openEngine(scratch, (text) => process.stderr.write(`${text}\n`))
  try {
    const signal = new AbortController().signal
    const convertExcel = async (book: string, sheet: string | undefined, target: string) =>
      (await engine.workers.run({ kind: 'convert-excel', path: book, sheet, target }, signal)).result as readonly Text[]
    const described = await describeFile(
      { db: engine.db, convertedFolder: engine.workspace.converted, convertExcel },
      path,
      { format: 'auto' },
      signal,
    )
    for (const notice of described.notices) process.stderr.write(`${notice.en}\n`)
    const statistics = await columnStatistics(engine.db, `(${printRelation(described.relation)})`, described.relation.columns)
    const types = new Map(described.relation.columns.map((column) => [column.name, column.type]))
    const rows = statistics[0]?.rows ?? 0
    if (options.json) {
      process.stdout.write(`${JSON.stringify({ rows, columns: statistics.map((item) => ({ ...item, type: types.get(item.name) })) })}\n`)
      return exitCode.done
    }
    process.stdout.write(`${rows} rows, ${statistics.length} columns\n\n`)
    for (const item of statistics) {
      process.stdout.write(`${item.name}  (${types.get(item.name) ?? ''})\n`)
      process.stdout.write(
        `  missing ${item.missing} (${rows > 0 ? ((100 * item.missing) / rows).toFixed(1) : '0'} %), about ${item.distinct} different\n`,
      )
      if (item.quantiles) {
        const { p05, p25, p50, p75, p95 } = item.quantiles
        process.stdout.write(
          `  from ${String(item.min)} to ${String(item.max)}; 5 % ${String(p05)}, 25 % ${String(p25)}, 50 % ${String(p50)}, 75 % ${String(p75)}, 95 % ${String(p95)}\n`,
        )
      }
      if (item.top && item.top.length > 0)
        process.stdout.write(`  most frequent: ${item.top.map((top) => `${top.value} (${top.rows})`).join(', ')}\n`)
    }
    return exitCode.done
  } finally {
    await engine.close()
    await rm(scratch, { recursive: true, force: true })
  }
}
