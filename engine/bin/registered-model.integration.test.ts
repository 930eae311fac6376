import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomFrom } from '../learn/random.ts'
import type { Document } from '../protocol/document.ts'
import type { RunManifest } from '../store/run-store.ts'
import { engineHandlers } from './engine-handlers.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
let handlers: ReturnType<typeof engineHandlers>
const never = new AbortController().signal

const training = (depth: number): Document =>
  documentOf(
    {
      file: { type: 'source.file', params: { path: 'data.csv' } },
      split: { type: 'split.train-test', params: {} },
      scale: { type: 'feature.scale', params: { columns: { by: 'names', names: ['x', 'y'] } } },
      tree: { type: 'train.decision-tree', params: { target: 'buys', depth } },
    },
    ['file.table > split.table', 'split.train > scale.table', 'scale.table > tree.table'],
  )

/** Scores a file by a model of the registry. */
const scoring = (model: string, path = 'new.csv'): Document =>
  documentOf(
    {
      rows: { type: 'source.file', params: { path } },
      named: { type: 'deploy.registered-model', params: { model } },
      batch: { type: 'deploy.batch-score', params: { path: 'scores.csv' } },
    },
    ['rows.table > batch.table', 'named.model > batch.model'],
  )

beforeAll(async () => {
  engine = await temporaryEngine()
  handlers = engineHandlers(engine.engine, 'browser')
  const random = randomFrom(5)
  const lines = Array.from({ length: 400 }, () => {
    const [x, y] = [random.normal(), random.normal()]
    return { x: x.toFixed(3), y: y.toFixed(3), buys: x * y > 0 ? 'yes' : 'no' }
  })
  await engine.write('data.csv', `x,y,buys\n${lines.map(({ x, y, buys }) => `${x},${y},${buys}`).join('\n')}\n`)
  await engine.write('new.csv', `x,y\n${lines.map(({ x, y }) => `${x},${y}`).join('\n')}\n`)
  await engine.write('short.csv', 'x\n1.5\n')
  await engine.write('words.csv', 'x,y\n1.5,much\n')
  for (const depth of [1, 6]) {
    const { manifest } = await engine.run(training(depth))
    const { record } = await handlers.readRunRecord({ runId: manifest.id }, never)
    await handlers.registerModel({ name: 'buyers', model: record?.models[0]?.id ?? '', run: manifest.id, note: '' }, never)
  }
  await handlers.moveAlias({ name: 'buyers', alias: 'champion', version: 1, reason: '' }, never)
}, 60_000)
afterAll(() => engine.close())

const stateOf = ({ steps }: RunManifest, node: string) => steps.find((step) => step.node === node)?.state
const scores = () => readFile(join(engine.folder, 'scores.csv'), 'utf8')
async function problemsAt(document: Document, node: string) {
  const resolved = await engine.engine.resolve(document, engine.folder, never)
  return resolved.nodes.get(node)?.problems ?? []
}

describe('a model of the registry in a pipeline', () => {
  it('scores a batch by its alias, as the version it leads to', async () => {
    expect((await engine.run(scoring('buyers@1'))).manifest.outcome).toBe('done')
    const first = await scores()
    const { manifest } = await engine.run(scoring('buyers@champion'))
    expect(manifest.outcome).toBe('done')
    expect(await scores()).toBe(first)
    expect(first.split('\n')).toHaveLength(402)
    expect(stateOf((await engine.run(scoring('buyers@champion'))).manifest, 'named')).toBe('reused')
  })

  it('is computed again when the alias moves, and a note says so until it was', async () => {
    const before = await scores()
    expect(await problemsAt(scoring('buyers@champion'), 'named')).toEqual([])
    await handlers.moveAlias({ name: 'buyers', alias: 'champion', version: 2, reason: 'deeper' }, never)
    const [note] = await problemsAt(scoring('buyers@champion'), 'named')
    expect(note).toMatchObject({ code: 'alias-moved', severity: 'notice' })
    expect(note?.text.en).toMatch(/^“champion” of buyers was moved from version 1 to version 2 on \d{4}-\d\d-\d\d\.$/)
    const { manifest } = await engine.run(scoring('buyers@champion'))
    expect(stateOf(manifest, 'named')).toBe('executed')
    expect(await scores()).not.toBe(before)
    expect(await problemsAt(scoring('buyers@champion'), 'named')).toEqual([])
    expect(stateOf((await engine.run(scoring('buyers@1'))).manifest, 'named')).toBe('reused')
  })

  it('judges, and the run remembers which model that was', async () => {
    const document = documentOf(
      {
        rows: { type: 'source.file', params: { path: 'data.csv' } },
        split: { type: 'split.train-test', params: {} },
        named: { type: 'deploy.registered-model', params: { model: 'buyers@2' } },
        judge: { type: 'evaluate.evaluate', params: {} },
      },
      ['rows.table > split.table', 'split.test > judge.table', 'named.model > judge.models'],
    )
    const { manifest } = await engine.run(document)
    expect(manifest.outcome).toBe('done')
    const { record } = await handlers.readRunRecord({ runId: manifest.id }, never)
    const { versions } = await handlers.readRegistered({ name: 'buyers' }, never)
    expect(record?.evaluations[0]?.model).toBe(versions[0]?.model)
    expect(record?.models[0]).toMatchObject({ id: versions[0]?.model, node: 'named' })
  })

  it.each([
    ['sellers@champion', 'registered-missing'],
    ['buyers@best', 'alias-missing'],
    ['buyers@9', 'version-missing'],
    ['buyers', 'registered-unfit'],
    ['', 'model-missing'],
  ])('says that %j is not there', async (model, code) => {
    expect(await problemsAt(scoring(model), 'named')).toMatchObject([{ code, place: { node: 'named', param: 'model' } }])
  })

  it('offers an alias that is there', async () => {
    const [problem] = await problemsAt(scoring('buyers@best'), 'named')
    expect(problem?.fixes?.map(({ label }) => label.en)).toEqual(['Use buyers@champion', 'Use buyers@2'])
  })

  it('says before a run which columns do not fit', async () => {
    expect(await problemsAt(scoring('buyers@champion', 'short.csv'), 'batch')).toMatchObject([
      { code: 'model-columns-missing', place: { node: 'batch', port: 'table' } },
    ])
    const [other] = await problemsAt(scoring('buyers@champion', 'words.csv'), 'batch')
    expect(other).toMatchObject({ code: 'model-types-differ', severity: 'error' })
    expect(other?.text.en).toContain('y (text instead of a number)')
    expect(await problemsAt(scoring('buyers@champion'), 'batch')).toEqual([])
  })

  it('is not taken when it answers otherwise than in training', async () => {
    const { versions } = await handlers.readRegistered({ name: 'buyers' }, never)
    const path = join(engine.folder, 'models', `${versions[0]?.model}.json`)
    const text = await readFile(path, 'utf8')
    const stored = JSON.parse(text) as { model: { golden: { output: number[] }[] } }
    const [golden] = stored.model.golden
    if (golden) golden.output = golden.output.map((value) => value + 1e-6)
    await writeFile(path, JSON.stringify(stored))
    const { manifest } = await engine.run(scoring('buyers@2'), { from: ['named'] })
    expect(manifest.steps.find(({ node }) => node === 'named')).toMatchObject({ state: 'failed', problem: { code: 'golden-differs' } })
    await writeFile(path, text)
  })
})
