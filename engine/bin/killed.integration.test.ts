import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Document } from '../protocol/document.ts'
import { studioProcess, type StudioProcess } from './testing/studio-process.ts'
import { documentOf, temporaryEngine } from './testing/temporary-engine.ts'

let folder: string
const studios: StudioProcess[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-killed-'))
  const rows = Array.from({ length: 400 }, (_, index) => `${index},${(index * 7919) % 400}`)
  await writeFile(join(folder, 'data.csv'), `id,score\n${rows.join('\n')}\n`)
})
afterAll(async () => {
  for (const studio of studios) await studio.end('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<StudioProcess> {
  const studio = await studioProcess(folder)
  studios.push(studio)
  return studio
}

/** One short step, and one that takes many seconds: 64 million rows. */
const long: Document = {
  ...documentOf(
    {
      file: { type: 'source.file', params: { path: 'data.csv' } },
      short: { type: 'clean.sort-rows', params: { by: [{ column: 'score' }] } },
      one: { type: 'clean.formula-column', params: { name: 'one', formula: '1' } },
      many: { type: 'combine.join', params: { keys: [{ left: 'one', right: 'one' }] } },
      more: { type: 'combine.join', params: { keys: [{ left: 'one', right: 'one' }] } },
    },
    [
      'file.table > short.table',
      'file.table > one.table',
      'one.table > many.left',
      'one.table > many.right',
      'many.matched > more.left',
      'many.matched > more.right',
    ],
  ),
  name: 'Long',
}

/** The folders that steps at work are writing into. */
async function atWork(): Promise<string[]> {
  const artifacts = join(folder, '.millrace', 'artifacts')
  return (await readdir(artifacts, { recursive: true })).filter((name) => name.endsWith('.part')).map((name) => join(artifacts, name))
}

/** Those of them whose step takes its time: they are there for longer than a short step needs. */
async function lastingWork(): Promise<string[]> {
  const before = await atWork()
  await new Promise((done) => setTimeout(done, 1000))
  const now = await atWork()
  return before.filter((place) => now.includes(place))
}

async function childrenOf(pid: number): Promise<number[]> {
  if (process.platform !== 'linux') return []
  return (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean).map(Number)
}

describe('an engine killed in the middle of a run', () => {
  it('leaves a workspace that opens, with everything that was done and nothing half done', async () => {
    const first = await start()
    const opened = await first.client('createPipeline', { name: 'Long' })
    await first.client('savePipeline', { path: opened.path, document: long, revision: opened.revision })
    // What is short is done first, so that there is something to be reused.
    await first.client('startRun', { path: opened.path, document: long, targets: ['short'] })
    await expect.poll(async () => (await first.client('listRuns', {})).runs[0]?.outcome, { timeout: 20_000 }).toBe('done')
    const edited = { ...long, name: 'Long, edited' }
    await first.client('saveDraft', { path: opened.path, document: edited })
    const file = await readFile(join(folder, opened.path), 'utf8')
    const { runId } = await first.client('startRun', { path: opened.path, document: long })
    const manifest = async () => JSON.parse(await readFile(join(folder, 'runs', runId, 'manifest.json'), 'utf8')) as { outcome: string }
    let place = ''
    await expect.poll(async () => (place = (await lastingWork())[0] ?? ''), { timeout: 20_000, interval: 20 }).not.toBe('')
    await writeFile(join(place, 'matched.parquet'), 'PAR1 and not to its end')
    expect((await manifest()).outcome).toBe('running')
    const children = await childrenOf(first.pid)
    expect((await first.end('SIGKILL')).signal).toBe('SIGKILL')
    expect(existsSync(join(folder, '.millrace', 'lock'))).toBe(true)
    expect(await atWork()).not.toEqual([])
    await expect.poll(() => children.filter((pid) => existsSync(`/proc/${pid}`)), { timeout: 30_000 }).toEqual([])

    const second = await start()
    expect((await manifest()).outcome).toBe('lost')
    const { run, log } = await second.client('readRun', { runId })
    expect(run.outcome).toBe('lost')
    expect(log.at(-1)).toContain('the engine ended before this run did')
    expect(await atWork()).toEqual([])
    expect(await readFile(join(folder, opened.path), 'utf8')).toBe(file)
    const again = await second.client('openPipeline', { path: opened.path })
    expect(again.document).toEqual(
      opened.document.name === 'Long' ? { ...again.document, nodes: long.nodes, wires: again.document.wires } : null,
    )
    expect(again.draft?.document.name).toBe('Long, edited')

    const abort = new AbortController()
    const response = await fetch(`${second.base}/api/events?after=0`, { headers: { cookie: second.cookie }, signal: abort.signal })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    const next = await second.client('startRun', { path: opened.path, document: long })
    let text = ''
    while (!/"step\.started"[^\n]*"more"/.test(text)) text += (await reader.read()).value ?? ''
    // The short step was finished before: it is reused. The long one was not: it is computed anew.
    expect(text).toMatch(/"step\.reused"[^\n]*"node":"short"[^\n]*"rows":\{"table":400\}/)
    await second.client('cancelRun', next)
    while (!text.includes('"run.finished"')) text += (await reader.read()).value ?? ''
    abort.abort()
    expect(await atWork()).toEqual([])
    await second.end('SIGTERM')
    expect(existsSync(join(folder, '.millrace', 'lock'))).toBe(false)
  })

  it('a second studio on the workspace of a living one is told so, and the first goes on', async () => {
    const first = await start()
    await expect(studioProcess(folder)).rejects.toThrow(
      /ended with 2: error: Another Millrace has this workspace open.*process \d+.*--workspace.*\[workspace-in-use\]/s,
    )
    expect((await first.client('status', {})).workspace).toBe(folder)
    await first.end('SIGTERM')
  })

  it('a lock of before the machine was started, or whose number another process has now, is no lock', async () => {
    const { hostname } = await import('node:os')
    const lock = join(folder, '.millrace', 'lock')
    const holder = { pid: process.pid, host: hostname(), startedAt: new Date().toISOString(), born: null }
    await writeFile(lock, JSON.stringify(holder))
    await expect(studioProcess(folder)).rejects.toThrow('workspace-in-use')
    await writeFile(lock, JSON.stringify({ ...holder, startedAt: '2001-01-01T00:00:00.000Z' }))
    await (await start()).end('SIGTERM')
    await writeFile(lock, JSON.stringify({ ...holder, born: '1' }))
    if (process.platform === 'linux') await (await start()).end('SIGTERM')
    await rm(lock, { force: true })
  })
})

describe('an artifact that lost its end', () => {
  it('is computed again, not read', async () => {
    const engine = await temporaryEngine()
    try {
      await engine.write('data.csv', await readFile(join(folder, 'data.csv')))
      const document = documentOf(
        {
          file: { type: 'source.file', params: { path: 'data.csv' } },
          short: { type: 'clean.sort-rows', params: { by: [{ column: 'score' }] } },
        },
        ['file.table > short.table'],
      )
      const state = async () => (await engine.run(document)).manifest.steps.find((step) => step.node === 'short')
      const step = await state()
      expect(step?.state).toBe('executed')
      expect((await state())?.state).toBe('reused')
      const path = engine.engine.store.tablePath(step?.fingerprint ?? '', 'table')
      await truncate(path, 100)
      expect(await engine.engine.store.table(step?.fingerprint ?? '', 'table')).toBeNull()
      expect((await state())?.state).toBe('executed')
      await rm(path)
      expect((await state())?.state).toBe('executed')
      expect((await state())?.state).toBe('reused')
    } finally {
      await engine.close()
    }
  })
})
