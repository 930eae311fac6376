import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EngineFailure } from '../protocol/client.ts'
import type { Document } from '../protocol/document.ts'
import type { Problem } from '../protocol/problem.ts'
import { studioProcess, type StudioProcess } from './testing/studio-process.ts'
import { documentOf, temporaryEngine } from './testing/temporary-engine.ts'

// The system itself refuses every write beyond this size, in the engine and in its workers, as a disk does that is full.
const kilobytes = 256

let folder: string
let studio: StudioProcess
beforeAll(async () => {
  if (process.platform === 'win32') return
  folder = await mkdtemp(join(tmpdir(), 'millrace-limit-'))
  studio = await studioProcess(folder, { fileKilobytes: kilobytes })
})
afterAll(async () => {
  if (process.platform === 'win32') return
  await studio.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

const named = (name: string, bytes = 0): Document => ({
  ...documentOf({ data: { type: 'source.sample-data', params: { name: 'penguins' } } }, []),
  name,
  parameters: bytes > 0 ? { long: { type: 'text', default: 'x'.repeat(bytes) } } : {},
})

/** What a person is told when this fails. */
async function problemOf(asked: Promise<unknown>): Promise<Problem> {
  try {
    await asked
  } catch (error) {
    if (error instanceof EngineFailure) return error.problem
    throw error
  }
  throw new Error('nothing was refused')
}

/** Says which file, why, that the old one is kept, and what to do, in both languages. */
function expectDiskProblem(problem: Problem | undefined, path: string): void {
  expect(problem).toMatchObject({ code: 'disk-full', severity: 'error' })
  expect(problem?.text.en).toContain(path)
  expect(problem?.text.en).toMatch(/could not be written: .*\. What was there before is kept\.$/)
  expect(problem?.text.fr).toMatch(/n’a pas pu être écrit : .*\. Ce qui existait avant est conservé\.$/)
  expect(problem?.action?.en).toContain('Make room')
  expect(problem?.action?.fr).toContain('Libérez')
}

async function leftOvers(): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part') || name.includes('.part/'))
}

async function run(document: Document) {
  const opened = await studio.client('createPipeline', { name: document.name })
  const { runId } = await studio.client('startRun', { path: opened.path, document })
  await expect.poll(async () => (await studio.client('readRun', { runId })).run.outcome, { timeout: 30_000 }).not.toBe('running')
  return studio.client('readRun', { runId })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done) => server.close(() => done()))
  return port
}

