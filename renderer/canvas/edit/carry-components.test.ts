import { expect, test } from 'vitest'
import { applyCommand } from '../../../engine/graph/commands/apply-command.ts'
import { componentSchema, type Document } from '../../../engine/protocol/document.ts'
import { at, documentOf } from '../testing/small-catalogue.ts'
import { clipOf, pasteClip, readClip, writeClip } from './clipboard.ts'

const component = (title: string, inner: string) =>
  componentSchema.parse({ title, version: 1, inputs: {}, outputs: {}, nodes: { only: { type: inner, version: 1, params: {} } }, wires: [] })

const withUse = (document: Document, type: string): Document => ({
  ...document,
  nodes: { ...document.nodes, use: { type, version: 1, params: {} } },
})
const from: Document = {
  ...withUse(documentOf({ a: ['source', at(0)] }), 'component.outer'),
  components: {
    'component.outer': component('Outer', 'component.inner'),
    'component.inner': component('Inner', 'test.step'),
    'component.unused': component('Unused', 'test.step'),
  },
}
const clip = readClip(writeClip(clipOf(from, { nodes: ['use'], notes: [] }), (id) => id))
if (!clip) throw new Error('no clip')
const pasted = (into: Document) => {
  const { command, nodes } = pasteClip(into, clip, { by: { x: 0, y: 0 }, keepInputs: false })
  const { document, inverse } = applyCommand(into, command)
  return { document, inverse, type: document.nodes[nodes[0] ?? '']?.type }
}

test('a use brings its component along, with those inside it and no others; one undo takes all back', () => {
  const into = documentOf({ b: ['source', at(0)] })
  const { document, inverse, type } = pasted(into)
  expect(type).toBe('component.outer')
  expect(Object.keys(document.components ?? {}).toSorted()).toEqual(['component.inner', 'component.outer'])
  const back = applyCommand(document, inverse).document
  expect([Object.keys(back.nodes), Object.keys(back.components ?? {})]).toEqual([['b'], []])
})

test('where the same components are there already, they are used', () => {
  const { document, type } = pasted(from)
  expect(type).toBe('component.outer')
  expect(document.components).toEqual(from.components)
})

test('another component of the same name stays: the pasted one gets a name of its own, inside too', () => {
  const into: Document = { ...documentOf({ b: ['source', at(0)] }), components: { 'component.inner': component('Other', 'test.join') } }
  const { document, type } = pasted(into)
  expect(type).toBe('component.outer')
  expect(document.components?.['component.inner']?.title).toBe('Other')
  expect(document.components?.['component.inner-2']?.title).toBe('Inner')
  expect(document.components?.['component.outer']?.nodes['only']?.type).toBe('component.inner-2')
})
