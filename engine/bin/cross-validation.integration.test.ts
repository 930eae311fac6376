import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MetricsArtifact } from '../../nodes/kit/artifacts.ts'
import { applyCommand } from '../graph/commands/apply-command.ts'
import type { Document } from '../protocol/document.ts'
import type { RunManifest } from '../store/run-store.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

interface Golden {
  readonly x: readonly (readonly (number | null)[])[]
  readonly amount: readonly number[]
  readonly label: readonly string[]
  readonly fold: readonly number[]
  readonly linear: readonly number[]
  readonly logistic: readonly number[]
}

let engine: TemporaryEngine
let golden: Golden
beforeAll(async () => {
  engine = await temporaryEngine()
  // A town says nothing of y; there are so many that an encoder which has seen y knows it by heart.
  const rows = Array.from({ length: 240 }, (_, row) => {
    const noise = Math.sin(row * 12.9898) * 43758.5453
    const chance = noise - Math.floor(noise)
    return `${row},t${row % 80},p${row % 12},${chance > 0.5 ? 'yes' : 'no'},${(chance * 10).toFixed(3)}`
  })
  await engine.write('towns.csv', `id,town,person,y,amount\n${rows.join('\n')}\n`)
  golden = JSON.parse(await readFile(join(import.meta.dirname, '../../nodes/evaluate/golden/cross-validate.json'), 'utf8')) as Golden
  const lines = golden.x.map((row, at) => [...row.map((value) => value ?? ''), golden.amount[at], golden.label[at]].join(','))
  await engine.write('golden.csv', `a,b,c,amount,label\n${lines.join('\n')}\n`)
})
afterAll(() => engine.close())

const names = (...list: string[]) => ({ by: 'names', names: list })
const stepOf = (manifest: RunManifest, node: string) => manifest.steps.find((step) => step.node === node)

async function judged(document: Document, node = 'cv') {
  const { manifest, events } = await engine.run(document, { targets: [node] })
  const step = stepOf(manifest, node)
  if (step?.problem) throw new Error(step.problem.text.en)
  const artifact = await engine.engine.store.json(step?.fingerprint ?? '', 'metrics')
  if (artifact?.kind !== 'metrics') throw new Error('no metrics')
  const rows = async (port: string, columns: string) => {
    const path = engine.engine.store.tablePath(step?.fingerprint ?? '', port)
    return engine.engine.db.rows(`SELECT ${columns} FROM read_parquet('${path}')`)
  }
  return { artifact, manifest, events, rows }
}

const figure = ({ evaluations }: MetricsArtifact, id: string, model = 0) => {
  const found = evaluations[model]?.figures.find((item) => item.id === id)
  if (found?.value === null || found?.value === undefined) throw new Error(`no ${id}`)
  return found.value
}

/** A target encoder that has seen its own rows, before or behind the split, and a model of what it says. */
const encoded = (before: boolean, params: Readonly<Record<string, string | number>> = {}) => {
  const wires = before
    ? ['file.table > encode.table', 'encode.table > split.table', 'split.train > learn.table']
    : ['file.table > split.table', 'split.train > encode.table', 'encode.table > learn.table']
  return documentOf(
    {
      file: { type: 'source.file', params: { path: 'towns.csv' } },
      split: { type: 'split.train-test', params: { share: 0.95 } },
      encode: { type: 'feature.target-encode', params: { target: 'y', event: 'yes', columns: names('town'), folds: 0, smoothing: 0 } },
      learn: { type: 'train.logistic-regression', params: { target: 'y', features: names('town') } },
      cv: { type: 'evaluate.cross-validate', params: { folds: 3, ...params } },
    },
    [...wires, 'learn.model > cv.models'],
  )
}

const oracle = (model: 'linear' | 'logistic') =>
  documentOf(
    {
      file: { type: 'source.file', params: { path: 'golden.csv' } },
      fill: { type: 'clean.fill-missing', params: { columns: names('a', 'b', 'c'), method: 'mean' } },
      scale: { type: 'feature.scale', params: { columns: names('a', 'b', 'c'), method: 'standard' } },
      learn:
        model === 'linear'
          ? { type: 'train.linear-regression', params: { target: 'amount', features: names('a', 'b', 'c') } }
          : { type: 'train.logistic-regression', params: { target: 'label', features: names('a', 'b', 'c'), c: 0.5 } },
      cv: { type: 'evaluate.cross-validate', params: { folds: 4, method: 'random' } },
    },
    ['file.table > fill.table', 'fill.table > scale.table', 'scale.table > learn.table', 'learn.model > cv.models'],
  )

