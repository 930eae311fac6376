import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Document, Params } from '../protocol/document.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
  // A step in x, seen through noise: a tree of few large leaves finds it, one with leaves of 60 rows does not.
  const lines = Array.from({ length: 200 }, (_, row) => {
    const noise = Math.sin(row * 78.233) * 43758.5453
    const chance = noise - Math.floor(noise)
    const x = (row * 37) % 200
    return `${x},${(chance * 9).toFixed(2)},${(x > 80 && x < 120 ? 10 : 0) + chance}`
  })
  await engine.write('step.csv', `x,z,y\n${lines.join('\n')}\n`)
})
afterAll(() => engine.close())

const tuned = (params: Params, more: Parameters<typeof documentOf>[0] = {}, wires: readonly string[] = []) =>
  documentOf(
    {
      file: { type: 'source.file', params: { path: 'step.csv' } },
      tree: { type: 'train.decision-tree', params: { target: 'y', minLeaf: 60 } },
      tune: {
        type: 'train.tune',
        params: { trials: 4, folds: 2, seeds: false, ranges: [{ param: 'minLeaf', from: 1, to: 50, log: true }], ...params },
      },
      ...more,
    },
    ['file.table > tree.table', 'tree.model > tune.models', ...wires],
  )

async function search(params: Params) {
  const document = tuned(params)
  const { manifest } = await engine.run(document, { targets: ['tune'] })
  const step = manifest.steps.find(({ node }) => node === 'tune')
  if (step?.problem) throw new Error(step.problem.text.en)
  const fingerprint = step?.fingerprint ?? ''
  const { store, db } = engine.engine
  const [metrics, model] = await Promise.all([store.json(fingerprint, 'metrics'), store.json(fingerprint, 'model')])
  if (metrics?.kind !== 'metrics' || model?.kind !== 'model') throw new Error('nothing came out')
  const trials = await db.rows(`SELECT c0, c1, c2, c8 FROM read_parquet('${store.tablePath(fingerprint, 'trials')}')`)
  const { nodes } = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
  return { manifest, fingerprint, metrics, model: model.model, trials, problems: nodes.get('tune')?.problems ?? [] }
}

