import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Document, Params } from '../protocol/document.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

interface Golden {
  readonly x: readonly (readonly number[])[]
  readonly y: readonly number[]
  readonly fold: readonly number[]
  readonly shuffled: readonly (readonly number[])[]
  readonly score: number
  readonly scores: readonly number[]
  readonly p: number
}

let engine: TemporaryEngine
let golden: Golden
beforeAll(async () => {
  engine = await temporaryEngine()
  golden = JSON.parse(await readFile(join(import.meta.dirname, '../../nodes/evaluate/golden/label-shuffle.json'), 'utf8')) as Golden
  await engine.write('golden.csv', `a,b,y\n${golden.x.map((row, at) => [...row, golden.y[at]].join(',')).join('\n')}\n`)
  // y follows x; z is noise. Shops differ in y, but within a shop nothing is known.
  const lines = Array.from({ length: 120 }, (_, row) => {
    const chance = (seed: number) => Math.abs(Math.sin(row * 12.9898 + seed) * 43758.5453) % 1
    const x = chance(1)
    return [x, chance(2), chance(3), x + 0.2 * chance(4), row % 6, (row % 6) + 0.1 * chance(5), row, row + 9 * chance(6)].join(',')
  })
  await engine.write('rows.csv', `x,z,noise,y,shop,sales,day,trend\n${lines.join('\n')}\n`)
})
afterAll(() => engine.close())

const names = (...list: string[]) => ({ by: 'names', names: list })

async function tested(document: Document) {
  const { manifest } = await engine.run(document, { targets: ['test'] })
  const step = manifest.steps.find(({ node }) => node === 'test')
  if (step?.problem) return { problem: step.problem, scores: [], failures: [], report: '', problems: [] }
  const fingerprint = step?.fingerprint ?? ''
  const { store, db } = engine.engine
  const table = await db.rows(`SELECT c2, c3 FROM read_parquet('${store.tablePath(fingerprint, 'table')}')`)
  const { nodes } = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
  const report = JSON.stringify(await store.json(fingerprint, 'report'))
  const [scores, failures] = [table.map(([score]) => Number(score)), table.map(([, failure]) => failure)]
  return { problem: undefined, scores, failures, report, problems: nodes.get('test')?.problems ?? [] }
}

const linear = (features: readonly string[], target: string, params: Params, roles?: Params) =>
  documentOf(
    {
      file: { type: 'source.file', params: { path: 'rows.csv' } },
      ...(roles && { roles: { type: 'clean.set-roles', params: roles } }),
      learn: { type: 'train.linear-regression', params: { target, features: names(...features) } },
      test: { type: 'evaluate.label-shuffle', params: { folds: 2, method: 'random', ...params } },
    },
    [...(roles ? ['file.table > roles.table', 'roles.table > learn.table'] : ['file.table > learn.table']), 'learn.model > test.models'],
  )

