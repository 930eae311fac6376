import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runQuerySchema, type RunQuery } from '../protocol/experiment-methods.ts'
import type { RunRecord } from '../protocol/experiment-record.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import { openRunIndex, runIndexMigrations, type RunIndex } from './experiment-index.ts'
import { openMigrated } from './migrated-database.ts'
import { openRunStore, type RunManifest, type RunStore } from './run-store.ts'

let folder: string
let runs: RunStore
let index: RunIndex
const going: string[] = []

const manifest = (n: number, over: Partial<RunManifest> = {}): RunManifest => ({
  id: `2026010${n}-000000-aaaaaa`,
  pipeline: n % 2 === 0 ? 'even.millrace' : 'odd.millrace',
  startedAt: `2026-01-0${n}T00:00:00.000Z`,
  finishedAt: null,
  outcome: 'done',
  seconds: 10 - n,
  millrace: 'test',
  node: 'test',
  seed: 1,
  document: {
    format: 'millrace/pipeline',
    version: 1,
    name: 'x',
    seed: 7,
    parameters: {},
    nodes: { tree: { type: 'train.decision-tree', version: 1, params: { depth: n, kind: 'same' } } },
    wires: [],
    notes: {},
    frames: {},
    layout: {},
  },
  steps: [],
  figures: [],
  ...over,
})

const record = (auc: number): RunRecord => {
  const label = { en: 'AUC', fr: 'AUC' }
  const figure = (value: number) => ({ id: 'auc', label, value, format: 'number', better: 'higher' }) as const
  const evaluation = (model: string, value: number): RunRecord['evaluations'][number]['evaluation'] => ({
    model,
    node: model,
    task: 'classification',
    target: 'y',
    rows: 10,
    figures: [figure(value)],
    verdict: label,
  })
  return {
    versions: { millrace: 'test', node: 'test', duckdb: 'test' },
    environment: { os: 'x', cpu: 'x', cores: 1, memoryBytes: 1 },
    seed: 1,
    parameters: {},
    sources: [],
    models: [],
    evaluations: [
      { node: 'e', model: null, judgedOn: null, evaluation: evaluation('weak', auc - 0.1) },
      { node: 'e', model: null, judgedOn: null, evaluation: evaluation('strong', auc) },
    ],
    fairness: [],
    artifacts: [],
    cost: { seconds: 1, cpuSeconds: 1, memoryBytes: 5, energy: { wattHours: 0.1, range: [0.1, 0.2], from: 'default' } },
  }
}

const search = async (query: Partial<RunQuery> = {}, of = index) => of.search(runQuerySchema.parse(query))
const days = async (query: Partial<RunQuery> = {}, of = index) => (await search(query, of)).rows.map(({ id }) => Number(id[7]))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-test-'))
  runs = openRunStore(join(folder, 'runs'))
  for (const [n, auc] of [
    [1, 0.7],
    [2, 0.9],
    [3, 0.8],
  ] as const) {
    await runs.begin(manifest(n))
    await runs.finish(manifest(n), record(auc))
  }
  await runs.begin(manifest(4, { outcome: 'failed', seconds: null }))
  await runs.annotate(manifest(2).id, { name: 'Best so far', tags: ['keep', 'with "quotes"'], note: 'a % note_' })
  index = openRunIndex(join(folder, 'runs.sqlite'), runs, () => going)
})
afterAll(async () => {
  index.close()
  await rm(folder, { recursive: true, force: true })
})