describe.skipIf(process.platform === 'win32')('a disk that takes no more', () => {
  it('saving a pipeline or its draft keeps the old file and draft, names the file, and works again when it fits', async () => {
    const opened = await studio.client('createPipeline', { name: 'Precious' })
    const { revision } = await studio.client('savePipeline', { path: opened.path, document: named('Precious'), revision: opened.revision })
    await studio.client('saveDraft', { path: opened.path, document: named('Draft before') })
    const file = join(folder, opened.path)
    const before = await readFile(file, 'utf8')
    const large = named('Too large', kilobytes * 1024 + 10)
    expectDiskProblem(await problemOf(studio.client('savePipeline', { path: opened.path, document: large, revision })), file)
    expectDiskProblem(
      await problemOf(studio.client('saveDraft', { path: opened.path, document: large })),
      join(folder, '.millrace', 'drafts'),
    )
    expect(await readFile(file, 'utf8')).toBe(before)
    expect((await studio.client('openPipeline', { path: opened.path })).draft?.document.name).toBe('Draft before')
    await expect.poll(leftOvers).toEqual([])
    await studio.client('savePipeline', { path: opened.path, document: named('Fits'), revision })
    expect(await readFile(file, 'utf8')).toContain('Fits')
  })

  it('a run whose record does not fit does not begin, and leaves no folder', async () => {
    const opened = await studio.client('createPipeline', { name: 'No record' })
    const before = await readdir(join(folder, 'runs'))
    const document = named('No record', kilobytes * 1024 + 10)
    expectDiskProblem(await problemOf(studio.client('startRun', { path: opened.path, document })), join(folder, 'runs'))
    expect(await readdir(join(folder, 'runs'))).toEqual(before)
  })

  it('a step whose rows do not fit fails, leaves nothing half written, and the engine goes on', async () => {
    // Hashes do not compress: 20 000 of them are more than the limit.
    const rows = Array.from({ length: 20_000 }, (_, index) => `${createHash('sha256').update(String(index)).digest('hex')},${index}`)
    await writeFile(join(folder, 'large.csv'), `hash,id\n${rows.join('\n')}\n`)
    const { run: entry, steps } = await run({
      ...documentOf(
        {
          file: { type: 'source.file', params: { path: 'large.csv' } },
          sorted: { type: 'clean.sort-rows', params: { by: [{ column: 'hash' }] } },
        },
        ['file.table > sorted.table'],
      ),
      name: 'Rows',
    })
    expect(entry.outcome).toBe('failed')
    const failed = steps.find((step) => step.node === 'sorted')
    expectDiskProblem(failed?.problem, join(folder, '.millrace', 'artifacts'))
    expect(failed?.problem?.place.node).toBe('sorted')
    await expect.poll(leftOvers).toEqual([])
    expect((await studio.client('status', {})).workspace).toBe(folder)
  })

  it('a batch score that does not fit leaves the file of before, and no half one', async () => {
    await writeFile(
      join(folder, 'train.csv'),
      `x,y\n${Array.from({ length: 60 }, (_, index) => `${index % 9},${index % 2 ? 'a' : 'b'}`).join('\n')}\n`,
    )
    // Small as Parquet, since it repeats itself; large as CSV.
    const wide = Array.from({ length: 10_000 }, (_, index) => `${index % 9},${'long text '.repeat(6)}`)
    await writeFile(join(folder, 'ask.csv'), `x,note\n${wide.join('\n')}\n`)
    await writeFile(join(folder, 'scores.csv'), 'what was there\n')
    const { steps } = await run({
      ...documentOf(
        {
          file: { type: 'source.file', params: { path: 'train.csv' } },
          split: { type: 'split.train-test' },
          learn: { type: 'train.decision-tree', params: { target: 'y' } },
          ask: { type: 'source.file', params: { path: 'ask.csv' } },
          score: { type: 'deploy.batch-score', params: { path: 'scores.csv' } },
        },
        ['file.table > split.table', 'split.train > learn.table', 'ask.table > score.table', 'learn.model > score.model'],
      ),
      name: 'Scores',
    })
    expect(steps.find((step) => step.node === 'learn')?.state).toBe('executed')
    expectDiskProblem(steps.find((step) => step.node === 'score')?.problem, join(folder, 'scores.csv'))
    expect(await readFile(join(folder, 'scores.csv'), 'utf8')).toBe('what was there\n')
    await expect.poll(leftOvers).toEqual([])
  })

  it('an upload that does not fit leaves nothing behind', async () => {
    const answer = await fetch(`${studio.base}/api/files?name=up.csv`, {
      method: 'POST',
      headers: { cookie: studio.cookie, 'content-type': 'application/octet-stream' },
      body: Buffer.alloc(kilobytes * 1024 + 10, 'a'),
    })
    expectDiskProblem(((await answer.json()) as { problem: Problem }).problem, join(folder, 'data', 'up.csv'))
    expect(existsSync(join(folder, 'data', 'up.csv'))).toBe(false)
    await expect.poll(leftOvers).toEqual([])
  })

  it('an endpoint goes on answering, says how many rows wait, and reads what it could write', async () => {
    const port = await freePort()
    const { steps } = await run({
      ...documentOf(
        {
          file: { type: 'source.file', params: { path: 'train.csv' } },
          split: { type: 'split.train-test' },
          learn: { type: 'train.decision-tree', params: { target: 'y' } },
          serve: { type: 'deploy.endpoint', params: { name: 'full', port } },
        },
        ['file.table > split.table', 'split.train > learn.table', 'learn.model > serve.model'],
      ),
      name: 'Served',
    })
    expect(steps.flatMap((step) => step.problem ?? [])).toEqual([])
    const ask = (count: number) =>
      fetch(`http://127.0.0.1:${port}/full/predict`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(Array.from({ length: count }, (_, index) => ({ x: index % 9 }))),
      })
    for (let turn = 0; turn < 3; turn++) expect((await ask(1000)).status).toBe(200)
    const entry = async () => (await studio.client('listEndpoints', {})).endpoints.find((item) => item.name === 'full')
    await expect.poll(async () => (await entry())?.problem?.code, { timeout: 10_000 }).toBe('requests-unwritten')
    const told = await entry()
    expect(told).toMatchObject({ state: 'running', requests: 3, errors: 0, problem: { severity: 'warning' } })
    expect(told?.problem?.text.en).toMatch(
      /^Answers go on, but \d+ rows wait to be written down\. “.*requests\.jsonl” could not be written/,
    )
    const waiting = Number(/\d+/.exec(told?.problem?.text.en ?? '')?.[0])
    const { total, requests } = await studio.client('readRequests', { name: 'full', limit: 5 })
    expect(total + waiting).toBe(3000)
    expect(requests[0]).toMatchObject({ status: 200, input: { x: expect.any(Number) as number } })
    expect((await ask(1)).status).toBe(200)
    await studio.client('stopEndpoint', { name: 'full' })
  })
})

