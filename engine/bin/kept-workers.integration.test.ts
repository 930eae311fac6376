import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
  const rows = Array.from(
    { length: 400 },
    (_, i) => `${Math.sin(i).toFixed(4)},${Math.cos(3 * i).toFixed(4)},${Math.sin(i) > 0.2 ? 'a' : 'b'}`,
  )
  await engine.write('rows.csv', `x,z,y\n${rows.join('\n')}\n`)
  await engine.write('flat.csv', 'x,z,y\n1,2,a\n2,3,a\n')
})
afterAll(() => engine.close())

const trained = (path: string, learner = 'train.gradient-boosting', params = {}) =>
  documentOf({ file: { type: 'source.file', params: { path } }, learn: { type: learner, params: { target: 'y', ...params } } }, [
    'file.table > learn.table',
  ])

/** Trains anew; gives the model as it was written, and how much memory the step took. */
async function model(document = trained('rows.csv')) {
  const { manifest } = await engine.run(document, { targets: ['learn'], from: ['learn'] })
  const step = manifest.steps.find(({ node }) => node === 'learn')
  if (step?.state !== 'executed') throw new Error(step?.problem?.text.en ?? 'not executed')
  const text = JSON.stringify(await engine.engine.store.json(step.fingerprint, 'model'))
  // When and how long it was trained is no part of what was learnt.
  return { text: text.replace(/"(at|seconds)":("[^"]*"|[\d.e-]+)/g, ''), bytes: step.memoryBytes ?? 0 }
}

const children = async () =>
  (await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')).split(' ').filter(Boolean).map(Number)

describe.skipIf(process.platform !== 'linux')('a process that is kept for the next step', () => {
  it('gives what a fresh one gives, step after step', async () => {
    const fresh = await model()
    const [first] = await children()
    const again = await model()
    expect(await children()).toEqual([first])
    expect(again.text).toBe(fresh.text)
    expect(again.bytes).toBeLessThan(fresh.bytes * 1.5)
    await model(trained('rows.csv', 'train.neural-network', { epochs: 2 }))
    expect((await model()).text).toBe(fresh.text)
  })

  it('is not kept when a network was trained by TensorFlow.js, whose settings and memory stay', async () => {
    await model()
    const [first] = await children()
    const network = trained('rows.csv', 'train.neural-network', { epochs: 1, backend: 'cpu' })
    await model(network)
    await expect.poll(children).not.toContain(first)
  })

  it('is another one after a step that failed', async () => {
    await model()
    const before = await children()
    const { manifest } = await engine.run(trained('flat.csv'), { targets: ['learn'] })
    expect(manifest.outcome).toBe('failed')
    await expect.poll(async () => (await children()).some((pid) => before.includes(pid))).toBe(false)
    await model()
  })
})
