import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Document } from '../protocol/document.ts'
import type { EngineEvent } from '../protocol/event.ts'
import { memoryKills } from '../run/memory-kills.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let temporary: TemporaryEngine
beforeAll(async () => {
  temporary = await temporaryEngine()
  const rows = Array.from({ length: 20_000 }, (_, i) => [Math.sin(i), Math.cos(3 * i), Math.sin(i) * Math.cos(3 * i), i % 7].join(','))
  await temporary.write('data.csv', `a,b,y,c\n${rows.join('\n')}\n`)
})
afterAll(() => temporary.close())

/** A learner that works for minutes, beside a step that has nothing to do with it. */
function long(type: string, params: Document['nodes'][string]['params']): Document {
  return documentOf(
    {
      file: { type: 'source.file', params: { path: 'data.csv' } },
      learn: { type, params },
      sort: { type: 'clean.sort-rows', params: { by: [{ column: 'a' }] } },
    },
    ['file.table > learn.table', 'file.table > sort.table'],
  )
}

const boosting = (trees: number) => long('train.gradient-boosting', { target: 'y', task: 'regression', trees, rate: 0.001, patience: 0 })

/** Starts a run and waits until its learner says how far it is. */
async function atWork(document: Document) {
  const { engine, folder } = temporary
  const resolved = await engine.resolve(document, folder, new AbortController().signal)
  const heard: EngineEvent[] = []
  const stop = engine.events.follow({ seq: Number.MAX_SAFE_INTEGER, epoch: engine.events.epoch }, (event) => heard.push(event))
  const { id, finished } = await engine.runService.start({ pipeline: 'test.millrace', resolved, targets: [], from: [], counts: 'no' })
  await expect
    .poll(() => heard.filter((event) => event.type === 'step.progress' && event.node === 'learn').length, { timeout: 40_000 })
    .toBeGreaterThan(1)
  return { id, finished: finished.finally(stop), heard, fingerprint: resolved.nodes.get('learn')?.fingerprint ?? '' }
}

/** The process that this one has started and that has worked most: a spare one has only begun. */
async function busiestWorker(): Promise<number> {
  const children = (await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')).split(' ').filter(Boolean)
  const stats = await Promise.all(children.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')))
  const ticks = stats.map((stat) => Number(stat.split(') ')[1]?.split(' ')[11] ?? 0))
  return Number(children[ticks.indexOf(Math.max(...ticks))])
}

async function keptOf(fingerprint: string): Promise<readonly string[]> {
  const artifacts = temporary.engine.workspace.artifacts
  const found = await readdir(artifacts, { recursive: true })
  return found.filter((name) => name.includes(fingerprint)).map((name) => join(artifacts, name))
}

const learners: readonly (readonly [string, Document])[] = [
  ['boosting on several threads', boosting(20_000)],
  ['clusters, which are learned to prepare rows', long('cluster.density', { least: 50 })],
]

describe.skipIf(process.platform !== 'linux')('a training that is stopped', () => {
  it.each(learners)('%s: cancelled at once, nothing goes on and nothing half stays', async (_, document) => {
    const { id, finished, fingerprint } = await atWork(document)
    const worker = await busiestWorker()
    const asked = performance.now()
    temporary.engine.runService.cancel(id)
    const { outcome, steps } = await finished
    expect(outcome).toBe('cancelled')
    expect(steps.find(({ node }) => node === 'learn')?.state).toBe('cancelled')
    // A second where the machine has nothing else to do; it would go on for minutes.
    expect(performance.now() - asked).toBeLessThan(30_000)
    await expect.poll(() => existsSync(`/proc/${worker}`), { timeout: 30_000 }).toBe(false)
    expect(await keptOf(fingerprint)).toEqual([])
  })

  it('killed: the run says so in words, the steps beside it are done, and the next run learns', async () => {
    const { finished, heard, fingerprint } = await atWork(boosting(19_999))
    process.kill(await busiestWorker(), 'SIGKILL')
    const { outcome, steps } = await finished
    expect(outcome).toBe('failed')
    expect(['executed', 'reused']).toContain(steps.find(({ node }) => node === 'sort')?.state)
    const failed = heard.find((event) => event.type === 'step.failed')
    expect(failed?.problem).toMatchObject({ code: memoryKills() === null ? 'memory-short' : 'worker-killed', place: { node: 'learn' } })
    expect(failed?.problem.text.fr).toMatch(/a été arrêtée|a été tué de l’extérieur/)
    expect(failed?.problem.action?.en).toBeTruthy()
    expect(await keptOf(fingerprint)).toEqual([])
    expect((await temporary.run(boosting(3))).manifest.outcome).toBe('done')
  })
})
