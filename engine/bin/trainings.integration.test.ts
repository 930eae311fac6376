import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineEvent } from '../protocol/event.ts'
import { inspect } from '../run/inspect.ts'
import { engineHandlers } from './engine-handlers.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
  // The answer stands in a column of its own among six; the others are noise.
  const noise = (i: number, k: number) => ((i * (k + 7) * 2_654_435_761) % 1000) / 1000
  const rows = Array.from({ length: 3000 }, (_, i) => {
    const yes = noise(i, 1) > 0.5
    return [...[1, 2, 3, 4, 5].map((k) => noise(i, k * 13).toFixed(3)), yes ? 1 : 0, yes ? 'yes' : 'no'].join(',')
  })
  await engine.write('rows.csv', `a,b,c,d,e,leak,buys\n${rows.join('\n')}\n`)
})
afterAll(() => engine.close())

const boosting = (params: Record<string, unknown>) =>
  documentOf(
    {
      file: { type: 'source.file', params: { path: 'rows.csv' } },
      split: { type: 'split.train-test', params: {} },
      boost: { type: 'train.gradient-boosting', params: { target: 'buys', patience: 0, ...params } },
    },
    ['file.table > split.table', 'split.train > boost.table'],
  )

const handlers = () => engineHandlers(engine.engine, 'browser')
const trainings = () => handlers().listTrainings({ pipeline: 'x', node: 'boost' }, new AbortController().signal)
const inspected = async (document: ReturnType<typeof boosting>) =>
  inspect(await engine.engine.resolve(document, engine.folder, new AbortController().signal), engine.engine.store)

const start = async (document: ReturnType<typeof boosting>) => {
  const resolved = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
  return engine.engine.runService.start({ pipeline: 'x', resolved, targets: [], from: [], counts: 'no' })
}

describe('trainings', () => {
  it('are kept with their curves, one for each set of settings, the latest first', async () => {
    await (
      await start(boosting({ trees: 12 }))
    ).finished
    await (
      await start(boosting({ trees: 20, leaves: 4 }))
    ).finished
    await (
      await start(boosting({ trees: 20, leaves: 4 }))
    ).finished
    const { trainings: found } = await trainings()
    expect(found.map(({ points }) => points.filter(({ name }) => name === 'loss').length)).toEqual([20, 12])
    expect(found[0]).toMatchObject({ rows: 2390, stopped: false })
    expect(found.map(({ params }) => [params?.['trees'], params?.['leaves']])).toEqual([
      [20, 4],
      [12, undefined],
    ])
    expect(found[0]?.memoryBytes).toBeGreaterThan(1e6)
  })

  it('are judged by rules: the finding stands at the node with an edit, and silencing it computes nothing', async () => {
    const document = boosting({ trees: 12 })
    const { problems, nodes } = await inspected(document)
    const found = problems.find(({ code }) => code === 'training-feature-overweight')
    expect(found).toMatchObject({ severity: 'warning', place: { node: 'boost' } })
    expect(found?.text.en).toContain('“leak”')
    expect(found?.fixes?.map(({ label }) => label.en)).toEqual(['Learn without “leak”', 'Do not say this here'])
    const silenced = boosting({ trees: 12, rules: [{ rule: 'feature-overweight', use: 'off' }] })
    const after = await inspected(silenced)
    expect(after.problems.map(({ code }) => code)).not.toContain('training-feature-overweight')
    expect(after.nodes['boost']?.fingerprint).toBe(nodes['boost']?.fingerprint)
    expect(after.nodes['boost']?.fresh).toBe(true)
  })

  it('end early when a person has enough, with the trees that are there', async () => {
    const heard: EngineEvent[] = []
    const { events } = engine.engine
    const stop = events.follow({ seq: Number.MAX_SAFE_INTEGER, epoch: events.epoch }, (event) => heard.push(event))
    const document = boosting({ trees: 20_000, leaves: 8 })
    const { id, finished } = await start(document)
    await expect.poll(() => heard.some((event) => event.type === 'step.partial' && event.canStop === true), { timeout: 30_000 }).toBe(true)
    const ask = (node: string) => handlers().stopTraining({ runId: id, node }, new AbortController().signal)
    expect(await ask('split')).toEqual({ asked: false })
    expect(await ask('boost')).toEqual({ asked: true })
    expect((await finished).outcome).toBe('done')
    stop()
    const [latest] = (await trainings()).trainings
    const reached = Math.max(...(latest?.points ?? []).map(({ step }) => step))
    expect(latest?.stopped).toBe(true)
    expect(reached).toBeLessThan(20_000)
    const found = (await inspected(document)).problems.find(({ code }) => code === 'training-stopped-by-hand')
    expect(found?.fixes?.[0]?.commands).toEqual([{ type: 'set-params', id: 'boost', params: { trees: reached }, remove: [] }])
    expect(await ask('boost')).toEqual({ asked: false })
  })
})
