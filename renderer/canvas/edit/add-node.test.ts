import { expect, test } from 'vitest'
import { applyCommand } from '../../../engine/graph/commands/apply-command.ts'
import type { CatalogueEntry } from '../../../engine/protocol/catalogue.ts'
import { at, documentOf, smallCatalogue as catalogue } from '../testing/small-catalogue.ts'
import { addNode, addNodeAfter, compatibleEntries } from './add-node.ts'

const entry = (name: string) => catalogue.get(`test.${name}`) as CatalogueEntry

function added(document: ReturnType<typeof documentOf>, wish: Omit<Parameters<typeof addNode>[0], 'document' | 'catalogue'>) {
  const { command, id } = addNode({ document, catalogue, ...wish })
  return { id, after: applyCommand(document, command, catalogue).document }
}

test('a node takes the defaults of its type and a free id', () => {
  const { id, after } = added(documentOf({ step: ['step', at(0)] }), { entry: entry('step'), at: at(2) })
  expect(id).toBe('step-2')
  expect(after.nodes[id]).toEqual({ type: 'test.step', version: 1, params: { amount: 1 } })
  expect(after.layout[id]).toEqual(at(2))
})

test('it is fed by the selected node and goes to its right', () => {
  const { id, after } = added(documentOf({ a: ['source', at(0)] }), { entry: entry('step'), join: { node: 'a' } })
  expect(after.wires).toEqual([{ from: 'a.table', to: `${id}.table` }])
  expect(after.layout[id]).toEqual(at(1))
})

test('it goes below what stands at its place', () => {
  const { id, after } = added(documentOf({ a: ['source', at(0)], b: ['step', at(1)] }), { entry: entry('step'), join: { node: 'a' } })
  expect(after.layout[id]?.x).toBe(272)
  expect(after.layout[id]?.y).toBeGreaterThanOrEqual(76)
})

test('a source feeds the free input of the selected node and goes to its left', () => {
  const document = documentOf({ a: ['source', at(0)], j: ['join', at(3)] }, ['a.table > j.left'])
  const { id, after } = added(document, { entry: entry('source'), join: { node: 'j' } })
  expect(after.wires).toContainEqual({ from: `${id}.table`, to: 'j.right' })
  expect(after.layout[id]).toEqual(at(2))
})

test('it takes no wire away from a node that needs it', () => {
  const document = documentOf({ a: ['source', at(0)], b: ['step', at(1)] }, ['a.table > b.table'])
  const { after } = added(document, { entry: entry('source'), join: { node: 'b' } })
  expect(after.wires).toEqual(document.wires)
})

test('it is wired to the loose end that it was asked for', () => {
  const { id, after } = added(documentOf({ a: ['judge', at(3)] }), {
    entry: entry('learn'),
    at: at(1),
    join: { end: 'a.model', side: 'in' },
  })
  expect(after.wires).toEqual([{ from: `${id}.model`, to: 'a.model' }])
})

test('what fits an end is what has a port of its kind on the other side', () => {
  const document = documentOf({ a: ['learn', at(0)], b: ['judge', at(1)] })
  const ids = (end: string, side: 'in' | 'out') => compatibleEntries(document, catalogue, end, side).map(({ id }) => id)
  expect(ids('a.model', 'out')).toEqual(['test.judge'])
  expect(ids('b.model', 'in')).toEqual(['test.learn'])
})

test('several selected nodes feed one, the upper ones first', () => {
  const document = documentOf({ low: ['source', at(0, 2)], high: ['source', at(0)] })
  const join = addNodeAfter({ document, catalogue, entry: entry('join') }, ['low', 'high'])
  if (!join) throw new Error('no join')
  const after = applyCommand(document, join.command, catalogue).document
  expect(after.wires).toEqual([
    { from: 'high.table', to: `${join.id}.left` },
    { from: 'low.table', to: `${join.id}.right` },
  ])
  expect(after.layout[join.id]).toEqual({ x: 272, y: 96 })
  const union = addNodeAfter({ document, catalogue, entry: entry('union') }, ['low', 'high'])
  if (!union) throw new Error('no union')
  expect(applyCommand(document, union.command, catalogue).document.wires).toEqual([
    { from: 'high.table', to: `${union.id}.tables` },
    { from: 'low.table', to: `${union.id}.tables` },
  ])
})

test('a node with too few inputs for what is selected is not wired to some of it', () => {
  const document = documentOf({ a: ['source', at(0)], b: ['source', at(0, 1)] })
  expect(addNodeAfter({ document, catalogue, entry: entry('step') }, ['a', 'b'])).toBeUndefined()
  expect(addNodeAfter({ document, catalogue, entry: entry('source') }, ['a', 'b'])).toBeUndefined()
})
