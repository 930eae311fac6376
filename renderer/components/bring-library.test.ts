import { expect, it } from 'vitest'
import { applyCommand } from '../../engine/graph/commands/apply-command.ts'
import type { Command } from '../../engine/protocol/command.ts'
import { componentSchema, documentSchema } from '../../engine/protocol/document.ts'
import { bringFromLibrary, linked } from './bring-library.ts'

const node = (type: string) => ({ type, version: 1, params: {} })
const component = (title: string, nodes: object) => componentSchema.parse({ title, version: 3, inputs: {}, outputs: {}, nodes, wires: [] })
const sales = {
  name: 'sales',
  component: component('Sales', { a: node('component.inner'), b: node('t.step') }),
  needs: { 'component.inner': component('Inner', { c: node('t.step') }) },
}
const empty = documentSchema.parse({ format: 'millrace/pipeline', version: 1, name: 'p', seed: 1, nodes: {}, wires: [] })
const add = (id: string): Command => ({ type: 'add-node', id, node: node('library.sales'), position: { x: 0, y: 0 } })
const bring = (document: typeof empty, command: Command) => applyCommand(document, bringFromLibrary(document, command, { sales })).document

it('brings a component with what stands inside it, once', () => {
  const once = bring(empty, add('sales'))
  expect(once.nodes['sales']?.type).toBe('component.sales')
  expect(once.components?.['component.sales']).toMatchObject({ version: 3, library: { name: 'sales', version: 3 } })
  expect(Object.keys(once.components ?? {})).toEqual(['component.inner', 'component.sales'])
  const twice = bring(once, { type: 'batch', commands: [add('again'), add('third')] })
  expect(twice.components).toEqual(once.components)
  expect([twice.nodes['again']?.type, twice.nodes['third']?.type]).toEqual(['component.sales', 'component.sales'])
})

it('gives way to others of the same name', () => {
  const other = component('Other', { z: node('t.step') })
  const document = { ...empty, components: { 'component.sales': other, 'component.inner': other } }
  const brought = bring(document, add('sales'))
  expect(brought.nodes['sales']?.type).toBe('component.sales-2')
  expect(brought.components?.['component.sales']).toBe(other)
  expect(brought.components?.['component.sales-2']?.nodes['a']?.type).toBe('component.inner-2')
})

it('leaves other commands, and what the library does not hold, as they are', () => {
  const command: Command = { type: 'set-document', name: 'q' }
  expect(bringFromLibrary(empty, command, { sales })).toBe(command)
  expect(bringFromLibrary(empty, add('x'), {})).toEqual(add('x'))
  expect(linked(sales).library?.digest).toHaveLength(16)
})
