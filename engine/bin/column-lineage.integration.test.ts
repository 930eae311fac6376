import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeComponent } from '../graph/commands/make-component.ts'
import type { Document } from '../protocol/document.ts'
import { columnLineage, type PickedColumn } from '../run/column-lineage.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let at: TemporaryEngine
beforeAll(async () => {
  at = await temporaryEngine()
  const rows = Array.from({ length: 40 }, (_, i) => `n${i},${i},${i % 2 === 0 ? 'yes' : 'no'}`)
  await at.write('a.csv', `name,price,bought\n${rows.join('\n')}\n`)
})
afterAll(() => at.close())

const pipeline = () =>
  documentOf(
    {
      file: { type: 'source.file', params: { path: 'a.csv' } },
      rename: { type: 'clean.rename-columns', params: { rename: [{ key: 'price', value: 'cost' }] } },
      keep: { type: 'clean.filter-rows', params: { conditions: { all: [{ column: 'cost', is: 'greater', value: 3 }] } } },
      taxed: { type: 'clean.formula-column', params: { name: 'taxed', formula: '[cost] * 2' } },
      names: { type: 'clean.select-columns', params: { columns: { by: 'names', names: ['name'] } } },
    },
    ['file.table > rename.table', 'rename.table > keep.table', 'keep.table > taxed.table', 'rename.table > names.table'],
  )
const lineage = async (document: Document, picked: PickedColumn) =>
  columnLineage(await at.engine.resolve(document, at.folder, new AbortController().signal), picked)

it('follows a column through real nodes under each of its names', async () => {
  const way = await lineage(pipeline(), { node: 'taxed', port: 'table', side: 'out', column: 'taxed' })
  expect(way.nodes['file']).toMatchObject({ columns: ['price'], begins: true })
  expect(way.nodes['rename']).toMatchObject({ columns: ['cost'], acts: [{ column: 'price', act: 'renamed' }] })
  expect(way.nodes['keep']?.acts).toEqual([{ column: 'cost', act: 'filter' }])
  expect(way.nodes['taxed']?.acts).toEqual([{ column: 'cost', act: 'formula' }])
  expect(way.nodes['names']).toBeUndefined()
  expect(way.wires.map(({ columns }) => columns)).toEqual([['price'], ['cost'], ['cost']])
})

it('follows what comes in from the node before, to where it is dropped', async () => {
  const way = await lineage(pipeline(), { node: 'rename', port: 'table', side: 'in', column: 'price' })
  expect(way.nodes['taxed']?.columns.toSorted()).toEqual(['cost', 'taxed'])
  expect(way.nodes['names']).toEqual({ columns: [], acts: [{ column: 'cost', act: 'dropped' }], begins: false })
})

it('tells what happens inside a component of the node that uses it', async () => {
  const wish = { nodes: ['rename', 'keep'], type: 'component.own', use: 'own', title: 'Own', settings: [] }
  const document = makeComponent(pipeline(), wish, at.engine.catalogue)
  const way = await lineage(document, { node: 'taxed', port: 'table', side: 'out', column: 'taxed' })
  expect(Object.keys(way.nodes).toSorted()).toEqual(['file', 'own', 'taxed'])
  expect(way.nodes['own']).toEqual({
    columns: ['cost'],
    acts: [
      { column: 'cost', act: 'filter' },
      { column: 'price', act: 'renamed' },
    ],
    begins: false,
  })
  expect(way.wires).toHaveLength(2)
})

it('says that a node may learn from a column, and follows the model', async () => {
  const document = documentOf(
    {
      file: { type: 'source.file', params: { path: 'a.csv' } },
      tree: { type: 'train.decision-tree', params: { target: 'bought' } },
      predict: { type: 'evaluate.predict', params: {} },
    },
    ['file.table > tree.table', 'tree.model > predict.model', 'file.table > predict.table'],
  )
  const way = await lineage(document, { node: 'file', port: 'table', side: 'out', column: 'price' })
  expect(way.nodes['tree']?.acts).toEqual([{ column: 'price', act: 'learned' }])
  expect(way.wires.map(({ to }) => to)).toEqual(['tree.table', 'predict.model', 'predict.table'])
  expect(way.nodes).toHaveProperty('predict')
})
