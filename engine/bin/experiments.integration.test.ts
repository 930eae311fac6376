import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomFrom } from '../learn/random.ts'
import type { Document } from '../protocol/document.ts'
import { runQuerySchema } from '../protocol/experiment-methods.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import type { RunManifest } from '../store/run-store.ts'
import { engineHandlers } from './engine-handlers.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
let handlers: ReturnType<typeof engineHandlers>
let [shallow, deep, again]: RunManifest[] = []
const never = new AbortController().signal

/** A target that a line knows half of; the other half is an interaction that only deeper trees find. */
const pipelineOf = (depth: number, minLeaf = 5): Document =>
  documentOf(
    {
      file: { type: 'source.file', params: { path: 'data.csv' } },
      split: { type: 'split.train-test', params: {} },
      tree: { type: 'train.decision-tree', params: { target: 'buys', depth, minLeaf } },
      judge: { type: 'evaluate.evaluate', params: {} },
    },
    ['file.table > split.table', 'split.train > tree.table', 'split.test > judge.table', 'tree.model > judge.models'],
  )

beforeAll(async () => {
  engine = await temporaryEngine()
  handlers = engineHandlers(engine.engine, 'browser')
  const random = randomFrom(3)
  const rows = Array.from({ length: 1200 }, (_, i) => {
    const [x, y, z] = [random.normal(), random.normal(), random.normal()]
    return `${i},${x.toFixed(4)},${y.toFixed(4)},${z.toFixed(4)},${x * y + 0.5 * z + 0.3 * random.normal() > 0 ? 'yes' : 'no'}`
  })
  await engine.write('data.csv', `id,x,y,z,buys\n${rows.join('\n')}\n`)
  shallow = (await engine.run(pipelineOf(1))).manifest
  deep = (await engine.run(pipelineOf(6, 10))).manifest
  again = (await engine.run(pipelineOf(6, 10))).manifest
}, 60_000)
afterAll(() => engine.close())