describe('the list of runs', () => {
  it('is sorted by time, by a figure, by a param; runs without it come last', async () => {
    expect(await days()).toEqual([4, 3, 2, 1])
    expect(await days({ sort: { by: 'figure:auc', descending: true } })).toEqual([2, 3, 1, 4])
    expect(await days({ sort: { by: 'figure:auc', descending: false } })).toEqual([1, 3, 2, 4])
    expect(await days({ sort: { by: 'param:tree.depth', descending: true } })).toEqual([4, 3, 2, 1])
    expect(await days({ sort: { by: 'seconds', descending: false } })).toEqual([3, 2, 1, 4])
    expect(await days({ sort: { by: 'nothing; DROP TABLE runs', descending: true } })).toEqual([4, 3, 2, 1])
  })

  it('is narrowed by words, pipeline, outcome, tags, and to what was judged', async () => {
    expect(await days({ text: 'best FAR' })).toEqual([2])
    expect(await days({ text: '%' })).toEqual([2])
    expect(await days({ pipeline: 'odd.millrace' })).toEqual([3, 1])
    expect(await days({ outcomes: ['failed'] })).toEqual([4])
    expect(await days({ tags: ['keep', 'with "quotes"'] })).toEqual([2])
    expect(await days({ tags: ['keep', 'other'] })).toEqual([])
    expect(await days({ judged: true })).toEqual([3, 2, 1])
  })

  it('comes in pages and says how many fit', async () => {
    const { all, total, rows } = await search({ outcomes: ['done'], offset: 1, limit: 1 })
    expect([all, total, rows.map(({ number }) => number)]).toEqual([4, 3, [2]])
  })

  it('shows of each figure the best model, and offers the params that differ', async () => {
    const [row] = (await search({ text: 'best' })).rows
    expect(row).toMatchObject({ name: 'Best so far', figures: { auc: { value: 0.9, model: 'strong' } }, params: { 'tree.depth': '2' } })
    const { figures, params, tags, pipelines } = await index.columns()
    expect(figures).toEqual([{ id: 'auc', label: { en: 'AUC', fr: 'AUC' } }])
    expect(params).toEqual(['tree.depth'])
    expect(tags).toEqual([
      { tag: 'keep', runs: 1 },
      { tag: 'with "quotes"', runs: 1 },
    ])
    expect(pipelines).toEqual(['even.millrace', 'odd.millrace'])
  })

  it('follows what is written, and calls a run lost that nobody runs any more', async () => {
    going.push(manifest(5).id)
    await runs.begin(manifest(5, { outcome: 'running', seconds: null }))
    expect((await search()).rows[0]).toMatchObject({ number: 5, outcome: 'running' })
    going.pop()
    expect((await search()).rows[0]).toMatchObject({ number: 5, outcome: 'lost' })
    await rm(join(folder, 'runs', manifest(5).id), { recursive: true })
    expect(await days()).toEqual([4, 3, 2, 1])
  })

  it('tells a change to everybody who asks at once', async () => {
    await runs.annotate(manifest(1).id, { name: 'Asked twice', tags: [], note: '' })
    const names = (await Promise.all([search(), search(), search()])).map(({ rows }) => rows.at(-1)?.name)
    expect(names).toEqual(['Asked twice', 'Asked twice', 'Asked twice'])
  })

  it('is made again from the folders when it is lost or damaged, with the same numbers', async () => {
    const path = join(folder, 'again.sqlite')
    await writeFile(path, 'no database '.repeat(400))
    const other = openRunIndex(path, openRunStore(join(folder, 'runs')), () => [])
    expect((await search({}, other)).rows).toEqual((await search()).rows)
    other.close()
  })

  it('is brought forward from an older version, and a newer one is refused', async () => {
    const older = join(folder, 'older.sqlite')
    const before = openMigrated(older, runIndexMigrations.slice(0, 1))
    before
      .prepare("INSERT INTO runs VALUES (?, 1, 'odd.millrace', '2026', 'done', 1, 1, 1, 1, '', ?)")
      .run(manifest(1).id, JSON.stringify({ id: manifest(1).id }))
    before.close()
    const forward = openRunIndex(older, openRunStore(join(folder, 'runs')), () => [])
    expect(await days({ sort: { by: 'param:tree.depth', descending: false } }, forward)).toEqual([1, 2, 3, 4])
    forward.close()
    const newer = join(folder, 'newer.sqlite')
    openMigrated(newer, [...runIndexMigrations, 'CREATE TABLE more (x TEXT)']).close()
    const refused = openRunIndex(newer, runs, () => [])
    await expect(search({}, refused)).rejects.toThrow(ProblemError)
  })
})
