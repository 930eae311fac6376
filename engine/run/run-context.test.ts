import { expect, it } from 'vitest'
import type { NetworkTrainer } from '../../nodes/kit/context.ts'
import type { Database } from '../adapters/duckdb/database.ts'
import { runContext } from './run-context.ts'
import type { RunNodeTask, WorkerMessage } from './worker-messages.ts'

const task: RunNodeTask = {
  kind: 'run-node',
  type: 'train.neural-network',
  params: {},
  node: 'learn',
  title: 'Learn',
  fingerprint: '',
  seed: 1,
  tables: {},
  artifacts: {},
  outputFolder: '',
  tempFolder: '',
  memoryLimitBytes: 0,
  threads: 1,
  exports: {},
  requests: {},
  backends: [],
  backendPlaces: { wasm: '' },
  crew: { size: 1, entry: '' },
  scriptEntry: '',
}

/** What a body that does this says, before and after its end. */
function said(body: (context: ReturnType<typeof runContext>) => void): { during: readonly WorkerMessage[]; all: readonly WorkerMessage[] } {
  const all: WorkerMessage[] = []
  let flush = () => undefined as void
  const listener = { say: (message: WorkerMessage) => void all.push(message), keep: () => undefined, enough: () => false }
  // Neither is asked for anything here.
  const [db, network] = [{} as Database, {} as NetworkTrainer]
  body(runContext(task, db, network, { ...listener, atEnd: (work) => (flush = work) }))
  const during = [...all]
  flush()
  return { during, all }
}

it('tells of its progress at most twenty times a second, and of its end', () => {
  const started = performance.now()
  const { all } = said(({ progress }) => {
    for (let step = 1; step <= 20_000; step++) progress(step / 20_000)
  })
  const shares = all.flatMap((message) => (message.type === 'progress' ? [message.share] : []))
  expect(shares.length).toBeGreaterThan(1)
  expect(shares.length).toBeLessThanOrEqual(3 + (performance.now() - started) / 50)
  expect(shares.at(-1)).toBe(1)
})

it('tells of what it has reached in words at once', () => {
  const { all } = said(({ progress }) => {
    progress(0.1)
    progress(0.2, { en: 'Goes on', fr: 'Reprend' })
  })
  expect(all).toEqual([
    { type: 'progress', share: 0.1 },
    { type: 'progress', share: 0.2, note: { en: 'Goes on', fr: 'Reprend' } },
  ])
})

it('leaves no point of a curve behind when it ends', () => {
  const { during, all } = said(({ metric }) => {
    for (let step = 1; step <= 50; step++) metric('loss', step, 1 / step)
  })
  const pointsOf = (messages: readonly WorkerMessage[]) => messages.flatMap((message) => (message.type === 'points' ? message.points : []))
  expect(pointsOf(during).length).toBeLessThan(50)
  expect(pointsOf(all).map(({ step }) => step)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1))
})

it('tells no point that is no number: the stream of events would end with it', () => {
  const { all } = said(({ metric }) => {
    metric('loss', 1, 2)
    metric('loss', 2, Number.POSITIVE_INFINITY)
    metric('loss', 3, Number.NaN)
  })
  expect(all.flatMap((message) => (message.type === 'points' ? message.points : []))).toEqual([{ name: 'loss', step: 1, value: 2 }])
})
