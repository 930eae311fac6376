import { expect, test } from 'vitest'
import { applyCommand } from '../../../engine/graph/commands/apply-command.ts'
import type { CatalogueEntry } from '../../../engine/protocol/catalogue.ts'
import { nodeBox, overlaps } from '../geometry.ts'
import { at, documentOf, smallCatalogue as catalogue } from '../testing/small-catalogue.ts'
import { insertExisting, insertNode, insertPorts } from './insert-node.ts'

const entry = (name: string) => catalogue.get(`test.${name}`) as CatalogueEntry
const wire = { from: 'a.table', to: 'b.table' }

test('a node goes between the two ends and makes room in its own row only', () => {
  const document = documentOf({ a: ['source', at(0)], b: ['step', at(1)], c: ['step', at(2)], far: ['step', at(2, 3)] }, [
    'a.table > b.table',
    'b.table > c.table',
    'b.table > far.table',
  ])
  const insertion = insertNode(document, catalogue, wire, { entry: entry('step') })
  const after = applyCommand(document, insertion?.command ?? { type: 'batch', commands: [] }, catalogue).document
  expect(after.wires.slice(0, 2)).toEqual([
    { from: 'a.table', to: 'step.table' },
    { from: 'step.table', to: 'b.table' },
  ])
  expect([after.layout['step'], after.layout['b'], after.layout['c'], after.layout['far']]).toEqual([at(1), at(2), at(3), at(2, 3)])
  const boxes = Object.values(after.layout).map((place) => nodeBox(place))
  boxes.forEach((box, i) => boxes.slice(i + 1).forEach((other) => expect(overlaps(box, other)).toBe(false)))
})

test('nothing moves where there is room', () => {
  const document = documentOf({ a: ['source', at(0)], b: ['step', at(3)] }, ['a.table > b.table'])
  expect(insertNode(document, catalogue, wire, { entry: entry('step') })?.command.type).toBe('insert-on-wire')
})

test('what has no port for both ends does not fit', () => {
  const document = documentOf({ a: ['source', at(0)], b: ['step', at(1)] }, ['a.table > b.table'])
  expect(insertPorts(document, catalogue, wire, entry('learn'))).toBeUndefined()
  expect(insertNode(document, catalogue, wire, { entry: entry('source') })).toBeUndefined()
})

test('a node that lies about without wires can be put in, one that has some cannot', () => {
  const nodes = { a: ['source', at(0)], b: ['step', at(2)], loose: ['step', at(1)], other: ['step', at(3)] } as const
  const document = documentOf(nodes, ['a.table > b.table', 'b.table > other.table'])
  const insertion = insertExisting(document, catalogue, wire, 'loose')
  const after = applyCommand(document, insertion?.command ?? { type: 'batch', commands: [] }, catalogue).document
  expect(after.wires).toHaveLength(3)
  expect(after.wires).toContainEqual({ from: 'loose.table', to: 'b.table' })
  expect(insertExisting(document, catalogue, wire, 'other')).toBeUndefined()
})
