import { expect, test } from 'vitest'
import { applyCommand } from '../../../engine/graph/commands/apply-command.ts'
import { at, documentOf, smallCatalogue as catalogue } from '../testing/small-catalogue.ts'
import { addBehind, type PortPlace } from './add-behind.ts'

const document = documentOf({ a: ['source', at(0)], b: ['step', at(1)] }, ['a.table > b.table'])

function wires(place: PortPlace, apart: boolean) {
  const addition = addBehind(document, catalogue, place, { type: 'test.step', params: { amount: 5 }, apart })
  if (!addition) return undefined
  const after = applyCommand(document, addition.command, catalogue).document
  expect(after.nodes[addition.id]?.params).toEqual({ amount: 5 })
  return after.wires.map(({ from, to }) => `${from} > ${to}`.replaceAll(`${addition.id}.`, 'new.'))
}

test('behind an output or before an input it goes into the wire', () => {
  const between = ['a.table > new.table', 'new.table > b.table']
  expect(wires({ node: 'a', port: 'table', side: 'out' }, false)).toEqual(expect.arrayContaining(between))
  expect(wires({ node: 'b', port: 'table', side: 'in' }, false)).toEqual(expect.arrayContaining(between))
})

test('a node apart leaves the wire as it is and reads the same table', () => {
  const branch = ['a.table > b.table', 'a.table > new.table']
  expect(wires({ node: 'a', port: 'table', side: 'out' }, true)).toEqual(branch)
  expect(wires({ node: 'b', port: 'table', side: 'in' }, true)).toEqual(branch)
})

test('an input without a wire has nothing to put a node behind', () => {
  const loose = documentOf({ b: ['step', at(0)] })
  expect(addBehind(loose, catalogue, { node: 'b', port: 'table', side: 'in' }, { type: 'test.step', params: {} })).toBeUndefined()
})
