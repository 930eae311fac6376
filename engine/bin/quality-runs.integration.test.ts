import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Document } from '../protocol/document.ts'
import { temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let place: TemporaryEngine
beforeAll(async () => {
  place = await temporaryEngine()
  await place.write('orders.csv', `id,amount\n${Array.from({ length: 200 }, (_, i) => `${i % 190},${i % 5 === 0 ? '' : i}`).join('\n')}\n`)
}, 60_000)
afterAll(() => place.close())

const document: Document = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'quality',
  seed: 1,
  parameters: {},
  nodes: {
    file: { type: 'source.file', version: 1, params: { path: 'orders.csv' } },
    rules: { type: 'quality.expectations', version: 1, params: { rules: [{ kind: 'unique', column: 'id' }] } },
    fill: { type: 'clean.fill-missing', version: 1, params: { columns: { by: 'names', names: ['amount'] }, method: 'median' } },
  },
  wires: [
    { from: 'file.table', to: 'rules.table' },
    { from: 'rules.table', to: 'fill.table' },
  ],
  notes: {},
  frames: {},
  layout: {},
}

const problems = async () => {
  const resolved = await place.engine.resolve(document, place.folder, new AbortController().signal)
  return [...resolved.nodes].flatMap(([node, { problems: found }]) => found.map(({ code, severity }) => `${node} ${severity} ${code}`))
}

it('a broken rule warns at its node after the run, and what learns behind it waits for its rows', async () => {
  expect(await problems()).toEqual([])
  const { manifest } = await place.run(document, { counts: true })
  expect(manifest.outcome).toBe('done')
  expect(manifest.steps.find(({ node }) => node === 'fill')?.rows?.['table']).toBe(180)
  expect(await problems()).toEqual(['rules warning expectation-broken'])
})
