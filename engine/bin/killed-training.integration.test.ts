import { existsSync, rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineEvent } from '../protocol/event.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let temporary: TemporaryEngine
beforeAll(async () => {
  temporary = await temporaryEngine()
  const rows = Array.from({ length: 600 }, (_, i) => `${Math.sin(i)},${Math.cos(3 * i)},${Math.sin(i) * Math.cos(3 * i)}`)
  await temporary.write('data.csv', `a,b,y\n${rows.join('\n')}\n`)
})
afterAll(() => temporary.close())

/** Trains for a minute or more unless somebody stops it. */
const long = (type: string, params: Record<string, unknown>) =>
  documentOf(
    {
      file: { type: 'source.file', params: { path: 'data.csv' } },
      learn: { type, params: { target: 'y', task: 'regression', ...params } },
    },
    ['file.table > learn.table'],
  )
const network = long('train.neural-network', { epochs: 10_000, batch: 16, validation: 0 })
const boosting = long('train.gradient-boosting', { trees: 20_000, leaves: 300, minLeaf: 1, patience: 0, rate: 0.001 })

/** Processes that this one has started and that do nothing but work on steps. */
async function workersAtWork(): Promise<number[]> {
  const children = (await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')).split(' ').filter(Boolean).map(Number)
  const busy = await Promise.all(
    children.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      return { pid, ticks: Number(stat.split(') ')[1]?.split(' ')[11] ?? 0) }
    }),
  )
  return busy.toSorted((a, b) => b.ticks - a.ticks).map(({ pid }) => pid)
}

describe.skipIf(process.platform !== 'linux')('a worker killed in the middle of a training', () => {
  const kept = () => join(temporary.folder, '.millrace', 'training')

  it.each([
    ['epoch', 10_000, network],
    ['round', 20_000, boosting],
  ] as const)('leaves its last %s: the run says so, and the next one goes on', async (step, all, document) => {
    rmSync(kept(), { recursive: true, force: true })
    const first = temporary.run(document)
    await expect
      .poll(async () => (existsSync(kept()) ? (await readdir(kept())).filter((name) => name.endsWith('.kept')).length : 0), {
        timeout: 40_000,
      })
      .toBe(1)
    const [worker = 0] = await workersAtWork()
    process.kill(worker, 'SIGKILL')
    const { manifest, events } = await first
    expect(manifest.outcome).toBe('failed')
    const failed = events.find((event) => event.type === 'step.failed')
    expect(failed?.problem.action?.en).toMatch(new RegExp(`^Run again: it goes on from ${step} \\d+ of ${all}\\.$`))
    const reached = Number(/(\d+) of/.exec(failed?.problem.action?.en ?? '')?.[1])

    const notes: string[] = []
    const resolved = await temporary.engine.resolve(document, temporary.folder, new AbortController().signal)
    const heard: EngineEvent[] = []
    const stop = temporary.engine.events.follow({ seq: Number.MAX_SAFE_INTEGER, epoch: temporary.engine.events.epoch }, (event) => {
      heard.push(event)
      if (event.type === 'step.progress' && event.note) notes.push(event.note.en)
    })
    const { id, finished } = await temporary.engine.runService.start({
      pipeline: 'test.millrace',
      resolved,
      targets: [],
      from: [],
      counts: 'no',
    })
    const steps = () => heard.flatMap((event) => (event.type === 'step.partial' ? event.points.map(({ step }) => step) : []))
    await expect.poll(() => Math.max(0, ...steps()), { timeout: 40_000 }).toBeGreaterThan(reached)
    expect(notes).toContain(`Goes on from ${step} ${reached} of ${all}`)
    // The curves begin where they began.
    expect(Math.min(...steps())).toBe(1)
    temporary.engine.runService.cancel(id)
    await finished
    stop()
  })
})