describe('tuning', () => {
  it('finds better settings than those that stood, and trains the model with them on all rows', async () => {
    const { manifest, fingerprint, metrics, model, trials } = await search({})
    expect(trials).toHaveLength(5)
    const [stood, ...others] = trials.map(([, , score]) => Number(score))
    expect(Math.max(...others)).toBeGreaterThan((stood ?? 1) + 0.3)
    expect(trials[0]?.[3]).toBe(60)
    expect(trials.filter(([, best]) => best === true)).toHaveLength(1)
    expect(metrics.evaluations[0]?.verdict.en).toMatch(
      /^Best of 5 trials by R², 0\.\d+ \(as it stood: -?−?0\.\d+\): “Fewest rows in a leaf” \d+\. /,
    )
    expect(model).toMatchObject({ id: fingerprint, name: 'Tune', learner: 'train.decision-tree', trained: { rows: 200 } })
    // The models of the folds are no models of the workspace; neither is the learner trained as it stood.
    expect(await readdir(engine.engine.workspace.models)).toHaveLength(1)
    expect(manifest.steps.map(({ node }) => node).toSorted()).toEqual(['file', 'tune'])
    expect((await engine.run(tuned({}), { targets: ['tune'] })).manifest.steps.find(({ node }) => node === 'tune')?.state).toBe('reused')
  })

  it('says when the best lies at the edge of a range, and a click widens it', async () => {
    const { problems } = await search({ method: 'random', trials: 2, ranges: [{ param: 'minLeaf', from: 20, to: 21, log: false }] })
    expect(problems).toMatchObject([{ code: 'tune-at-edge', severity: 'warning' }])
    const [command] = problems[0]?.fixes?.[0]?.commands ?? []
    expect(command).toMatchObject({ type: 'set-params', params: { ranges: [{ param: 'minLeaf', log: false }] } })
  })

  it('says when another seed moves the score more than tuning does', async () => {
    const { problems } = await search({ seeds: true, trials: 1, ranges: [{ param: 'minLeaf', from: 59, to: 61, log: false }] })
    expect(problems.map(({ code }) => code)).toContain('tune-chance')
  })

  it('ends when time or energy is used up, with the best so far', async () => {
    // So many different trees that no machine fits them all in six seconds.
    const ranges = [
      { param: 'minLeaf', from: 1, to: 90, log: false },
      { param: 'depth', from: 2, to: 30, log: false },
    ]
    const { trials, metrics } = await search({ minutes: 0.1, trials: 500, folds: 10, seed: 5, ranges })
    expect(trials.length).toBeLessThan(500)
    expect(metrics.evaluations[0]?.verdict.en).toContain('Time was up.')
    const short = await search({ energy: 0.001, trials: 500, seed: 6 })
    expect(short.metrics.evaluations[0]?.verdict.en).toContain('The energy was used up.')
  })

  it('halves: the best of many on few rows go on to all rows', async () => {
    const { trials } = await search({ method: 'halving', trials: 6 })
    expect(trials).toHaveLength(6)
  })

  it('looks for settings of a step before the learner too, all of a grid', async () => {
    // Gaps of x are far away: filled with the mean they lie on the step, with the median beside it.
    const lines = Array.from({ length: 120 }, (_, row) =>
      row % 3 === 0 ? `,5` : `${row % 10 === 1 ? 900 : row % 7},${row % 10 === 1 ? 1 : 0}`,
    )
    await engine.write('gaps.csv', `x,y\n${lines.join('\n')}\n`)
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'gaps.csv' } },
        fill: { type: 'clean.fill-missing', params: { columns: { by: 'names', names: ['x'] }, method: 'median' } },
        tree: { type: 'train.decision-tree', params: { target: 'y', task: 'regression', minLeaf: 5, depth: 5 } },
        tune: {
          type: 'train.tune',
          params: {
            method: 'grid',
            folds: 2,
            seeds: false,
            ranges: [
              { param: 'fill.method', values: 'median; mean' },
              { param: 'depth', values: '3' },
            ],
          },
        },
      },
      ['file.table > fill.table', 'fill.table > tree.table', 'tree.model > tune.models'],
    )
    const { manifest } = await engine.run(document, { targets: ['tune'] })
    const step = manifest.steps.find(({ node }) => node === 'tune')
    expect(step?.problem).toBeUndefined()
    const { store, db } = engine.engine
    const trials = await db.rows(
      `SELECT c1, c2, c8, c9 FROM read_parquet('${store.tablePath(step?.fingerprint ?? '', 'trials')}') ORDER BY c0`,
    )
    expect(trials.map(([best, , method, depth]) => [best, method, depth])).toEqual([
      [false, 'median', 5],
      [false, 'median', 3],
      [true, 'mean', 3],
    ])
    const report = await store.json(step?.fingerprint ?? '', 'report')
    expect(report).toMatchObject({ kind: 'report', views: [{ view: 'text', lead: true }, { view: 'vega-lite' }] })
    // The model carries the way that was found: the mean of the known values goes into its recipe.
    const known = lines.flatMap((line) => (line.startsWith(',') ? [] : [Number(line.split(',')[0])]))
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length
    expect(JSON.stringify(await store.json(step?.fingerprint ?? '', 'model'))).toContain(String(mean))
  })

  /** Gaps of a text column: the most frequent value fills them, a mean cannot. */
  const filled = (params: Params) =>
    documentOf(
      {
        file: { type: 'source.file', params: { path: 'towns.csv' } },
        fill: { type: 'clean.fill-missing', params: { columns: { by: 'names', names: ['town'] }, method: 'mode' } },
        tree: { type: 'train.decision-tree', params: { target: 'y', task: 'regression', minLeaf: 5, depth: 5 } },
        tune: { type: 'train.tune', params: { folds: 2, seeds: false, ...params } },
      },
      ['file.table > fill.table', 'fill.table > tree.table', 'tree.model > tune.models'],
    )
  const writeTowns = () =>
    engine.write(
      'towns.csv',
      `town,y\n${Array.from({ length: 60 }, (_, row) => `${['a', 'b', '', 'a'][row % 4]},${row % 4}`).join('\n')}\n`,
    )

  it('keeps trials that fail with their reason, and goes on', async () => {
    await writeTowns()
    const ranges = [
      { param: 'fill.method', values: 'mode; mean' },
      { param: 'depth', values: '2; 3' },
    ]
    const { manifest } = await engine.run(filled({ method: 'grid', ranges }), { targets: ['tune'] })
    const step = manifest.steps.find(({ node }) => node === 'tune')
    expect(step?.problem).toBeUndefined()
    const { store, db } = engine.engine
    const path = store.tablePath(step?.fingerprint ?? '', 'trials')
    const trials = await db.rows(`SELECT c8, c2 IS NULL, c7 FROM read_parquet('${path}') ORDER BY c0`)
    expect(trials.map(([method, scoreless]) => [method, scoreless])).toEqual([
      ['mode', false],
      ['mode', false],
      ['mode', false],
      ['mean', true],
      ['mean', true],
    ])
    for (const [, scoreless, problem] of trials) expect(String(problem)).toMatch(scoreless ? /“town”/ : /^null$/)
    const report = JSON.stringify(await store.json(step?.fingerprint ?? '', 'report'))
    expect(report).toContain('2 failed.')
    expect(report).toContain('Les essais qui ont échoué')
    expect(report).toMatch(/\\nTrial 4: “Fill with” of “[^”]+” the mean and “[^”]+” 2\\nTrial 5: “/)
    expect(await store.json(step?.fingerprint ?? '', 'metrics')).toMatchObject({
      evaluations: [{ verdict: { en: expect.stringMatching(/^Best of 5 trials, 2 of which failed, by R²/) as string } }],
    })
  })

  it('ends when more than half of the first ten trials fail, or all of a short search', async () => {
    await writeTowns()
    const ranges = [
      { param: 'fill.method', values: 'mean; median' },
      { param: 'depth', from: 1, to: 30, log: false },
    ]
    const problemOf = async (document: Document) =>
      (await engine.run(document, { targets: ['tune'] })).manifest.steps.find(({ node }) => node === 'tune')?.problem
    const most = await problemOf(filled({ method: 'random', trials: 100, ranges }))
    expect(most).toMatchObject({ code: 'tune-failing', place: { param: 'ranges' } })
    expect(most?.text.en).toMatch(/^9 of the first 10 trials failed, so the search ended\. Trial 2: .*“town”/)
    expect(most?.text.fr).toMatch(/^9 des 10 premiers essais ont échoué : la recherche s’est arrêtée\. Essai 2 : .*« town »/)
    const document = filled({ method: 'grid', ranges: [{ param: 'fill.method', values: 'mean; median' }] })
    const fill = document.nodes['fill']
    if (!fill) throw new Error('no node fills')
    const all = await problemOf({
      ...document,
      nodes: { ...document.nodes, fill: { ...fill, params: { ...fill.params, method: 'mean' } } },
    })
    expect(all).toMatchObject({ code: 'tune-failed' })
    expect(all?.text.en).toMatch(/^None of 2 trials ended\. .*“town”/)
  })

  it('halves by trees: few of them at first', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'step.csv' } },
        boost: { type: 'train.gradient-boosting', params: { target: 'y', task: 'regression', trees: 9, minLeaf: 5 } },
        tune: {
          type: 'train.tune',
          params: {
            method: 'halving',
            resource: 'rounds',
            trials: 6,
            folds: 2,
            seeds: false,
            ranges: [{ param: 'rate', from: 0.05, to: 0.5 }],
          },
        },
      },
      ['file.table > boost.table', 'boost.model > tune.models'],
    )
    const { manifest } = await engine.run(document, { targets: ['tune'] })
    const fingerprint = manifest.steps.find(({ node }) => node === 'tune')?.fingerprint ?? ''
    const { store, db } = engine.engine
    const trials = await db.rows(`SELECT c5, c2 FROM read_parquet('${store.tablePath(fingerprint, 'trials')}') ORDER BY c0`)
    expect(trials.map(([share]) => Math.round(Number(share) * 9))).toEqual([9, 3, 3, 3, 3, 9])
    expect(Number(trials.at(-1)?.[1])).toBeGreaterThan(Math.max(...trials.slice(1, 5).map(([, score]) => Number(score))))
  })

  it('is tuned anew within each fold when it is cross-validated itself', async () => {
    const document = tuned({ trials: 1 }, { cv: { type: 'evaluate.cross-validate', params: { folds: 2, seed: 9 } } }, [
      'tune.model > cv.models',
    ])
    const { manifest } = await engine.run(document, { targets: ['cv'] })
    const step = manifest.steps.find(({ node }) => node === 'cv')
    expect(step?.problem).toBeUndefined()
    const artifact = await engine.engine.store.json(step?.fingerprint ?? '', 'metrics')
    expect(artifact).toMatchObject({ kind: 'metrics', evaluations: [{ model: 'Tune', rows: 200 }] })
    // The table of folds ends with what each of them chose.
    const { store, db } = engine.engine
    const folds = `read_parquet('${store.tablePath(step?.fingerprint ?? '', 'folds')}')`
    const last = (await db.describe(`FROM ${folds}`)).at(-1)?.name
    const chosen = await db.rows(`SELECT ${last} FROM ${folds}`)
    expect(chosen).toHaveLength(2)
    for (const [minLeaf] of chosen) expect(minLeaf === 60 || (Number(minLeaf) >= 1 && Number(minLeaf) <= 50)).toBe(true)
  })
})
