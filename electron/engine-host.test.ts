import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ProblemError } from '../engine/protocol/problem-error.ts'
import { createEngineHost, type EngineChild } from './engine-host.ts'

class FakeChild extends EventEmitter {
  readonly stdin = new PassThrough()
  readonly stdout = new PassThrough()
  readonly stderr = new PassThrough()
  readonly killed: string[] = []
  kill(signal: string): boolean {
    this.killed.push(signal)
    return true
  }
}

const problem = { code: 'workspace-in-use', severity: 'error' as const, place: {}, text: { en: 'In use.', fr: 'Occupé.' } }

/** A host whose children do what the test says; `children` are those that were started. */
function hostOf(launch?: () => Promise<never>) {
  const children: FakeChild[] = []
  const failures: { code: string; lines: readonly string[] }[] = []
  const log: string[] = []
  const host = createEngineHost({
    launch:
      launch ??
      (async () => {
        const child = new FakeChild()
        children.push(child)
        return { child: child as unknown as EngineChild, socket: `/sockets/${children.length}` }
      }),
    onFailure: async ({ code }, lines) => void failures.push({ code, lines }),
    onLog: (text) => log.push(text),
  })
  const last = () => children.at(-1) as FakeChild
  const say = async (text: string) => {
    last().stdout.write(text)
    await settle()
  }
  const crash = async (code = 1) => {
    last().emit('exit', code, null)
    await settle()
  }
  return { host, children, failures, log, last, say, crash }
}

/** Lets streams and promises run; their turns are not among the faked timers. */
async function settle() {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve))
}
async function pass(ms: number) {
  await vi.advanceTimersByTimeAsync(ms)
  await settle()
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => void vi.useRealTimers())

describe('starting', () => {
  test('requests wait until the engine says that it answers', async () => {
    const { host, say } = hostOf()
    host.start()
    await settle()
    const socket = host.socket()
    await pass(3000)
    await say('a line before\n{"ready":true,"pid":1}\n')
    await pass(20)
    expect(await socket).toBe('/sockets/1')
  })

  test('nobody waits for more than 15 s', async () => {
    const { host } = hostOf()
    host.start()
    await settle()
    const socket = host.socket()
    await pass(15_100)
    expect(await socket).toBeNull()
  })

  test('an engine that is not started has no socket', async () => {
    expect(await hostOf().host.socket()).toBeNull()
  })

  test('a refusal is shown in its own words and not tried again', async () => {
    const { host, say, crash, failures, children } = hostOf()
    host.start()
    await settle()
    await say(`${JSON.stringify({ ready: false, problem })}\n`)
    await crash(2)
    await pass(60_000)
    expect(failures).toEqual([{ code: 'workspace-in-use', lines: [] }])
    expect(children).toHaveLength(1)
    expect(await host.socket()).toBeNull()
  })

  test('a refusal without a reason is a crash', async () => {
    const { host, say, crash, failures, children } = hostOf()
    host.start()
    await settle()
    await say('{"ready":false,"problem":null}\n')
    await crash(1)
    await pass(500)
    expect(failures).toEqual([])
    expect(children).toHaveLength(2)
  })

  test('an installation that was changed is not started at all', async () => {
    const { host, failures } = hostOf(() => Promise.reject(new ProblemError({ ...problem, code: 'installation-changed' })))
    host.start()
    await settle()
    await pass(60_000)
    expect(failures).toEqual([{ code: 'installation-changed', lines: [] }])
  })

  test('silence for 20 s is a crash', async () => {
    const { host, last, children } = hostOf()
    host.start()
    await settle()
    const first = last()
    await pass(20_100)
    expect(first.killed).toEqual(['SIGKILL'])
    first.emit('exit', null, 'SIGKILL')
    await pass(600)
    expect(children).toHaveLength(2)
  })
})

