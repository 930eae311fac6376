import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quoteText } from '../../engine/relation/print/duckdb-quote.ts'
import type { Model } from '../../engine/learn/model.ts'
import { trainedModel } from '../../engine/serve/testing/trained-model.ts'
import { runNodeTask } from '../../engine/run/run-node-task.ts'
import { catalogue } from '../catalogue.ts'
import type { ExampleTable } from '../kit/define-node.ts'
import { relationOf } from '../kit/harness/example-table.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { twoMoons } from '../kit/learner-examples.ts'
import { batchScore } from './batch-score.ts'

let harness: Harness
let folder: string
let model: Model
beforeAll(async () => {
  harness = await openHarness(catalogue)
  folder = await mkdtemp(join(tmpdir(), 'millrace-batch-'))
  model = await trainedModel(harness, 'train.logistic-regression', { target: 'side' }, twoMoons)
})
afterAll(async () => {
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})

async function score(params: Readonly<Record<string, unknown>>, table: ExampleTable, target: string) {
  const relation = relationOf(table)
  const parsed = batchScore.params.parse(params)
  return runNodeTask(
    {
      kind: 'run-node',
      type: batchScore.id,
      params: parsed,
      node: 'batch',
      title: 'Batch',
      fingerprint: 'batch',
      seed: 1,
      tables: { table: [{ physical: relation, logical: relation, stored: {} }] },
      artifacts: { model: [{ kind: 'model', model }] },
      outputFolder: folder,
      tempFolder: folder,
      memoryLimitBytes: 512 * 1024 * 1024,
      threads: 1,
      exports: { [String(parsed['path'])]: target },
      requests: {},
      backends: [],
      backendPlaces: { wasm: '' },
      crew: { size: 1, entry: '' },
      scriptEntry: '',
    },
    batchScore,
    { train: () => Promise.reject(new Error('no network is trained here')) },
    { say: () => undefined, enough: () => false },
  )
}

const names = ['x', 'y', 'colour', 'side', 'prediction', 'probability of left', 'probability of right']

describe('batch score', () => {
  it.each([
    ['csv', 'read_csv'],
    ['parquet', 'read_parquet'],
    ['json', 'read_json'],
  ])('writes every row with its answers: %s', async (format, reader) => {
    const target = join(folder, `scores.${format}`)
    const { rows } = await score({ path: `scores.${format}`, format }, twoMoons, target)
    expect(rows).toEqual({ table: 8 })
    const described = await harness.db.rows(`DESCRIBE SELECT * FROM ${reader}(${quoteText(target)})`)
    expect(described.map(([name]) => name)).toEqual(names)
    const written = await harness.db.rows(`SELECT * FROM ${reader}(${quoteText(target)})`)
    expect(written.map((row) => row.slice(0, 4))).toEqual(twoMoons.rows)
    for (const row of written) expect(Number(row[5]) + Number(row[6])).toBeCloseTo(1, 12)
    expect(written.map((row) => row[4])).toEqual(written.map((row) => (Number(row[6]) >= 0.5 ? 'right' : 'left')))
  })

  it('answers by its own threshold', async () => {
    const target = join(folder, 'eager.csv')
    await score({ path: 'eager.csv', threshold: 0 }, twoMoons, target)
    const [row] = await harness.db.rows(`SELECT count(*) FROM read_csv(${quoteText(target)}) WHERE prediction = 'right'`)
    expect(row?.[0]).toBe(8)
  })

  it('leaves the file as it was when it cannot be written anew', async () => {
    const target = join(folder, 'kept.csv')
    await writeFile(target, 'what was there\n')
    const poor = { columns: twoMoons.columns.slice(0, 1), rows: twoMoons.rows.map((row) => row.slice(0, 1)) }
    await expect(score({ path: 'kept.csv' }, poor, target)).rejects.toMatchObject({ data: { code: 'model-columns-missing' } })
    expect(await readFile(target, 'utf8')).toBe('what was there\n')
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

it('keeps texts of a CSV from becoming formulas, unless told not to', async () => {
  const table = {
    ...twoMoons,
    rows: twoMoons.rows.slice(0, 1).map((row) => row.map((cell, at) => (twoMoons.columns[at]?.name === 'colour' ? '=1+1' : cell))),
  }
  const target = join(folder, 'guarded.csv')
  await score({ path: 'guarded.csv' }, table, target)
  expect(await readFile(target, 'utf8')).toContain(",'=1+1,")
  await score({ path: 'guarded.csv', guard: false }, table, target)
  expect(await readFile(target, 'utf8')).toContain(',=1+1,')
})
