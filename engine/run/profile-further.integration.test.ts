import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '../adapters/duckdb/database.ts'
import { profileHtml } from '../profile/profile-html.ts'
import { profileSchema } from '../protocol/profile.ts'
import type { Column } from '../relation/types.ts'
import { profileFurther } from './profile-further.ts'
import type { KeptSample } from './profile/keep-sample.ts'
import { profileTable } from './profile-table.ts'

let db: Database
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-further-'))
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: folder })
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

const columns: Column[] = [
  { name: 'day', type: 'date' },
  { name: 'visits', type: 'float' },
  { name: '<town>', type: 'text' },
  { name: 'bought', type: 'bool' },
  { name: 'staff', type: 'int' },
]
/** 400 days of weekly visits, one of them far out; what was bought hangs on them. */
const from = `(SELECT DATE '2024-01-01' + i::INTEGER AS c0, CASE WHEN i = 77 THEN 900 ELSE 50 + 20 * sin(2 * pi() * i / 7) + (hash(i) % 100) / 20.0 END AS c1,
  ['oslo', 'paris', 'rome'][1 + i % 3] AS c2, 50 + 20 * sin(2 * pi() * i / 7) > 52 AS c3, (3 + hash(i, 5) % 6)::BIGINT AS c4 FROM range(400) t(i))`

it('model, unusual rows and series come from the sample that a profile leaves', async () => {
  let sample: KeptSample | undefined
  const keep = { path: join(folder, 'sample.parquet'), kept: (kept: KeptSample) => void (sample = kept) }
  const profile = await profileTable(db, { from, columns, target: 'bought' }, { keep })
  if (!sample) throw new Error('no sample was kept')
  expect(sample.model.leftOut).toEqual([{ column: 'visits', why: 'leak' }])
  const further = await profileFurther({ kind: 'profile-further', sample, tempFolder: folder, memoryLimitBytes: 256 * 1024 ** 2 })
  expect(further.basis).toEqual({ exact: true, rows: 400 })
  expect([further.model?.rows, further.model?.trainRows, further.noModel]).toEqual([80, 320, null])
  const [odd] = further.unusual?.rows ?? []
  expect([odd?.row, odd?.cells.slice(0, 3), odd?.because[0]?.column]).toEqual([77, ['2024-03-18', 900, 'rome'], 'visits'])
  expect(further.series?.columns.map(({ column }) => column)).toEqual(['visits'])
  expect(further.series?.step).toEqual({ count: 1, unit: 'day' })

  const whole = { ...profile, further }
  expect(profileSchema.parse(JSON.parse(JSON.stringify(whole))).further).toEqual(further)
  for (const language of ['en', 'fr'] as const) {
    const html = profileHtml(whole, 'visits', language)
    const heads = [...html.matchAll(/<h2>([^<]+?) ?</g)].map(([, head]) => head)
    expect(heads).toEqual(
      expect.arrayContaining(
        language === 'en' ? ['Quick model', 'Unusual rows', 'As a series'] : ['Modèle rapide', 'Lignes inhabituelles', 'Comme série'],
      ),
    )
    expect(html).not.toContain('<town>')
  }
})

it('a table without a target, numbers and moments has neither', async () => {
  let sample: KeptSample | undefined
  const keep = { path: join(folder, 'words.parquet'), kept: (kept: KeptSample) => void (sample = kept) }
  await profileTable(db, { from: `(SELECT 'word ' || i AS c0 FROM range(100) t(i))`, columns: [{ name: 'a', type: 'text' }] }, { keep })
  if (!sample) throw new Error('no sample was kept')
  const further = await profileFurther({ kind: 'profile-further', sample, tempFolder: folder, memoryLimitBytes: 256 * 1024 ** 2 })
  expect(further).toMatchObject({ model: null, noModel: null, unusual: null, series: null })
})