describe('cross-validation', () => {
  it('learns every step on the way anew without each fold: an encoder that knows y by heart is found out', async () => {
    const { artifact, manifest, events } = await judged(encoded(false))
    expect(artifact.evaluations[0]?.rows).toBeGreaterThan(200)
    expect(figure(artifact, 'auc')).toBeLessThan(0.62)
    // Neither the learner nor the encoder has to be learned for it from all rows, and what it does inside is not told.
    expect(manifest.steps.map(({ node }) => node).toSorted()).toEqual(['cv', 'file', 'split'])
    expect(events.filter((event) => 'node' in event && event.node.includes('/'))).toEqual([])
    // The same encoder before the split has seen the rows of all folds: the leak that the check of the pipeline warns of.
    expect(figure((await judged(encoded(true))).artifact, 'auc')).toBeGreaterThan(0.75)
  })

  it('is warned of an encoder that learned the target of test rows, and the click moves it behind the split', async () => {
    const problemsOf = async (document: Document) => {
      const { nodes } = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
      return [...nodes.values()].flatMap(({ problems }) => problems)
    }
    const document = encoded(true)
    const [problem, ...more] = await problemsOf(document)
    expect(more).toEqual([])
    expect(problem).toMatchObject({ code: 'target-fitted-before-split', place: { node: 'encode' } })
    const mended = (problem?.fixes?.[0]?.commands ?? []).reduce((before, command) => applyCommand(before, command).document, document)
    expect(await problemsOf(mended)).toEqual([])
  })

  it('gives the out-of-fold answers of scikit-learn’s pipeline on the same folds', async () => {
    const linear = await judged(oracle('linear'))
    const answers = await linear.rows('table', 'c5, c7')
    expect(answers.map(([fold]) => Number(fold))).toEqual(golden.fold)
    expect(Math.max(...answers.map(([, value], row) => Math.abs(Number(value) - (golden.linear[row] ?? NaN))))).toBeLessThan(1e-9)
    const logistic = await judged(oracle('logistic'))
    const shares = await logistic.rows('table', 'c8')
    // The node stops at a gradient of 1e-6.
    expect(Math.max(...shares.map(([value], row) => Math.abs(Number(value) - (golden.logistic[row] ?? NaN))))).toBeLessThan(1e-5)
  })

  it('costs nothing when nothing changed, and only its own figures when only those did', async () => {
    const folder = engine.engine.workspace.artifacts
    await judged(encoded(false))
    // Two levels down: the folders above hold all steps whose fingerprints begin alike.
    const steps = async () => (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('step.json'))
    const before = await steps()
    expect(stepOf((await judged(encoded(false))).manifest, 'cv')?.state).toBe('reused')
    await judged(encoded(false, { rope: 2 }))
    const added = (await steps()).filter((name) => !before.includes(name))
    expect(added).toHaveLength(1)
  })

  it('holds several models against each other on the same folds, each fold of each in a table', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'golden.csv' } },
        line: { type: 'train.linear-regression', params: { target: 'amount', features: names('a', 'b') } },
        tree: { type: 'train.decision-tree', params: { target: 'amount', features: names('c') } },
        cv: { type: 'evaluate.cross-validate', params: { folds: 4, repeats: 2 } },
      },
      ['file.table > line.table', 'file.table > tree.table', 'line.model > cv.models', 'tree.model > cv.models'],
    )
    const { artifact, rows } = await judged(document)
    expect(artifact.evaluations.map(({ model }) => model)).toEqual(['Linear regression', 'Decision tree'])
    const duel = artifact.duels?.find((item) => item.figure === 'rmse')
    expect(duel).toMatchObject({ a: 0, b: 1 })
    expect(duel?.probability).toBeGreaterThan(0.9)
    // The rows behind a dot of a model are found by its columns: those of the fold's table, what was true, then answer and residual of each.
    expect(artifact.evaluations.map(({ answers }) => [answers?.port, answers?.actual, answers?.prediction, answers?.residual])).toEqual([
      ['table', 'actual', 'prediction (Linear regression)', 'residual (Linear regression)'],
      ['table', 'actual', 'prediction (Decision tree)', 'residual (Decision tree)'],
    ])
    expect(figure(artifact, 'rmse', 0)).toBeLessThan(figure(artifact, 'rmse', 1))
    expect(await rows('folds', 'count(*), max(c1), max(c2)')).toEqual([[16, 2, 4]])
  })

  it('keeps whole groups in one fold where a column has that role, and learns from earlier rows only by time', async () => {
    const grouped = documentOf(
      {
        file: { type: 'source.file', params: { path: 'towns.csv' } },
        roles: { type: 'clean.set-roles', params: { group: names('person') } },
        learn: { type: 'train.linear-regression', params: { target: 'amount', features: names('id') } },
        cv: { type: 'evaluate.cross-validate', params: { folds: 3 } },
        time: { type: 'evaluate.cross-validate', params: { folds: 3, method: 'time', column: 'id' } },
      },
      ['file.table > roles.table', 'roles.table > learn.table', 'learn.model > cv.models', 'learn.model > time.models'],
    )
    const { rows } = await judged(grouped)
    expect(await rows('table', 'count(DISTINCT c2), count(DISTINCT (c2, c5))')).toEqual([[12, 12]])
    const forward = await judged(grouped, 'time')
    expect(forward.artifact.evaluations[0]?.rows).toBe(180)
    expect(await forward.rows('table', 'count(*), count(c7), min(c0) FILTER (c7 IS NOT NULL)')).toEqual([[240, 180, 60]])
  })

  it('says which models cannot be learned anew, and which have no rows in common', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'golden.csv' } },
        other: { type: 'source.file', params: { path: 'towns.csv' } },
        line: { type: 'train.linear-regression', params: { target: 'amount', features: names('a') } },
        town: { type: 'train.linear-regression', params: { target: 'amount', features: names('id') } },
        best: { type: 'evaluate.compare-models' },
        apart: { type: 'evaluate.cross-validate' },
        idle: { type: 'evaluate.cross-validate' },
      },
      [
        'file.table > line.table',
        'other.table > town.table',
        'file.table > best.table',
        'line.model > best.models',
        'best.model > idle.models',
        'line.model > apart.models',
        'town.model > apart.models',
      ],
    )
    const { nodes } = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
    expect(nodes.get('idle')?.problems).toMatchObject([{ code: 'study-learns-nothing', place: { node: 'idle', port: 'models' } }])
    expect(nodes.get('apart')?.problems).toMatchObject([{ code: 'study-rows-apart' }])
    // A study sets rows aside by itself: that all of them are learned from is no problem then.
    const { nodes: studied } = await engine.engine.resolve(oracle('linear'), engine.folder, new AbortController().signal)
    expect([...studied.values()].flatMap(({ problems }) => problems)).toEqual([])
  })

  it('names the fold in which something failed', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'towns.csv' } },
        rare: { type: 'clean.formula-column', params: { name: 'rare', formula: 'IF([id] = 7, "yes", "no")' } },
        learn: { type: 'train.logistic-regression', params: { target: 'rare', features: names('amount') } },
        cv: { type: 'evaluate.cross-validate', params: { folds: 3, method: 'random' } },
      },
      ['file.table > rare.table', 'rare.table > learn.table', 'learn.model > cv.models'],
    )
    const { manifest } = await engine.run(document, { targets: ['cv'] })
    expect(stepOf(manifest, 'cv')).toMatchObject({ state: 'failed' })
    const problem = stepOf(manifest, 'cv')?.problem
    expect(problem?.text.en).toMatch(/^“Logistic regression” without fold \d: /)
    // A single row is in one fold, however the folds are made: no button would help.
    expect(problem?.action?.en).toContain('more rows with these values')
    expect(problem?.fixes ?? []).toEqual([])
  })

  it('has a button for a rare class that fell into one fold', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'towns.csv' } },
        rare: { type: 'clean.formula-column', params: { name: 'rare', formula: 'IF([id] < 2, "yes", "no")' } },
        learn: { type: 'train.logistic-regression', params: { target: 'rare', features: names('amount') } },
        cv: { type: 'evaluate.cross-validate', params: { folds: 2, method: 'random', seed: 1 } },
      },
      ['file.table > rare.table', 'rare.table > learn.table', 'learn.model > cv.models'],
    )
    const { manifest } = await engine.run(document, { targets: ['cv'] })
    const problem = stepOf(manifest, 'cv')?.problem
    expect(problem).toMatchObject({ code: 'one-class', action: { fr: expect.stringContaining('dans chaque classe') as string } })
    const mended = (problem?.fixes?.[0]?.commands ?? []).reduce((before, command) => applyCommand(before, command).document, document)
    expect(mended).not.toEqual(document)
    const again = await engine.run(mended, { targets: ['cv'] })
    expect(stepOf(again.manifest, 'cv')?.state).toBe('executed')
  })

  it('ends with the run that is cancelled, and goes on where it was', async () => {
    const document = encoded(false, { folds: 8, seed: 77 })
    const resolved = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
    const { id, finished } = await engine.engine.runService.start({ pipeline: 'x', resolved, targets: ['cv'], from: [], counts: 'no' })
    const learned = async () => (await readdir(engine.engine.workspace.artifacts)).length
    const before = await learned()
    await expect.poll(learned, { timeout: 30_000 }).toBeGreaterThan(before + 4)
    engine.engine.runService.cancel(id)
    const manifest = await finished
    expect(manifest.outcome).toBe('cancelled')
    expect(stepOf(manifest, 'cv')?.state).toBe('cancelled')
    const kept = new Set(await readdir(engine.engine.workspace.artifacts))
    await judged(document)
    for (const name of kept) expect(await readdir(engine.engine.workspace.artifacts)).toContain(name)
  })
})
