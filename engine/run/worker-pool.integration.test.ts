import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { memoryKills } from './memory-kills.ts'
import { createWorkerPool, type WorkerPool, type WorkerPoolOptions } from './worker-pool.ts'

/** A worker that does what the task's path says, and tells who it is. */
const worker = `
let prepared = false
process.once('disconnect', () => process.exit(0))
process.on('message', ({ kind, path }) => {
  if (kind === 'prepare') { prepared = true; return }
  process.send({ type: 'begun' })
  const end = (clean) => {
    process.send({ type: 'done', result: { pid: process.pid, prepared }, memoryBytes: 1, cpuSeconds: 0 })
    process.send({ type: 'settled', clean })
  }
  if (path === 'quick') end(true)
  if (path === 'slow') setTimeout(end, 300, true)
  if (path === 'dirty') end(false)
  if (path === 'problem') process.send({ type: 'problem', problem: { code: 'one-class', text: { en: 'One.', fr: 'Un.' } } })
  if (path === 'crash') process.abort()
  if (path === 'vanish') { process.send({ type: 'progress', share: process.pid }); setInterval(() => undefined, 1000) }
})
`

let folder = ''
let pool: WorkerPool | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-pool-'))
  await writeFile(join(folder, 'worker.mjs'), worker)
})
afterEach(() => pool?.close())
afterAll(() => rm(folder, { recursive: true, force: true }))

const poolOf = (options: Partial<WorkerPoolOptions> = {}) =>
  (pool = createWorkerPool({
    entry: join(folder, 'worker.mjs'),
    heapMegabytes: 64,
    freeMemory: () => Infinity,
    places: 2,
    quietMs: 0,
    ...options,
  }))
const task = (path: string) => ({ kind: 'convert-excel', path, wanted: {}, stem: '' }) as const
const quiet = () => new AbortController().signal

async function told(path: string, signal = quiet()): Promise<{ pid: number; prepared: boolean }> {
  const { result } = await (pool as WorkerPool).run(task(path), signal)
  return result as { pid: number; prepared: boolean }
}

/** Says so often that tasks may come, and waits until nothing was said for a moment. */
async function asked(times: number): Promise<void> {
  for (let time = 0; time < times; time++) pool?.prepare()
  await new Promise((resolve) => setTimeout(resolve, 20))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}

describe('kept workers', () => {
  it('do one task after the other, each for itself', async () => {
    poolOf()
    const first = await told('quick')
    expect((await told('quick')).pid).toBe(first.pid)
    const [one, two] = await Promise.all([told('slow'), told('slow')])
    expect(new Set([one.pid, two.pid])).toContain(first.pid)
    expect(one.pid).not.toBe(two.pid)
    expect([one.pid, two.pid]).toContain((await told('quick')).pid)
  })

  it('are as many as there are places, and the others end', async () => {
    poolOf({ places: 1 })
    const pids = (await Promise.all([told('slow'), told('slow'), told('slow')])).map(({ pid }) => pid)
    await expect.poll(() => pids.filter(isAlive).length).toBe(1)
  })

  it.each(['problem', 'crash'])('are none any more after a %s, and the next task finds another', async (path) => {
    poolOf()
    const { pid } = await told('quick')
    await expect(told(path)).rejects.toMatchObject({ data: { code: path === 'crash' ? 'worker-crashed' : 'one-class' } })
    await expect.poll(() => isAlive(pid)).toBe(false)
    // Started ahead as soon as the other had ended.
    expect(await told('quick')).toMatchObject({ prepared: true })
  })

  it('end when their task is cancelled', async () => {
    poolOf()
    const abort = new AbortController()
    const seen = new Promise<number>((resolve) => {
      pool
        ?.run(task('vanish'), abort.signal, { onMessage: (message) => message.type === 'progress' && resolve(message.share) })
        .catch((error: unknown) => expect(error).toMatchObject({ name: 'QueryCancelled' }))
    })
    const pid = await seen
    abort.abort()
    await expect.poll(() => isAlive(pid)).toBe(false)
    expect((await told('quick')).pid).not.toBe(pid)
  })

  it('that are not as they were before a task do no other', async () => {
    poolOf()
    const { pid } = await told('dirty')
    expect((await told('quick')).pid).not.toBe(pid)
    await expect.poll(() => isAlive(pid)).toBe(false)
  })

  it('hurt nobody when they are killed while they wait', async () => {
    poolOf()
    const first = await told('quick')
    process.kill(first.pid, 'SIGKILL')
    // Nobody has noticed yet.
    const second = await told('quick')
    expect(second.pid).not.toBe(first.pid)
    process.kill(second.pid, 'SIGKILL')
    await expect.poll(() => isAlive(second.pid)).toBe(false)
    expect((await told('quick')).pid).not.toBe(second.pid)
  })

  it('killed at work are a failed step', async () => {
    poolOf()
    await told('quick')
    const failed = pool?.run(task('vanish'), quiet(), {
      onMessage: (message) => message.type === 'progress' && process.kill(message.share, 'SIGKILL'),
    })
    await expect(failed).rejects.toMatchObject({ data: { code: memoryKills() === null ? 'memory-short' : 'worker-killed' } })
  })

  it('end when nothing comes for a while, the last one later', async () => {
    poolOf({ idleMs: 50, lastIdleMs: 1000 })
    const started = performance.now()
    const pids = (await Promise.all([told('slow'), told('slow')])).map(({ pid }) => pid)
    await expect.poll(() => pids.filter(isAlive).length).toBe(1)
    await expect.poll(() => pids.filter(isAlive).length).toBe(0)
    expect(performance.now() - started).toBeGreaterThan(1000)
  })

  it('do not wait where memory is short', async () => {
    let free = Infinity
    poolOf({ freeMemory: () => free, idleMs: 50 })
    const { pid } = await told('quick')
    free = 0
    await expect.poll(() => isAlive(pid)).toBe(false)
    await asked(2)
    expect(await told('quick')).toMatchObject({ prepared: false })
  })

  it('are started ahead once, and none is left when the pool closes', async () => {
    poolOf()
    await asked(2)
    const [one, two] = await Promise.all([told('slow'), told('slow')])
    expect([one, two].filter(({ prepared }) => prepared)).toHaveLength(1)
    pool?.close()
    await expect.poll(() => [one.pid, two.pid].filter(isAlive)).toEqual([])
    await expect(told('quick')).rejects.toMatchObject({ name: 'QueryCancelled' })
  })
})