/** A port that nobody has. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

const judged = (run: RunManifest | undefined) => ({ runId: run?.id ?? '', evaluation: 0 })
const both = () => ({ a: judged(shallow), b: judged(deep) })

describe('a run that was kept', () => {
  it('has its sources, models, evaluations, machine, cost', async () => {
    expect(deep?.outcome).toBe('done')
    const { row, record } = await handlers.readRunRecord({ runId: deep?.id ?? '' }, never)
    expect(row).toMatchObject({ outcome: 'done', models: ['Decision tree'], params: { 'tree.depth': '6' }, name: '', tags: [] })
    expect(record?.sources.map(({ node, title }) => [node, title])).toEqual([['file', 'data.csv']])
    expect(record?.sources[0]?.content).not.toBe('')
    expect(record?.sources[0]?.columns.map(({ name }) => name)).toEqual(['id', 'x', 'y', 'z', 'buys'])
    const [model] = record?.models ?? []
    expect(model).toMatchObject({
      node: 'tree',
      learner: 'train.decision-tree',
      target: 'buys',
      trainedOn: { node: 'split', port: 'train' },
    })
    expect(model?.bytes).toBeGreaterThan(100)
    expect(record?.evaluations).toHaveLength(1)
    expect(record?.evaluations[0]).toMatchObject({ node: 'judge', model: model?.id, judgedOn: { node: 'split', port: 'test' } })
    expect(record?.evaluations[0]?.evaluation.figures.find(({ id }) => id === 'auc')?.interval).toHaveLength(2)
    expect(record?.environment.cores).toBeGreaterThan(0)
    expect(record?.versions.duckdb).toMatch(/^v1/)
    expect(record?.cost.cpuSeconds).toBeGreaterThan(0.1)
    expect(record?.cost.energy.wattHours).toBeGreaterThan(0)
    const content = () => handlers.readRunRecord({ runId: again?.id ?? '' }, never).then(({ record: other }) => other?.sources[0]?.content)
    expect(await content()).toBe(record?.sources[0]?.content)
  })

  it('has its figures too when all of it was reused', async () => {
    expect(again?.steps.every(({ state }) => state === 'reused')).toBe(true)
    expect(again?.figures).toEqual(deep?.figures)
    expect(again?.figures.length).toBeGreaterThan(0)
  })

  it('is found by its figure and by what a person noted', async () => {
    await handlers.annotateRun({ runId: deep?.id ?? '', name: 'Deeper', tags: ['good'], note: '' }, never)
    const ids = async (query: object) => (await handlers.searchRuns(runQuerySchema.parse(query), never)).rows.map(({ id }) => id)
    expect(await ids({ tags: ['good'] })).toEqual([deep?.id])
    expect(await ids({ sort: { by: 'figure:auc', descending: false } })).toEqual([shallow?.id, again?.id, deep?.id])
    expect(JSON.parse(await readFile(join(engine.folder, 'runs', deep?.id ?? '', 'annotation.json'), 'utf8'))).toMatchObject({
      name: 'Deeper',
    })
    await expect(handlers.annotateRun({ runId: 'nothing', name: '', tags: [], note: '' }, never)).rejects.toThrow(ProblemError)
  })
})

describe('a run with a group report', () => {
  it('keeps how far apart the groups were, and of which model', async () => {
    const plain = pipelineOf(6, 10)
    const groups = { by: 'names', names: ['y'] }
    const { manifest } = await engine.run(
      documentOf({ ...plain.nodes, groups: { type: 'fairness.group-report', params: { groups, bands: 2 } } }, [
        ...plain.wires.map(({ from, to }) => `${from} > ${to}`),
        'split.test > groups.table',
        'tree.model > groups.model',
      ]),
    )
    const kept = await handlers.readRunRecord({ runId: manifest.id }, never)
    const [report] = kept.record?.fairness ?? []
    expect(report).toMatchObject({ node: 'groups', model: kept.record?.models[0]?.id, by: ['y'] })
    expect(report?.gaps.map(({ id }) => id)).toContain('equal-opportunity-difference')
    expect(report?.gaps.map(({ id }) => id)).not.toContain('demographic-parity-ratio')
    const selection = report?.gaps.find(({ id }) => id === 'demographic-parity-difference')
    expect(selection?.value).toBeCloseTo((selection?.worst?.highRate ?? 0) - (selection?.worst?.lowRate ?? 0), 12)
    expect(selection?.interval?.[0]).toBeLessThan(selection?.value ?? 0)
    const older = await handlers.readRunRecord({ runId: deep?.id ?? '' }, never)
    expect(older.record?.fairness).toEqual([])
  })
})

describe('models put together', () => {
  it('learned from the rows of what they are made of; a stack has no rows that it was judged on', async () => {
    const plain = pipelineOf(2)
    const { manifest } = await engine.run(
      documentOf({ ...plain.nodes, stack: { type: 'train.stack', params: { folds: 2 } } }, [
        ...plain.wires.map(({ from, to }) => `${from} > ${to}`),
        'tree.model > stack.models',
      ]),
    )
    const { record } = await handlers.readRunRecord({ runId: manifest.id }, never)
    expect(record?.models.find(({ node }) => node === 'stack')?.trainedOn).toMatchObject({ node: 'split', port: 'train' })
    expect(record?.evaluations.map(({ node, judgedOn }) => [node, judgedOn?.port])).toEqual(
      expect.arrayContaining([
        ['judge', 'test'],
        ['stack', undefined],
      ]),
    )
  })
})

describe('a comparison that is saved', () => {
  it('is one page, its data, and its figures as a table', async () => {
    const { html, json, csv } = await handlers.printCompared({ ...both(), language: 'fr' }, never)
    expect(html).toContain('lang="fr"')
    expect(html).toContain('Niveau le plus profond')
    const report = await handlers.comparePredictions(both(), never)
    expect(html).toContain(report.verdict.fr.replaceAll("'", '&#39;'))
    const saved = JSON.parse(json) as { report: { figures: { id: string; b: number }[] }; runs: { id: string }[] }
    expect(saved.runs.map(({ id }) => id)).toEqual([shallow?.id, deep?.id])
    expect(saved.report.figures.map(({ id, b }) => [id, b])).toEqual(report.figures.map(({ id, b }) => [id, b]))
    expect(csv.split('\n')).toHaveLength(report.figures.length + 2)
    const silent = { a: { ...judged(shallow), evaluation: null }, b: judged(deep), language: 'en' } as const
    expect((await handlers.printCompared(silent, never)).csv).toBe('')
  })

  it('has bands about both curves', async () => {
    const { roc } = await handlers.comparePredictions(both(), never)
    for (const { points, band } of roc ?? []) {
      expect(band.length).toBeGreaterThan(10)
      const inside = points.filter(([x, y]) => {
        const near = band.reduce((best, one) => (Math.abs(one[0] - x) < Math.abs(best[0] - x) ? one : best))
        return y >= near[1] - 0.08 && y <= near[2] + 0.08
      })
      expect(inside.length / points.length).toBeGreaterThan(0.9)
    }
  })
})

describe('two runs', () => {
  it('differ in what was edited', async () => {
    const { diff, changes } = await handlers.compareDocuments({ a: shallow?.id ?? '', b: deep?.id ?? '' }, never)
    expect(changes.map(({ id }) => id)).toEqual(['param:tree.depth', 'param:tree.minLeaf'])
    const [depth] = diff.nodes.flatMap(({ params }) => params)
    expect(depth).toMatchObject({ param: 'depth', words: [{ en: '1' }, { fr: '6' }] })
    expect(depth?.label?.en).not.toBe('depth')
    expect(diff.nodes.map(({ key, state }) => [key, state])).toEqual([
      ['file', 'same'],
      ['split', 'same'],
      ['tree', 'changed'],
      ['judge', 'same'],
    ])
  })

  it('are judged on the same rows, with the change and its interval', async () => {
    const report = await handlers.comparePredictions(both(), never)
    expect(report).toMatchObject({
      judgedOn: 'both',
      task: 'classification',
      positive: 'true',
      classes: ['false', 'true'],
      yesNo: true,
      resamples: 1000,
    })
    const auc = report.figures.find(({ id }) => id === 'auc')
    const { record } = await handlers.readRunRecord({ runId: deep?.id ?? '' }, never)
    const { figures, rows } = record?.evaluations[0]?.evaluation ?? {}
    expect(auc?.b).toBeCloseTo(figures?.find(({ id }) => id === 'auc')?.value ?? NaN, 9)
    expect(auc?.baseline).toBe(0.5)
    expect(auc?.interval?.[0]).toBeGreaterThan(0)
    expect(report.verdict.en).toMatch(/^Deeper is better, and the difference is real\./)
    expect(report.rows).toBe(rows)
    const total = (table: readonly (readonly number[])[]) => table.flat().reduce((sum, count) => sum + count, 0)
    expect([total(report.decisions), total(report.scores.cells)]).toEqual([rows, rows])
    const flipped = (report.decisions[0]?.[1] ?? 0) + (report.decisions[1]?.[0] ?? 0)
    expect(flipped).toBeGreaterThan(10)
    const places = ['x', 'y', 'z'].map((name) => report.columns.findIndex((column) => column.name === name))
    const [first] = report.swings
    // The cells are those of the row, whose answer the file knows.
    const text = await readFile(join(engine.folder, 'data.csv'), 'utf8')
    expect(text).toContain(
      `${places.map((at) => Number(first?.cells[at]).toFixed(4)).join(',')},${first?.actual === 'true' ? 'yes' : 'no'}`,
    )
    expect(Math.abs((first?.b ?? 0) - (first?.a ?? 0))).toBeGreaterThan(0.2)
    expect(report.roc?.[1].points.at(-1)).toEqual([1, 1])
    expect(report.answerMs[0]).toBeGreaterThan(0)
  })

  it('learned from the same rows, and say so', async () => {
    expect(await handlers.compareRows({ ...both(), which: 'trained' }, never)).toEqual({ same: true, profiles: null })
  })

  it('tell which change caused the gain, without leaving runs or models behind', async () => {
    const before = { runs: (await engine.engine.runs.ids()).length, models: (await engine.engine.models.list()).length }
    const result = await handlers.attributeGain({ ...both(), figure: 'auc', key: 'k' }, never)
    expect(result.parts.map(({ change }) => change.id)).toEqual(['param:tree.depth', 'param:tree.minLeaf'])
    expect(result.problems).toEqual([])
    const sum = result.parts.reduce((all, { share }) => all + (share ?? NaN), 0)
    expect(sum).toBeCloseTo(result.to - result.from, 12)
    expect(result.parts[0]?.share).toBeGreaterThan(0.8 * (result.to - result.from))
    expect({ runs: (await engine.engine.runs.ids()).length, models: (await engine.engine.models.list()).length }).toEqual(before)
  })

  it('make a pipeline of A with one of the changes', async () => {
    const wanted = { a: shallow?.id ?? '', b: deep?.id ?? '', changes: ['param:tree.depth'], name: 'Only the depth' }
    const { path } = await handlers.keepChanges(wanted, never)
    const { document, problems } = await handlers.openPipeline({ path }, never)
    expect([document.name, document.nodes['tree']?.params, problems]).toEqual([
      'Only the depth',
      { target: 'buys', depth: 6, minLeaf: 5 },
      [],
    ])
  })

  it('cannot be judged again when the rows are gone', async () => {
    const { record } = await handlers.readRunRecord({ runId: deep?.id ?? '' }, never)
    const { fingerprint = '', port = '' } = record?.evaluations[0]?.judgedOn ?? {}
    await rm(engine.engine.store.tablePath(fingerprint, port))
    await expect(handlers.comparePredictions(both(), never)).rejects.toMatchObject({ problem: { code: 'rows-gone' } })
  })
})

describe('the registry of the workspace', () => {
  const register = async (run: RunManifest | undefined) => {
    const { record } = await handlers.readRunRecord({ runId: run?.id ?? '' }, never)
    return { name: 'buyers', model: record?.models[0]?.id ?? '', run: run?.id ?? null, note: '' }
  }
  const ask = async (port: number) => {
    const answer = await fetch(`http://127.0.0.1:${port}/buyers-champion/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 1, x: 2, y: 2, z: 0 }),
    })
    expect(answer.status).toBe(200)
    return JSON.stringify(await answer.json())
  }

  it('makes versions of models with what their run says', async () => {
    expect(await handlers.registerModel(await register(shallow), never)).toEqual({ number: 1 })
    expect(await handlers.registerModel(await register(deep), never)).toEqual({ number: 2 })
    const { model } = await register(shallow)
    await handlers.registerModel({ name: 'found', model, run: null, note: '' }, never)
    expect((await handlers.readRegistered({ name: 'found' }, never)).versions[0]?.run).toBe(shallow?.id)
    const { versions } = await handlers.readRegistered({ name: 'buyers' }, never)
    expect(versions[0]).toMatchObject({ number: 2, run: deep?.id, facts: { learner: 'train.decision-tree', target: 'buys', golden: 5 } })
    expect(versions[0]?.facts.signature.inputs.map(({ name }) => name)).toEqual(expect.arrayContaining(['x', 'y', 'z']))
    expect(versions[0]?.facts.figures.find(({ id }) => id === 'auc')?.interval).toHaveLength(2)
    await expect(handlers.registerModel({ ...(await register(deep)), model: 'nothing' }, never)).rejects.toMatchObject({
      problem: { code: 'model-missing' },
    })
  })

  it('refuses a model that does not answer as it did in training', async () => {
    const { model: id } = await register(deep)
    const path = join(engine.folder, 'models', `${id}.json`)
    const text = await readFile(path, 'utf8')
    const stored = JSON.parse(text) as { model: { golden: { output: number[] }[] } }
    const [first] = stored.model.golden
    if (first) first.output = first.output.map((value) => value + 1e-6)
    await writeFile(path, JSON.stringify(stored))
    const act = handlers.moveAlias({ name: 'buyers', alias: 'champion', version: 2, reason: '' }, never)
    await expect(act).rejects.toMatchObject({ problem: { code: 'golden-differs' } })
    await writeFile(path, text)
    await handlers.moveAlias({ name: 'buyers', alias: 'challenger', version: 2, reason: '' }, never)
  })

  it('serves an alias, and what it serves follows the alias', async () => {
    const port = await freePort()
    await handlers.moveAlias({ name: 'buyers', alias: 'champion', version: 1, reason: 'the only one' }, never)
    expect(await handlers.serveAlias({ name: 'buyers', alias: 'champion', port }, never)).toEqual({ endpoint: 'buyers-champion' })
    const before = await ask(port)
    await handlers.moveAlias({ name: 'buyers', alias: 'champion', version: 2, reason: 'better' }, never)
    expect(await ask(port)).not.toBe(before)
    const { history } = await handlers.readRegistered({ name: 'buyers' }, never)
    expect(history.slice(0, 2).map(({ act, detail }) => [act, detail])).toEqual([
      ['alias-set', 'champion'],
      ['served', 'buyers-champion @champion'],
    ])
  })

  it('moves an alias twice at once: what is served is where the last move put it', async () => {
    const move = (version: number) => handlers.moveAlias({ name: 'buyers', alias: 'champion', version, reason: 'at once' }, never)
    await Promise.all([move(1), move(2), move(1)])
    const { model, versions, history } = await handlers.readRegistered({ name: 'buyers' }, never)
    expect(history.slice(0, 3).map(({ act, version }) => [act, version])).toEqual([
      ['alias-set', 1],
      ['alias-set', 2],
      ['alias-set', 1],
    ])
    expect(model.aliases['champion']).toBe(1)
    const { endpoints } = await handlers.listEndpoints({}, never)
    expect(endpoints.find(({ name }) => name === 'buyers-champion')?.model).toBe(versions.find(({ number }) => number === 1)?.model)
  })

  it('gives nothing new to a name that is put away, until it is restored', async () => {
    const archive = (archived: boolean) => handlers.archiveRegistered({ name: 'buyers', archived, reason: 'a trial' }, never)
    expect((await archive(true)).model.archivedAt).not.toBeNull()
    const refused = { problem: { code: 'registered-archived' } }
    await expect(handlers.registerModel(await register(deep), never)).rejects.toMatchObject(refused)
    await expect(handlers.moveAlias({ name: 'buyers', alias: 'mine', version: 1, reason: '' }, never)).rejects.toMatchObject(refused)
    await expect(handlers.serveAlias({ name: 'buyers', alias: 'champion', port: 1024 }, never)).rejects.toMatchObject(refused)
    await expect(handlers.archiveRegistered({ name: 'sellers', archived: true, reason: '' }, never)).rejects.toMatchObject({
      problem: { code: 'registered-missing' },
    })
    const { model, history } = await archive(false)
    expect([model.archivedAt, ...history.slice(0, 2).map(({ act }) => act)]).toEqual([null, 'restored', 'archived'])
    expect(await handlers.moveAlias({ name: 'buyers', alias: 'mine', version: 1, reason: '' }, never)).toMatchObject({
      model: { aliases: { mine: 1 } },
    })
  })

  it('makes no champion of what was rejected', async () => {
    await handlers.reviewVersion({ name: 'buyers', version: 1, review: 'rejected', reason: 'too simple' }, never)
    await expect(handlers.moveAlias({ name: 'buyers', alias: 'champion', version: 1, reason: '' }, never)).rejects.toMatchObject({
      problem: { code: 'version-rejected' },
    })
  })
})

describe('runs that are deleted', () => {
  it('go with their folders, but for those that a version comes from', async () => {
    const plain = (await engine.run(documentOf({ file: { type: 'source.file', params: { path: 'data.csv' } } }, []))).manifest
    await handlers.annotateRun({ runId: plain.id, name: 'Away', tags: ['old'], note: '' }, never)
    const runIds = [plain.id, shallow?.id ?? '', 'nothing']
    // Rows of a run are counted after it.
    await expect.poll(async () => (await handlers.weighRuns({ runIds }, never)).gone).toEqual([plain.id])
    const weighed = await handlers.weighRuns({ runIds }, never)
    expect(weighed).toMatchObject({
      gone: [plain.id],
      stay: [{ runId: shallow?.id, why: { en: 'buyers@1, found@1 of the registry comes from it.' } }],
    })
    const files = await readdir(join(engine.folder, 'runs', plain.id))
    const sizes = await Promise.all(files.map(async (file) => (await stat(join(engine.folder, 'runs', plain.id, file))).size))
    expect(weighed.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0))
    expect(await handlers.removeRuns({ runIds }, never)).toEqual(weighed)
    expect(await readdir(join(engine.folder, 'runs'))).not.toContain(plain.id)
    expect((await handlers.searchRuns(runQuerySchema.parse({ text: 'away' }), never)).total).toBe(0)
    expect((await handlers.runColumns({}, never)).tags.map(({ tag }) => tag)).not.toContain('old')
    expect((await handlers.readRunRecord({ runId: shallow?.id ?? '' }, never)).record).not.toBeNull()
    await expect(handlers.readRunRecord({ runId: plain.id }, never)).rejects.toMatchObject({ problem: { code: 'run-missing' } })
    expect(await handlers.removeRuns({ runIds: ['../models', plain.id] }, never)).toEqual({ gone: [], bytes: 0, stay: [] })
  })
})