describe('a worker that needs more memory than it may have', () => {
  it('is a failed step that says so; the other branch ends, the engine lives, and the next run works', async () => {
    const engine = await temporaryEngine({ workerHeapMegabytes: 48 })
    try {
      // Half a million different texts: each is a string and an entry of a map in the worker.
      const rows = Array.from({ length: 500_000 }, (_, index) => `customer number ${index} of a long list,${index % 2 ? 'a' : 'b'}`)
      await engine.write('many.csv', `name,y\n${rows.join('\n')}\n`)
      await engine.write(
        'few.csv',
        `x,y\n${Array.from({ length: 60 }, (_, index) => `${index % 9},${index % 2 ? 'a' : 'b'}`).join('\n')}\n`,
      )
      const learner = (path: string) =>
        documentOf(
          {
            file: { type: 'source.file', params: { path } },
            sorted: { type: 'clean.sort-rows', params: { by: [{ column: 'y' }] } },
            split: { type: 'split.train-test' },
            learn: { type: 'train.decision-tree', params: { target: 'y' } },
          },
          ['file.table > sorted.table', 'file.table > split.table', 'split.train > learn.table'],
        )
      const { manifest } = await engine.run(learner('many.csv'))
      expect(manifest.outcome).toBe('failed')
      const failed = manifest.steps.find((step) => step.node === 'learn')
      expect(failed).toMatchObject({ state: 'failed', problem: { code: 'memory-short', place: { node: 'learn' } } })
      expect(failed?.problem?.text.en).toContain('48 MiB')
      expect(failed?.problem?.action?.fr).toBeTruthy()
      expect(manifest.steps.find((step) => step.node === 'sorted')?.state).toBe('executed')
      const next = await engine.run(learner('few.csv'))
      expect(next.manifest.steps.flatMap((step) => step.problem ?? [])).toEqual([])
    } finally {
      await engine.close()
    }
  })
})

describe('a run whose record cannot be written at its end', () => {
  it('says so, and neither the run nor the engine is lost', async () => {
    const engine = await temporaryEngine()
    try {
      const resolved = await engine.engine.resolve(named('x'), engine.folder, new AbortController().signal)
      const told: unknown[] = []
      engine.engine.events.follow({ seq: 0, epoch: '' }, (event) => told.push(event))
      const { id, finished } = await engine.engine.runService.start({ pipeline: 'x', resolved, targets: [], from: [], counts: 'no' })
      await rm(join(engine.folder, 'runs', id), { recursive: true })
      await writeFile(join(engine.folder, 'runs', id), 'a file where a folder should be')
      expect((await finished).outcome).toBe('done')
      expect(told.at(-1)).toMatchObject({ type: 'run.finished', outcome: 'done', problem: { severity: 'error' } })
      expect(engine.engine.runService.running()).toEqual([])
    } finally {
      await engine.close()
    }
  })
})
