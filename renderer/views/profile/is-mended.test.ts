import { expect, test } from 'vitest'
import { applyCommand } from '../../../engine/graph/commands/apply-command.ts'
import { addBehind, type PortPlace } from '../../canvas/edit/add-behind.ts'
import { at, documentOf, smallCatalogue as catalogue } from '../../canvas/testing/small-catalogue.ts'
import { isMended } from './is-mended.ts'

const remedy = { label: { en: 'Mend', fr: 'Corriger' }, type: 'test.step', params: { amount: 5 } }
const out = (node: string): PortPlace => ({ node, port: 'table', side: 'out' })

function mended(document: ReturnType<typeof documentOf>, place = out('a')) {
  const addition = addBehind(document, catalogue, place, remedy)
  if (!addition) throw new Error('no addition')
  return { id: addition.id, after: applyCommand(document, addition.command, catalogue).document }
}

test('the node goes beside a port that nobody reads, with its params', () => {
  const { id, after } = mended(documentOf({ a: ['source', at(0)] }))
  expect(after.wires).toEqual([{ from: 'a.table', to: `${id}.table` }])
  expect(after.nodes[id]?.params).toEqual({ amount: 5 })
  expect(isMended(after, remedy)).toBe(true)
})

test('everybody who read the port reads the new node', () => {
  const document = documentOf({ a: ['source', at(0)], b: ['step', at(1)], c: ['step', at(2)] }, ['a.table > b.table', 'a.table > c.table'])
  const { id, after } = mended(document)
  expect(after.wires.map(({ from, to }) => `${from} > ${to}`).toSorted()).toEqual(
    [`${id}.table > b.table`, `${id}.table > c.table`, `a.table > ${id}.table`].toSorted(),
  )
  expect(after.nodes[id]?.params).toEqual({ amount: 5 })
  expect(isMended(document, remedy)).toBe(false)
})

test('before an input it goes into the wire of that input alone', () => {
  const document = documentOf({ a: ['source', at(0)], b: ['step', at(1)], c: ['step', at(2)] }, ['a.table > b.table', 'a.table > c.table'])
  const { id, after } = mended(document, { node: 'b', port: 'table', side: 'in' })
  expect(after.wires).toContainEqual({ from: 'a.table', to: 'c.table' })
  expect(after.wires).toContainEqual({ from: `${id}.table`, to: 'b.table' })
})

test('a node that is not in the catalogue adds nothing', () => {
  expect(addBehind(documentOf({ a: ['source', at(0)] }), catalogue, out('a'), { ...remedy, type: 'test.none' })).toBeUndefined()
})