describe('the label-shuffle test', () => {
  it('gives the scores of scikit-learn on the same folds and shuffles, everything learned anew', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'golden.csv' } },
        scale: { type: 'feature.scale', params: { columns: names('a', 'b'), method: 'standard' } },
        learn: { type: 'train.linear-regression', params: { target: 'y', features: names('a', 'b') } },
        test: { type: 'evaluate.label-shuffle', params: { shuffles: golden.scores.length, folds: 3, method: 'random', settled: false } },
        folds: { type: 'split.folds', params: { count: 3, name: 'fold' } },
        ...Object.fromEntries(
          golden.shuffled.map((_, at) => [`s${at}`, { type: 'clean.shuffle-rows', params: { columns: names('y'), seed: 100_004 + at } }]),
        ),
      },
      [
        'file.table > scale.table',
        'scale.table > learn.table',
        'learn.model > test.models',
        'file.table > folds.table',
        ...golden.shuffled.map((_, at) => `file.table > s${at}.table`),
      ],
    )
    const { manifest } = await engine.run(document, { targets: ['folds', ...golden.shuffled.map((_, at) => `s${at}`)] })
    const column = async (node: string, name: string) => {
      const { fingerprint } = manifest.steps.find((step) => step.node === node) ?? { fingerprint: '' }
      const rows = await engine.engine.db.rows(`SELECT ${name} FROM read_parquet('${engine.engine.store.tablePath(fingerprint, 'table')}')`)
      return rows.map(([value]) => Number(value))
    }
    expect(await column('folds', 'c3')).toEqual(golden.fold)
    for (const [at, shuffled] of golden.shuffled.entries()) expect(await column(`s${at}`, 'c2')).toEqual(shuffled)
    const { scores, report } = await tested(document)
    expect(scores).toHaveLength(1 + golden.scores.length)
    for (const [at, score] of [golden.score, ...golden.scores].entries()) expect(scores[at]).toBeCloseTo(score, 9)
    expect(report).toContain(`"id":"p","label":{"en":"p-value","fr":"Valeur p"},"value":${golden.p}`)
  })

  it('shuffles within groups, where what groups tell is no news', async () => {
    const among = await tested(linear(['shop'], 'sales', { shuffles: 3, within: 'all' }))
    expect(among.report).toContain('None of 3 shuffles did as well')
    const within = await tested(linear(['shop'], 'sales', { shuffles: 2 }, { group: names('shop') }))
    expect(within.report).toContain('2 mélanges dans chaque shop')
    expect(Math.min(...within.scores)).toBeGreaterThan(0.9)
    const byTime = await tested(linear(['day'], 'trend', { shuffles: 2, within: 'time', column: 'day', blocks: 4 }))
    expect(byTime.report).toContain('2 shuffles within 4 parts of day')
    expect(Math.min(...byTime.scores)).toBeGreaterThan(0.8)
    expect(byTime.problems).toEqual([])
  })

  it('finds a column that is made of the target: shuffled labels score well too', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'rows.csv' } },
        leak: { type: 'clean.formula-column', params: { name: 'twice', formula: '2 * [y] + [noise]' } },
        learn: { type: 'train.linear-regression', params: { target: 'y', features: names('twice') } },
        test: { type: 'evaluate.label-shuffle', params: { folds: 2, shuffles: 4, method: 'random' } },
      },
      ['file.table > leak.table', 'leak.table > learn.table', 'learn.model > test.models'],
    )
    const { problems, report } = await tested(document)
    expect(problems).toMatchObject([{ code: 'shuffle-leak', severity: 'warning' }])
    expect(problems[0]?.text.en).toContain('a column knows the answer of its own row')
    expect(report).toContain('Shuffled labels score well too, so this says nothing.')
  })

  it('leaves out a shuffle that puts a rare class into one fold, and says why', async () => {
    await engine.write(
      'rare.csv',
      `x,y\n${Array.from({ length: 40 }, (_, row) => `${row % 9},${row % 39 === 0 ? 'yes' : 'no'}`).join('\n')}\n`,
    )
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'rare.csv' } },
        learn: { type: 'train.logistic-regression', params: { target: 'y', features: names('x') } },
        test: { type: 'evaluate.label-shuffle', params: { folds: 2, shuffles: 6, method: 'random', seed: 3, settled: false } },
      },
      ['file.table > learn.table', 'learn.model > test.models'],
    )
    const { problem, scores, failures, report } = await tested(document)
    expect(problem).toBeUndefined()
    expect(scores).toHaveLength(7)
    const failed = failures.filter((one) => one !== null)
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.length).toBeLessThan(6)
    for (const one of failed) expect(one).toMatch(/^“Logistic regression” without fold \d: /)
    expect(report).toContain(`${failed.length} of 6 shuffles could not be judged.`)
    expect(report).toContain('Les mélanges qui ont échoué')
  })

  it('says what keeps it from shuffling, with a click that mends it', async () => {
    const none = await tested(linear(['x'], 'y', { shuffles: 2, within: 'group' }))
    expect(none.problem).toMatchObject({ code: 'shuffle-no-column', place: { param: 'column' } })
    // The person is the group: each has one answer only.
    const one = await tested(linear(['x'], 'sales', { shuffles: 2 }, { group: names('day') }))
    expect(one.problem).toMatchObject({ code: 'shuffle-nothing', place: { param: 'within' } })
    expect(one.problem?.fixes?.[0]?.commands).toMatchObject([{ type: 'set-params', params: { within: 'all' } }])
  })
})
