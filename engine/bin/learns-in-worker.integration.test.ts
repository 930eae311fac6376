import { afterAll, beforeAll, expect, it } from 'vitest'
import { createScorer } from '../learn/score-model.ts'
import { longestTurn } from '../run/testing/longest-turn.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
  const rows = Array.from({ length: 600 }, (_, at) => {
    const kind = at % 3
    return [kind * 10 + (at % 7) / 5, (kind === 1 ? 8 : 0) + (at % 11) / 6, (at * 37) % 13, kind === 1 ? 'yes' : 'no'].join(',')
  })
  await engine.write('data.csv', `a,b,c,buys\n${rows.join('\n')}\n`)
})
afterAll(() => engine.close())

const numbers = { by: 'names', names: ['a', 'b', 'c'] }
const document = documentOf(
  {
    file: { type: 'source.file', params: { path: 'data.csv' } },
    split: { type: 'split.train-test' },
    best: { type: 'select.best-columns', params: { target: 'buys', count: 2, features: numbers } },
    groups: { type: 'cluster.k-means', params: { count: 3, columns: { by: 'names', names: ['a', 'b'] }, add: 'distance' } },
    dense: { type: 'cluster.density', params: { columns: { by: 'names', names: ['a', 'b'] } } },
    pca: { type: 'feature.principal-components', params: { columns: { by: 'names', names: ['a', 'b'] }, keep: 'count', count: 2 } },
    learn: { type: 'train.naive-bayes', params: { target: 'buys' } },
    judge: { type: 'evaluate.evaluate' },
    shuffle: { type: 'evaluate.permutation-importance', params: { metric: 'accuracy' } },
  },
  [
    'file.table > split.table',
    'split.train > best.table',
    'best.table > groups.table',
    'groups.table > dense.table',
    'dense.table > pca.table',
    'pca.table > learn.table',
    'split.test > judge.table',
    'learn.model > judge.models',
    'split.test > shuffle.table',
    'learn.model > shuffle.model',
  ],
)

it('learns in workers what takes long, keeps it, and serves it', async () => {
  const { manifest, events } = await engine.run(document)
  expect(manifest.steps.flatMap(({ problem }) => problem ?? [])).toEqual([])
  expect(events.some((event) => event.type === 'step.progress' && event.node === 'groups')).toBe(true)
  const stateOf = async (node: string) => {
    const step = manifest.steps.find((one) => one.node === node)
    return (await engine.engine.store.record(step?.fingerprint ?? ''))?.state
  }
  interface Learnt {
    readonly learnt: { readonly rows: number; readonly complete: number }
    readonly sizes: readonly number[]
  }
  const { learnt, sizes } = (await stateOf('groups')) as Learnt
  expect(learnt.rows).toBeGreaterThan(400)
  expect(learnt.complete).toBe(learnt.rows)
  expect(sizes.length).toBe(3)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(learnt.rows)
  expect(await stateOf('best')).toMatchObject({ scores: [{ kept: true }, { kept: true }, { name: 'c', kept: false }], learnt })
  expect(await stateOf('dense')).toMatchObject({ slack: 0, learnt })
  expect(await stateOf('pca')).toMatchObject({ directions: [{ length: 2 }, { length: 2 }], learnt })
  const [entry] = await engine.engine.models.list()
  const model = await engine.engine.models.read(entry?.id ?? '')
  if (!model) throw new Error('no model')
  const scorer = createScorer(model)
  expect(scorer.columns.map(({ name }) => name).toSorted()).toEqual(['a', 'b'])
  for (const row of model.golden) expect(scorer.score(row.input as number[]).probabilities).toEqual(row.output)
  const again = await engine.run(document)
  expect(new Set(again.manifest.steps.map(({ state }) => state))).toEqual(new Set(['reused']))
})

it('looks for unusual rows by the largest forest without holding the engine up', async () => {
  const rows = Array.from({ length: 4000 }, (_, at) => [Math.sin(at), Math.cos(at * 1.3), (at * 37) % 101, Math.sin(at * at)].join(','))
  await engine.write('cloud.csv', `a,b,c,d\n${rows.join('\n')}\n`)
  const forest = documentOf(
    {
      file: { type: 'source.file', params: { path: 'cloud.csv' } },
      odd: { type: 'outlier.unusual-rows', params: { method: 'forest', trees: 200, treeRows: 256, act: 'distance' } },
      odder: { type: 'clean.sort-rows', params: { by: [{ column: 'score' }] } },
    },
    ['file.table > odd.table', 'odd.table > odder.table'],
  )
  const longest = await longestTurn(async () => {
    const { manifest } = await engine.run(forest)
    expect(manifest.steps.flatMap(({ problem }) => problem ?? [])).toEqual([])
  })
  // Some 60 ms where the machine is shared; it was more than 3 seconds when the score was one formula.
  expect(longest).toBeLessThan(400)
})
