import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Document } from '../protocol/document.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
  const rows = Array.from({ length: 400 }, (_, at) => {
    const [size, idle] = [(at * 7919) % 101, (at * 104_729) % 97]
    const town = ['A', 'B', 'C'][at % 3]
    return [size, idle, town, 2 * size + (town === 'B' ? 40 : 0)].join(',')
  })
  await engine.write('flats.csv', `size,idle,town,price\n${rows.join('\n')}\n`)
})
afterAll(() => engine.close())

interface State {
  readonly scores: readonly { readonly name: string; readonly score: number | null; readonly kept: boolean }[]
}

/** A model behind encoded and scaled columns judges the columns as they were; another learns from those that stay. */
const document = (learner: string, params: Readonly<Record<string, unknown>> = {}) =>
  documentOf(
    {
      file: { type: 'source.file', params: { path: 'flats.csv' } },
      split: { type: 'split.train-test' },
      encode: { type: 'feature.one-hot', params: { columns: { by: 'names', names: ['town'] } } },
      scale: { type: 'feature.scale', params: { columns: { by: 'names', names: ['size', 'idle'] } } },
      judge: { type: learner, params: { target: 'price', task: 'regression' } },
      best: { type: 'select.best-columns', params: { method: 'model', count: 2, ...params } },
      learn: { type: 'train.decision-tree', params: { target: 'price', task: 'regression' } },
      cv: { type: 'evaluate.cross-validate', params: { folds: 3 } },
    },
    [
      'file.table > split.table',
      'split.train > encode.table',
      'encode.table > scale.table',
      'scale.table > judge.table',
      'split.train > best.table',
      'judge.model > best.model',
      'best.table > learn.table',
      'learn.model > cv.models',
    ],
  )

async function stateOf(learner: string, params?: Readonly<Record<string, unknown>>) {
  const { manifest } = await engine.run(document(learner, params), { targets: ['best'] })
  expect(manifest.steps.flatMap(({ problem }) => problem ?? [])).toEqual([])
  const step = manifest.steps.find(({ node }) => node === 'best')
  expect(await engine.engine.store.json(step?.fingerprint ?? '', 'report')).toMatchObject({
    kind: 'report',
    views: [{ view: 'text' }, { view: 'vega-lite' }],
  })
  return (await engine.engine.store.record(step?.fingerprint ?? ''))?.state as State
}

async function seen(asked: Document) {
  const { nodes } = await engine.engine.resolve(asked, engine.folder, new AbortController().signal)
  const best = nodes.get('best')
  return {
    columns: best?.outputs.get('table')?.relation?.columns.map(({ name }) => name),
    problems: best?.problems.map(({ code }) => code),
  }
}

it.each(['train.gradient-boosting', 'train.linear-regression', 'train.nearest-neighbours'])(
  '%s says which raw columns count',
  async (learner) => {
    const { scores } = await stateOf(learner)
    expect(scores.map(({ name, kept }) => [name, kept])).toEqual([
      ['size', true],
      ['town', true],
      ['idle', false],
    ])
    expect(scores.reduce((sum, { score }) => sum + (score ?? 0), 0)).toBeCloseTo(1, 9)
  },
)

it('learns the judging model anew in each fold of a cross-validation', async () => {
  const { manifest, events } = await engine.run(document('train.decision-tree'), { targets: ['cv'] })
  expect(manifest.steps.flatMap(({ problem }) => problem ?? [])).toEqual([])
  // The study waits for its rows alone: neither the judge nor the choice has been learned from all of them.
  expect(manifest.steps.map(({ node }) => node)).not.toContain('judge')
  expect(events.some((event) => event.type === 'step.failed')).toBe(false)
})

it('waits for the model before a run, and then estimates by it', async () => {
  const asked = document('train.random-forest')
  expect(await seen(asked)).toEqual({ columns: undefined, problems: [] })
  await engine.run(asked, { targets: ['judge'] })
  expect(await seen(asked)).toEqual({ columns: ['size', 'town', 'price'], problems: [] })
})

it('refuses a model of other columns, and an empty port', async () => {
  const other = documentOf(
    {
      file: { type: 'source.file', params: { path: 'flats.csv' } },
      some: { type: 'clean.select-columns', params: { columns: { by: 'names', names: ['size', 'price'] } } },
      rest: { type: 'clean.select-columns', params: { columns: { by: 'names', names: ['idle', 'town'] } } },
      judge: { type: 'train.linear-regression', params: { target: 'price' } },
      best: { type: 'select.best-columns', params: { method: 'model' } },
    },
    [
      'file.table > some.table',
      'file.table > rest.table',
      'some.table > judge.table',
      'rest.table > best.table',
      'judge.model > best.model',
    ],
  )
  const { manifest } = await engine.run(other, { targets: ['best'] })
  expect(manifest.steps.find(({ node }) => node === 'best')?.problem).toMatchObject({ code: 'model-unfamiliar', place: { port: 'model' } })
  const alone = documentOf(
    { file: { type: 'source.file', params: { path: 'flats.csv' } }, best: { type: 'select.best-columns', params: { method: 'model' } } },
    ['file.table > best.table'],
  )
  expect((await seen(alone)).problems).toEqual(['model-missing'])
})
