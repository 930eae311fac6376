import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

interface Rows {
  readonly x: readonly (readonly (number | null)[])[]
  readonly amount: readonly number[]
  readonly label: readonly string[]
}
const golden = <T>(path: string): T => JSON.parse(readFileSync(new URL(`../../nodes/${path}`, import.meta.url), 'utf8')) as T
const given = golden<Rows>('evaluate/golden/cross-validate.json')
const stacked = golden<{ yes: number[]; amount: number[] }>('train/golden/stack.json')

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
  const lines = given.x.map((row, at) => [...row.map((value) => value ?? ''), given.amount[at], given.label[at]].join(','))
  await engine.write('golden.csv', `a,b,c,amount,label\n${lines.join('\n')}\n`)
})
afterAll(() => engine.close())

const names = (...list: string[]) => ({ by: 'names', names: list })

/** Two learners behind a fill and a scale, stacked over four folds at random. */
function pipeline(
  type: string,
  params: Readonly<Record<string, string | number>>,
  behind: Parameters<typeof documentOf>[0],
  wires: readonly string[],
) {
  return documentOf(
    {
      file: { type: 'source.file', params: { path: 'golden.csv' } },
      fill: { type: 'clean.fill-missing', params: { columns: names('a', 'b', 'c'), method: 'mean' } },
      scale: { type: 'feature.scale', params: { columns: names('a', 'b', 'c'), method: 'standard' } },
      all: { type, params: { ...params, features: names('a', 'b', 'c') } },
      first: { type, params: { ...params, features: names('a') } },
      stack: { type: 'train.stack', params: { folds: 4, method: 'random' } },
      ...behind,
    },
    [
      'file.table > fill.table',
      'fill.table > scale.table',
      'scale.table > all.table',
      'scale.table > first.table',
      'all.model > stack.models',
      'first.model > stack.models',
      ...wires,
    ],
  )
}

async function answers(document: ReturnType<typeof documentOf>, column: string): Promise<number[]> {
  const { manifest } = await engine.run(document, { targets: ['predict'] })
  const failed = manifest.steps.find(({ problem }) => problem)
  if (failed?.problem) throw new Error(failed.problem.text.en)
  const step = manifest.steps.find(({ node }) => node === 'predict')
  const path = engine.engine.store.tablePath(step?.fingerprint ?? '', 'table')
  return (await engine.engine.db.rows(`SELECT ${column} FROM read_parquet('${path}')`)).map(([value]) => Number(value))
}

const predict = { predict: { type: 'evaluate.predict', params: {} } }
const predicted = ['file.table > predict.table', 'stack.model > predict.model']

describe('stacked models', () => {
  it('of classes answer raw rows as scikit-learn’s stacking classifier', async () => {
    const found = await answers(pipeline('train.logistic-regression', { target: 'label', c: 0.5 }, predict, predicted), 'c7')
    expect(found).toHaveLength(stacked.yes.length)
    expect(Math.max(...found.map((value, row) => Math.abs(value - (stacked.yes[row] ?? Number.NaN))))).toBeLessThan(1e-5)
  })

  it('of numbers as its stacking regressor', async () => {
    const found = await answers(pipeline('train.linear-regression', { target: 'amount' }, predict, predicted), 'c5')
    expect(Math.max(...found.map((value, row) => Math.abs(value - (stacked.amount[row] ?? Number.NaN))))).toBeLessThan(1e-8)
  })

  it('are learned anew, trust and all, in each fold of a cross-validation', async () => {
    const behind = { cv: { type: 'evaluate.cross-validate', params: { folds: 2 } } }
    const document = pipeline('train.logistic-regression', { target: 'label' }, behind, [
      'stack.model > cv.models',
      'all.model > cv.models',
    ])
    const { manifest } = await engine.run(document, { targets: ['cv'] })
    const step = manifest.steps.find(({ node }) => node === 'cv')
    expect(step?.problem).toBeUndefined()
    const metrics = await engine.engine.store.json(step?.fingerprint ?? '', 'metrics')
    if (metrics?.kind !== 'metrics') throw new Error('no metrics')
    expect(metrics.evaluations.map(({ rows }) => rows)).toEqual([120, 120])
  })
})
