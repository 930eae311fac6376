import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineEvent } from '../protocol/event.ts'
import { engineHandlers } from './engine-handlers.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
  const rows = Array.from(
    { length: 400 },
    (_, index) => `${index},${index % 7},${index % 3 === 0 ? 'yes' : 'no'},${(index % 3 === 0 ? 5 : 0) + (index % 5)}`,
  )
  await engine.write('data.csv', `id,week,buys,score\n${rows.join('\n')}\n`)
})
afterAll(() => engine.close())

const chain = (limit: number) =>
  documentOf(
    {
      file: { type: 'source.file', params: { path: 'data.csv' } },
      keep: { type: 'clean.filter-rows', params: { conditions: { all: [{ column: 'id', is: 'less', value: limit }] } } },
      sorted: { type: 'clean.sort-rows', params: { by: [{ column: 'score', direction: 'down' }] } },
      groups: { type: 'combine.group', params: { keys: { by: 'names', names: ['buys'] } } },
    },
    ['file.table > keep.table', 'keep.table > sorted.table', 'keep.table > groups.table'],
  )

const states = (manifest: { steps: readonly { node: string; state: string }[] }) =>
  Object.fromEntries(manifest.steps.map((step) => [step.node, step.state]))

describe('runs', () => {
  it('computes once, then reuses everything, and an edit computes exactly what stands behind it', async () => {
    const first = await engine.run(chain(300), { counts: true })
    expect(first.manifest.outcome).toBe('done')
    expect(states(first.manifest)).toEqual({ file: 'executed', keep: 'executed', sorted: 'executed', groups: 'executed' })
    expect(first.manifest.steps.find((step) => step.node === 'keep')?.rows).toEqual({ table: 300, rest: 100 })
    expect(first.manifest.steps.find((step) => step.node === 'groups')?.rows).toEqual({ table: 2 })

    const second = await engine.run(chain(300))
    expect(states(second.manifest)).toEqual({ file: 'reused', keep: 'reused', sorted: 'reused', groups: 'reused' })

    const edited = chain(300)
    const other = {
      ...edited,
      nodes: { ...edited.nodes, sorted: { ...edited.nodes['sorted']!, params: { by: [{ column: 'id', direction: 'down' }] } } },
    }
    expect(states((await engine.run(other)).manifest)).toEqual({ file: 'reused', keep: 'reused', sorted: 'executed', groups: 'reused' })
    expect(states((await engine.run(chain(200))).manifest)).toEqual({
      file: 'reused',
      keep: 'executed',
      sorted: 'executed',
      groups: 'executed',
    })
  })

  it('runs only what a target needs, and anew from a node', async () => {
    const to = await engine.run(chain(111), { targets: ['keep'] })
    expect(states(to.manifest)).toEqual({ file: 'reused', keep: 'executed' })
    const from = await engine.run(chain(300), { from: ['sorted'] })
    expect(states(from.manifest)).toEqual({ file: 'reused', keep: 'reused', sorted: 'executed', groups: 'reused' })
  })

  it('counts after its end what no query wrote, keeps the numbers, and counts nothing twice', async () => {
    const counted: EngineEvent[] = []
    const { events, runService, runs } = engine.engine
    const stop = events.follow({ seq: Number.MAX_SAFE_INTEGER, epoch: events.epoch }, (event) => counted.push(event))
    const start = async () => {
      const resolved = await engine.engine.resolve(chain(250), engine.folder, new AbortController().signal)
      const { id, finished } = await runService.start({ pipeline: 'x', resolved, targets: [], from: [], counts: 'after' })
      const manifest = await finished
      return { id, manifest }
    }
    const numbers = () => counted.flatMap((event) => (event.type === 'step.counted' ? [[event.node, event.rows]] : []))
    const { id, manifest } = await start()
    expect(manifest.steps.find((step) => step.node === 'keep')?.rows).toEqual({})
    await expect.poll(numbers).toEqual([['keep', { table: 250, rest: 150 }]])
    expect(counted.findIndex(({ type }) => type === 'run.finished')).toBeLessThan(counted.findIndex(({ type }) => type === 'step.counted'))
    const rowsOfKeep = async () => (await runs.read(id))?.manifest.steps.find((step) => step.node === 'keep')?.rows
    await expect.poll(rowsOfKeep).toEqual({ table: 250, rest: 150 })
    const again = await start()
    expect(again.manifest.steps.find((step) => step.node === 'keep')).toMatchObject({ state: 'reused', rows: { table: 250, rest: 150 } })
    expect(numbers()).toHaveLength(1)
    stop()
  })

  it('reads nothing of a step that is computed anew before it has written it', async () => {
    const { store, db } = engine.engine
    const first = await engine.run(chain(280), { targets: ['keep'] })
    const fingerprint = first.manifest.steps.find((step) => step.node === 'keep')?.fingerprint ?? ''
    const path = store.tablePath(fingerprint, 'table')
    const rows = async () => Number((await db.rows(`SELECT count(*) FROM read_parquet('${path}')`))[0]?.[0])
    expect(await rows()).toBe(280)
    // Somebody's other rows, with a record that fits them.
    await db.execute(`COPY (SELECT * FROM read_parquet('${path}') LIMIT 7) TO '${path}.other' (FORMAT parquet)`)
    await rename(`${path}.other`, path)
    const record = await readFile(join(path, '../step.json'), 'utf8')
    const bytes = (await stat(path)).size
    await writeFile(join(path, '../step.json'), record.replace(/"table.parquet":\d+/, `"table.parquet":${bytes}`))
    expect(await rows()).toBe(7)
    await engine.run(chain(280), { targets: ['groups'], from: ['keep'] })
    expect(await rows()).toBe(280)
  })

  it('keeps costly rows that something learns from, and no others', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'data.csv' } },
        sorted: { type: 'clean.sort-rows', params: { by: [{ column: 'score' }] } },
        early: { type: 'feature.scale', params: { columns: { by: 'names', names: ['id'] } } },
        unique: { type: 'clean.remove-duplicates', params: { columns: { by: 'names', names: ['week', 'score'] } } },
        scaled: { type: 'feature.scale', params: { columns: { by: 'names', names: ['score'] } } },
        again: { type: 'feature.scale', params: { columns: { by: 'names', names: ['week'] } } },
        last: { type: 'clean.sort-rows', params: { by: [{ column: 'id' }] } },
      },
      [
        'file.table > sorted.table',
        'sorted.table > early.table',
        'early.table > unique.table',
        'unique.table > scaled.table',
        'scaled.table > again.table',
        'again.table > last.table',
      ],
    )
    const { manifest } = await engine.run(document)
    const kept = await Promise.all(
      manifest.steps.map(async ({ node, fingerprint }) => [
        node,
        Object.keys((await engine.engine.store.record(fingerprint))?.ports ?? {}),
      ]),
    )
    expect(manifest.outcome).toBe('done')
    // Nothing below the first scaling needs many rows at once but a sort, whose order learning does not see.
    expect(Object.fromEntries(kept)).toEqual({ file: [], sorted: [], early: [], unique: ['table'], scaled: [], again: [], last: ['table'] })
  })

  it('is running or done for whoever asks at any moment, never lost', async () => {
    const { readRun } = engineHandlers(engine.engine, 'browser')
    const outcomes = new Set<string>()
    for (let limit = 0; limit < 12; limit++) {
      const resolved = await engine.engine.resolve(chain(limit), engine.folder, new AbortController().signal)
      const { id, finished } = await engine.engine.runService.start({ pipeline: 'x', resolved, targets: ['keep'], from: [], counts: 'no' })
      const asking = [0, 1, 2, 3].map(async () => {
        for (let outcome = 'running'; outcome === 'running'; outcomes.add(outcome))
          outcome = (await readRun({ runId: id }, new AbortController().signal)).run.outcome
      })
      await Promise.all([finished, ...asking])
    }
    expect([...outcomes].toSorted()).toEqual(['done', 'running'])
  })

  it('numbers its events without gaps', async () => {
    const { events } = await engine.run(chain(123))
    const numbers = events.map((event) => event.seq)
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index))
    expect(events[0]?.type).toBe('run.started')
    expect(events.at(-1)?.type).toBe('run.finished')
  })

  it('fails one branch, skips what stands behind it, and finishes the other', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'data.csv' } },
        wrong: { type: 'clean.formula-column', params: { name: 'x', formula: '[nothing] + 1' } },
        behind: { type: 'clean.sort-rows', params: { by: [{ column: 'id' }] } },
        fine: { type: 'clean.sort-rows', params: { by: [{ column: 'week' }] } },
      },
      ['file.table > wrong.table', 'wrong.table > behind.table', 'file.table > fine.table'],
    )
    const { manifest } = await engine.run(document)
    expect(manifest.outcome).toBe('failed')
    expect(states(manifest)).toMatchObject({ wrong: 'failed', behind: 'skipped', fine: 'executed' })
    const problem = manifest.steps.find((step) => step.node === 'wrong')?.problem
    expect(problem?.place).toMatchObject({ node: 'wrong', param: 'formula' })
  })

  it('trains, judges and answers a row the way it answered its golden rows', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'data.csv' } },
        split: { type: 'split.train-test' },
        scale: { type: 'feature.scale' },
        learn: { type: 'train.logistic-regression', params: { target: 'buys', features: { by: 'names', names: ['score'] } } },
        judge: { type: 'evaluate.evaluate' },
      },
      [
        'file.table > split.table',
        'split.train > scale.table',
        'scale.table > learn.table',
        'split.test > judge.table',
        'learn.model > judge.models',
      ],
    )
    const { manifest } = await engine.run(document)
    expect(manifest.steps.filter((step) => step.problem)).toEqual([])
    const [entry] = await engine.engine.models.list()
    const model = await engine.engine.models.read(entry?.id ?? '')
    expect(model?.golden.length).toBe(5)
    const { createScorer } = await import('../learn/score-model.ts')
    const scorer = createScorer(model!)
    expect(scorer.columns).toEqual([{ name: 'score', type: 'int' }])
    for (const row of model!.golden) expect(scorer.score([row.input[0] as number]).probabilities).toEqual(row.output)
    const judged = await engine.engine.store.json(manifest.steps.find((step) => step.node === 'judge')?.fingerprint ?? '', 'metrics')
    expect(judged?.kind === 'metrics' && judged.evaluations[0]?.figures.find((figure) => figure.id === 'accuracy')?.value).toBeGreaterThan(
      0.9,
    )
  })

  it('writes a file again that a person has taken away, and leaves one that is there alone', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'data.csv' } },
        learn: { type: 'train.decision-tree', params: { target: 'buys' } },
        batch: { type: 'deploy.batch-score', params: { path: 'scored.csv' } },
      },
      ['file.table > learn.table', 'file.table > batch.table', 'learn.model > batch.model'],
    )
    const stateOf = async () => (await engine.run(document)).manifest.steps.find(({ node }) => node === 'batch')?.state
    const path = join(engine.folder, 'scored.csv')
    expect(await stateOf()).toBe('executed')
    expect(await stateOf()).toBe('reused')
    await rm(path)
    expect(await stateOf()).toBe('executed')
    expect(await readFile(path, 'utf8')).toContain('prediction')
  })

  it('cancels a long query at once', async () => {
    const document = documentOf(
      {
        a: { type: 'source.file', params: { path: 'data.csv' } },
        b: { type: 'clean.formula-column', params: { name: 'one', formula: '1' } },
        many: { type: 'combine.join', params: { keys: [{ left: 'one', right: 'one' }] } },
        more: { type: 'combine.join', params: { keys: [{ left: 'one', right: 'one' }] } },
        sorted: { type: 'clean.sort-rows', params: { by: [{ column: 'id' }] } },
      },
      [
        'a.table > b.table',
        'b.table > many.left',
        'b.table > many.right',
        'many.matched > more.left',
        'many.matched > more.right',
        'more.matched > sorted.table',
      ],
    )
    const resolved = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
    const run = await engine.engine.runService.start({ pipeline: 'x', resolved, targets: [], from: [], counts: 'no' })
    await new Promise((resolve) => setTimeout(resolve, 500))
    const asked = performance.now()
    expect(engine.engine.runService.cancel(run.id)).toBe(true)
    const manifest = await run.finished
    expect(manifest.outcome).toBe('cancelled')
    expect(performance.now() - asked).toBeLessThan(20_000)
  })
})

