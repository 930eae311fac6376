import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeComponent } from '../graph/commands/make-component.ts'
import type { Document } from '../protocol/document.ts'
import { inspect } from '../run/inspect.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let at: TemporaryEngine
let document: Document
beforeAll(async () => {
  at = await temporaryEngine()
  await at.write('a.csv', 'name,price\nAna,10\nBen,20\nCleo,30\n')
  const flat = documentOf(
    {
      file: { type: 'source.file', params: { path: 'a.csv' } },
      taxed: { type: 'clean.formula-column', params: { name: 'taxed', formula: '[price] * 2' } },
      top: { type: 'clean.top-rows', params: { count: 1, order: [{ column: 'taxed', direction: 'down' }] } },
    },
    ['file.table > taxed.table', 'taxed.table > top.table'],
  )
  const wish = {
    nodes: ['taxed', 'top'],
    type: 'component.best',
    use: 'best',
    title: 'Best',
    settings: [
      { node: 'top', param: 'count', label: 'How many' },
      { node: 'taxed', param: 'formula', label: 'By' },
    ],
  }
  const made = makeComponent(flat, wish, at.engine.catalogue)
  const again = { type: 'component.best', version: 1, params: { count: 2 } }
  document = { ...made, nodes: { ...made.nodes, again }, wires: [...made.wires, { from: 'file.table', to: 'again.in1' }] }
})
afterAll(() => at.close())

const resolve = (given: Document) => at.engine.resolve(given, at.folder, new AbortController().signal)
const rowsOf = async (given: Document, id: string) => {
  const port = (await resolve(given)).uses.get(id)?.outputs.get('out1') ?? ''
  const [node = '', name = ''] = port.split('.')
  return (await at.engine.store.record((await resolve(given)).nodes.get(node)?.fingerprint ?? ''))?.rows[name]
}

it('runs each use with its values, keeps what did not change and records the pipeline as it is drawn', async () => {
  const { manifest } = await at.run(document)
  expect(manifest.outcome).toBe('done')
  expect(manifest.steps.map((step) => step.node)).toEqual(['file', 'best/taxed', 'again/taxed', 'best/top', 'again/top'])
  expect(manifest.document.components).toHaveProperty(['component.best'])
  expect([await rowsOf(document, 'best'), await rowsOf(document, 'again')]).toEqual([1, 2])
  const second = await at.run(document, { targets: ['again'] })
  expect(second.manifest.steps.map((step) => step.state)).toEqual(['reused', 'reused', 'reused'])
})

it('says of a use what is known of the nodes inside', async () => {
  const { nodes, problems } = await inspect(await resolve(document), at.engine.store)
  expect(problems).toEqual([])
  expect(nodes['best']).toMatchObject({ fresh: true, configured: true, result: { rows: { out1: 1 } } })
  expect(nodes['best']?.inputs['in1']?.columns?.map((column) => column.name)).toEqual(['name', 'price'])
  expect(nodes['again']?.outputs['out1']?.columns?.map((column) => column.name)).toEqual(['name', 'price', 'taxed'])
  expect(nodes['again/top']?.configured).toBe(true)
})

it('shows problems of a node inside on the use, with the way in and the setting', async () => {
  const wrong: Document = {
    ...document,
    nodes: { ...document.nodes, again: { type: 'component.best', version: 1, params: { formula: '[prise] * 2', count: 2 } } },
    wires: document.wires.filter((wire) => wire.to !== 'best.in1'),
  }
  const { problems } = await inspect(await resolve(wrong), at.engine.store)
  expect(problems).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ code: 'input-missing', place: { node: 'best', inside: 'taxed', port: 'in1' } }),
      expect.objectContaining({ place: expect.objectContaining({ node: 'again', inside: 'taxed', param: 'formula' }) as unknown }),
    ]),
  )
})
