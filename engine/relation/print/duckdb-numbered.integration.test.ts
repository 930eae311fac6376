import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { distinct, extend, filter, scan, sort } from '../build.ts'
import { call, column, literal } from '../expression.ts'
import { rewrite } from '../lineage.ts'
import type { Relation } from '../relation.ts'
import { duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import { generatedRelation } from '../testing/generated-relations.ts'
import { showValue } from '../testing/same-value.ts'
import type { Column } from '../types.ts'
import { duckdbType } from './duckdb-type.ts'
import { printRelation } from './duckdb.ts'

let connection: DuckDBConnection
let folder: string
beforeAll(async () => {
  connection = await openDuckdb()
  folder = await mkdtemp(join(tmpdir(), 'millrace-numbered-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0

/** The relation with its typed-in tables written as artifacts. */
async function stored(relation: Relation): Promise<Relation> {
  const written = new Map<string, string>()
  const artifact = (part: Relation): Relation => {
    if (part.op !== 'values') return part
    const sql = printRelation(part)
    const path = written.get(sql) ?? join(folder, `${files++}.parquet`)
    written.set(sql, path)
    return artifactAt(path, part.columns)
  }
  const result = rewrite(relation, artifact)
  for (const [sql, path] of written) await connection.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`)
  return result
}

const artifactAt = (path: string, columns: readonly Column[], lineage: readonly string[] | undefined = ['f.table']) =>
  scan(
    { format: 'parquet', paths: [path], physical: columns.map(({ type }, index) => ({ name: `c${index}`, duckdb: duckdbType(type) })) },
    columns,
    lineage,
  )

describe('rows numbered by their place in an artifact', () => {
  it.each([2, 4, 6])('come in the order of rows that are counted, after %i steps', async (steps) => {
    await fc.assert(
      fc.asyncProperty(generatedRelation(steps), async (relation) => {
        const counted = await duckdbRows(connection, printRelation(relation))
        const placed = await duckdbRows(connection, printRelation(await stored(relation)))
        expect([placed.types, showValue(placed.rows)]).toEqual([counted.types, showValue(counted.rows)])
      }),
      { numRuns: 60, seed: 20_261_123 },
    )
  })

  it('are in order over many groups of rows and threads', async () => {
    const path = join(folder, 'long.parquet')
    await connection.run(
      `COPY (SELECT i AS c0, i * 7919 % 1000 AS c1, 'n' || (i * 31 % 50000) AS c2 FROM range(300000) t(i)) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 10000)`,
    )
    const table = artifactAt(path, [
      { name: 'i', type: 'int' },
      { name: 'k', type: 'int' },
      { name: 'n', type: 'text' },
    ])
    const kept = extend(filter(table, call('greater', column('k'), literal('int', 100))), [{ name: 'n', expr: call('upper', column('n')) }])
    const sql = printRelation(sort(distinct(kept, ['n'], 'last'), [{ expr: column('k') }]))
    expect(sql).not.toContain('row_number()')
    const { rows } = await duckdbRows(connection, sql)
    const last = new Map<string, readonly number[]>()
    for (let i = 0; i < 300_000; i++) {
      const k = (i * 7919) % 1000
      if (k > 100) last.set(`N${(i * 31) % 50_000}`, [i, k])
    }
    const wanted = [...last].map(([n, [i = 0, k = 0]]) => ({ i, k, n })).toSorted((a, b) => a.k - b.k || a.i - b.i)
    expect(rows.map(([i, k, n]) => ({ i: Number(i), k: Number(k), n }))).toEqual(wanted)
  })

  it('are counted in files of other hands, whose columns may be called anything', async () => {
    const path = join(folder, 'foreign.parquet')
    await connection.run(`COPY (SELECT 1 AS c0, 2 AS file_row_number) TO '${path}' (FORMAT parquet)`)
    const foreign = { ...artifactAt(path, [{ name: 'a', type: 'int' }]), lineage: undefined } as unknown as Relation
    expect((await duckdbRows(connection, printRelation(sort(foreign, [{ expr: column('a') }])))).rows).toHaveLength(1)
  })
})