describe('design time', () => {
  it('warns of learning from all rows and mends it by one fix', async () => {
    const document = documentOf(
      { file: { type: 'source.file', params: { path: 'data.csv' } }, learn: { type: 'train.decision-tree', params: { target: 'buys' } } },
      ['file.table > learn.table'],
    )
    const resolved = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
    const problem = resolved.nodes.get('learn')?.problems.find((candidate) => candidate.code === 'no-split')
    expect(problem?.severity).toBe('warning')
    const { applyCommand } = await import('../graph/commands/apply-command.ts')
    const mended = problem!.fixes![0]!.commands.reduce((current, command) => applyCommand(current, command).document, document)
    const again = await engine.engine.resolve(mended, engine.folder, new AbortController().signal)
    expect([...again.nodes.values()].flatMap((node) => node.problems)).toEqual([])
  })

  it('takes new rows of rare classes, made behind a split, for training rows', async () => {
    const nodes = {
      file: { type: 'source.file', params: { path: 'data.csv' } },
      parts: { type: 'split.parts' },
      more: { type: 'split.smote', params: { column: 'buys' } },
      learn: { type: 'train.decision-tree', params: { target: 'buys' } },
    }
    const problems = async (wire: string) => {
      const document = documentOf(nodes, ['file.table > parts.table', wire, 'more.table > learn.table'])
      const resolved = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
      return [...resolved.nodes].flatMap(([id, node]) => node.problems.map((problem) => `${id} ${problem.code}`))
    }
    expect(await problems('parts.train > more.table')).toEqual([])
    expect(await problems('parts.test > more.table')).toEqual(['more learns-from-test'])
  })

  it('refuses to learn from the test part and rewires by one fix', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'data.csv' } },
        split: { type: 'split.train-test' },
        learn: { type: 'train.decision-tree', params: { target: 'buys' } },
      },
      ['file.table > split.table', 'split.test > learn.table'],
    )
    const resolved = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
    const problem = resolved.nodes.get('learn')?.problems.find((candidate) => candidate.code === 'learns-from-test')
    expect(problem?.severity).toBe('error')
    const { applyCommand } = await import('../graph/commands/apply-command.ts')
    const mended = problem!.fixes![0]!.commands.reduce((current, command) => applyCommand(current, command).document, document)
    expect(mended.wires).toContainEqual({ from: 'split.train', to: 'learn.table' })
  })

  it('offers the test rows of the split to what judges a model', async () => {
    const document = documentOf(
      {
        file: { type: 'source.file', params: { path: 'data.csv' } },
        split: { type: 'split.train-test' },
        learn: { type: 'train.decision-tree', params: { target: 'buys' } },
        judge: { type: 'evaluate.evaluate' },
      },
      ['file.table > split.table', 'split.train > learn.table', 'learn.model > judge.models'],
    )
    const resolved = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
    const [problem, ...others] = [...resolved.nodes.values()].flatMap((node) => node.problems)
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'input-missing', place: { node: 'judge', port: 'table' } })
    const { applyCommand } = await import('../graph/commands/apply-command.ts')
    const mended = problem!.fixes![0]!.commands.reduce((current, command) => applyCommand(current, command).document, document)
    const again = await engine.engine.resolve(mended, engine.folder, new AbortController().signal)
    expect([...again.nodes.values()].flatMap((node) => node.problems)).toEqual([])
  })
})