describe('crashes', () => {
  test('the engine starts again after 0.5, 2 and 8 s', async () => {
    const { host, say, crash, children, failures } = hostOf()
    host.start()
    await settle()
    const waits: number[] = []
    for (const lived of [31_000, 31_000, 31_000]) {
      await say('{"ready":true}\n')
      await pass(lived)
      await crash()
      const count = children.length
      const before = Date.now()
      while (children.length === count) await pass(100)
      waits.push(Date.now() - before)
    }
    expect(waits).toEqual([500, 2000, 8000])
    expect(failures).toEqual([])
  })

  test('three within a minute are enough; its last lines are kept', async () => {
    const { host, last, crash, children, failures } = hostOf()
    host.start()
    await settle()
    for (let i = 1; i <= 3; i++) {
      last().stderr.write(`went wrong ${i}\n`)
      await settle()
      await crash(7)
      await pass(9000)
    }
    expect(children).toHaveLength(3)
    expect(failures).toHaveLength(1)
    expect(failures[0]?.code).toBe('engine-crashed')
    expect(failures[0]?.lines).toEqual([1, 2, 3].flatMap((i) => [`went wrong ${i}`, 'engine: ended with code 7']))
  })

  test('a long life forgives what was before', async () => {
    const { host, say, crash, children, failures } = hostOf()
    host.start()
    await settle()
    for (let i = 0; i < 6; i++) {
      await say('{"ready":true}\n')
      await pass(61_000)
      await crash()
      await pass(600)
    }
    expect(children).toHaveLength(7)
    expect(failures).toEqual([])
  })

  test('given up, it can be started again by hand', async () => {
    const { host, say, crash, children, failures } = hostOf()
    host.start()
    await settle()
    for (let i = 0; i < 3; i++) {
      await crash()
      await pass(2100)
    }
    expect(failures).toHaveLength(1)
    host.start()
    await settle()
    await say('{"ready":true}\n')
    expect(await host.socket()).toBe('/sockets/4')
    await crash()
    await pass(500)
    expect(children).toHaveLength(5)
  })

  test('requests wait for the next life, which listens elsewhere', async () => {
    const { host, say, crash } = hostOf()
    host.start()
    await settle()
    await say('{"ready":true}\n')
    expect(await host.socket()).toBe('/sockets/1')
    await crash()
    const socket = host.socket()
    await pass(600)
    await say('{"ready":true}\n')
    await pass(20)
    expect(await socket).toBe('/sockets/2')
  })

  test('a program that cannot be started counts as one', async () => {
    const { host, last, children, log } = hostOf()
    host.start()
    await settle()
    last().emit('error', new Error('spawn ENOENT'))
    await pass(600)
    expect(children).toHaveLength(2)
    expect(log).toContain('engine: spawn ENOENT')
  })
})

describe('stopping', () => {
  test('asks by signal and closed stdin, and waits', async () => {
    const { host, say, last, children } = hostOf()
    host.start()
    await settle()
    await say('{"ready":true}\n')
    let done = false
    const stopped = host.stop().then(() => (done = true))
    await settle()
    expect([last().killed, last().stdin.writableEnded, done]).toEqual([process.platform === 'win32' ? [] : ['SIGTERM'], true, false])
    last().emit('exit', 0, null)
    await stopped
    await pass(60_000)
    expect(children).toHaveLength(1)
    expect(await host.socket()).toBeNull()
  })

  test('after 5 s it does not ask any more', async () => {
    const { host, say, last } = hostOf()
    host.start()
    await settle()
    await say('{"ready":true}\n')
    const stopped = host.stop()
    await pass(5000)
    expect(last().killed.at(-1)).toBe('SIGKILL')
    last().emit('exit', null, 'SIGKILL')
    await stopped
  })

  test('while it waits to start again, nothing starts any more', async () => {
    const { host, crash, children } = hostOf()
    host.start()
    await settle()
    await crash()
    await host.stop()
    await pass(60_000)
    expect(children).toHaveLength(1)
  })
})
