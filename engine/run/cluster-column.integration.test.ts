import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../adapters/duckdb/database.ts'
import type { ClusterRule, MergedCluster } from '../protocol/cluster.ts'
import { project, values } from '../relation/build.ts'
import { fingerprint, fingerprintExpression } from '../relation/cluster/fingerprint.ts'
import { column } from '../relation/expression.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import { clusterColumn } from './cluster-column.ts'

let db: Database
beforeAll(async () => {
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: tmpdir() })
})
afterAll(() => db.close())

const table = (texts: readonly (string | null)[]) =>
  values(
    [{ name: 'city', type: 'text' }],
    texts.map((text) => [text]),
  )
const signal = new AbortController().signal
const rule: ClusterRule = { method: 'fingerprint' }

it('the fingerprint is the same in the database and here', async () => {
  const texts = [
    'Acme Corp.',
    ' corp ACME',
    'a\tb\u00a0c',
    'ÉCOLE, l’',
    '東 京',
    '"; drop',
    '--',
    '',
    'ß Æ œ',
    'a\u0301 x',
    'x\u0000y'.replace('\u0000', ''),
  ]
  const rows = await db.rows(printRelation(project(table(texts), [{ name: 'key', expr: fingerprintExpression(column('city')) }])))
  expect(rows.map(([key]) => key ?? '')).toEqual(texts.map(fingerprint))
})

describe('clusters of a column', () => {
  it('counts over all rows, without missing values', async () => {
    const found = await clusterColumn(
      table(['Paris', 'Paris', 'PARIS', 'Lyon', null, null]),
      { column: 'city', rule, merged: [] },
      { db, signal },
    )
    expect(found).toEqual({
      clusters: [
        {
          values: [
            { value: 'Paris', rows: 2 },
            { value: 'PARIS', rows: 1 },
          ],
        },
      ],
      clustersAll: 1,
      compared: 3,
      distinct: 3,
      complete: true,
    })
  })

  it('looks at what remains after earlier merges', async () => {
    const merged: MergedCluster[] = [{ to: 'Lutetia', values: ['Paris', 'PARIS'], apart: [], rule }]
    const found = await clusterColumn(table(['Paris', 'PARIS', 'lutetia']), { column: 'city', rule, merged }, { db, signal })
    expect(found.clusters.map((cluster) => cluster.values.map(({ value, rows }) => `${value} ${rows}`))).toEqual([
      ['Lutetia 2', 'lutetia 1'],
    ])
  })

  it('says how many values it left out, and ends when time is up or it is aborted', async () => {
    const many = table(Array.from({ length: 30 }, (_, at) => `value number ${at}`))
    const cut = await clusterColumn(many, { column: 'city', rule, merged: [] }, { db, signal, mostValues: 10 })
    expect([cut.compared, cut.distinct]).toEqual([10, 30])
    const big = table(Array.from({ length: 3_000 }, (_, at) => `value number ${at}`))
    const slow = { column: 'city', rule: { method: 'distance', radius: 2, block: 3 } as const, merged: [] }
    expect((await clusterColumn(big, slow, { db, signal, mostSeconds: 0 })).complete).toBe(false)
    const stopped = AbortSignal.abort()
    await expect(clusterColumn(big, slow, { db, signal: stopped })).rejects.toThrow(/cancel|abort/i)
  })
})

const artists = resolve(import.meta.dirname, '../../../shared/data/tate-artists.csv')
if (!existsSync(artists)) process.stdout.write(`cluster-column: artists skipped, ${artists} is not here\n`)
it.skipIf(!existsSync(artists))('finds places of birth that differ by spelling only (skipped where the file is not there)', async () => {
  const rows = await db.rows(`SELECT placeOfBirth FROM read_csv('${artists.replaceAll("'", "''")}')`)
  const places = table(rows.map(([place]) => (place === null || place === undefined ? null : String(place))))
  const byWords = await clusterColumn(places, { column: 'city', rule, merged: [] }, { db, signal })
  const byDistance = await clusterColumn(
    places,
    { column: 'city', rule: { method: 'distance', radius: 2, block: 4 }, merged: [] },
    { db, signal },
  )
  expect(byWords.complete && byDistance.complete).toBe(true)
  expect(byDistance.clusters.length).toBeGreaterThan(5)
  for (const { values: one } of byWords.clusters) expect(new Set(one.map(({ value }) => fingerprint(value))).size).toBe(1)
})
