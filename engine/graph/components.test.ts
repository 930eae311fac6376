import { describe, expect, it } from 'vitest'
import { documentSchema, type Document } from '../protocol/document.ts'
import type { Command } from '../protocol/command.ts'
import { applyCommand } from './commands/apply-command.ts'
import { CommandError } from './commands/command-error.ts'
import { insideOf, withInside } from './commands/component-inside.ts'
import { difference } from './commands/difference.ts'
import { dissolveComponent } from './commands/dissolve-component.ts'
import { makeComponent } from './commands/make-component.ts'
import { expandComponents } from './expand-components.ts'
import type { NodePorts, PortCatalogue } from './port-catalogue.ts'
import { readDocument } from './read-document.ts'
import { writeDocument } from './write-document.ts'

const table = { kind: 'table' } as const
const catalogue = new Map([
  ['t.source', { title: { en: 'Source', fr: 'Source' }, inputs: {}, outputs: { table } }],
  ['t.step', { title: { en: 'Step', fr: 'Étape' }, inputs: { table }, outputs: { table } }],
  ['t.join', { title: { en: 'Join', fr: 'Jointure' }, inputs: { left: table, right: table }, outputs: { table } }],
])
const node = (type: string, params: Document['nodes'][string]['params'] = {}) => ({ type, version: 1, params })
const document = documentSchema.parse({
  format: 'millrace/pipeline',
  version: 1,
  name: 'p',
  seed: 1,
  nodes: {
    a: node('t.source'),
    b: node('t.step', { size: 1 }),
    c: node('t.step', { size: 2 }),
    d: node('t.join'),
    e: node('t.step'),
  },
  wires: [
    { from: 'a.table', to: 'b.table' },
    { from: 'b.table', to: 'd.left' },
    { from: 'a.table', to: 'c.table' },
    { from: 'c.table', to: 'd.right' },
    { from: 'd.table', to: 'e.table' },
  ],
  layout: { a: { x: 0, y: 0 }, b: { x: 100, y: 0 }, c: { x: 100, y: 100 }, d: { x: 200, y: 48 }, e: { x: 300, y: 0 } },
})
const wish = {
  nodes: ['b', 'c', 'd'],
  type: 'component.twice',
  use: 'twice',
  title: 'Twice',
  settings: [
    { node: 'b', param: 'size', label: 'Left size' },
    { node: 'c', param: 'size', label: 'Right size' },
  ],
}
const made = makeComponent(document, wish, catalogue)
const inFlat = (given: Document) => expandComponents(given).document

describe('making', () => {
  it('cuts ports out of wires, one for each source', () => {
    expect(made.wires).toEqual([
      { from: 'a.table', to: 'twice.in1' },
      { from: 'twice.out1', to: 'e.table' },
    ])
    expect(made.components?.['component.twice']).toMatchObject({
      inputs: { in1: { label: 'Source', kind: 'table', to: ['b.table', 'c.table'] } },
      outputs: { out1: { label: 'Join', from: 'd.table' } },
      settings: { size: { node: 'b' }, 'size-2': { node: 'c', label: 'Right size' } },
    })
    expect(Object.keys(made.nodes)).toEqual(['a', 'e', 'twice'])
  })

  it('is one command, and undo brings the same document back', () => {
    const applied = applyCommand(document, difference(document, made))
    expect(applied.document).toEqual(made)
    expect(applyCommand(applied.document, applied.inverse).document.nodes).toEqual(document.nodes)
    expect(inFlat(applyCommand(applied.document, applied.inverse).document)).toMatchObject({
      wires: document.wires,
      layout: document.layout,
    })
  })

  it('makes ports of what nothing is wired to', () => {
    const alone = makeComponent({ ...document, wires: [] }, { ...wish, nodes: ['b'], settings: [] }, catalogue)
    expect(alone.components?.['component.twice']).toMatchObject({
      inputs: { in1: { to: ['b.table'] } },
      outputs: { out1: { from: 'b.table' } },
    })
  })

  it('survives the file', () => {
    const read = readDocument(writeDocument(made), new Map())
    expect(read.document).toEqual(made)
  })
})

describe('expanding', () => {
  it('gives the nodes inside under stable ids, wired as before', () => {
    const { document: flat, uses } = expandComponents(made)
    expect(Object.keys(flat.nodes)).toEqual(['a', 'e', 'twice/b', 'twice/c', 'twice/d'])
    const before = document.wires.map(({ from, to }) => `${from}>${to}`.replaceAll(/\b([bcd])\./g, 'twice/$1.'))
    expect(flat.wires.map(({ from, to }) => `${from}>${to}`).toSorted()).toEqual(before.toSorted())
    expect(uses.get('twice')?.inside).toEqual(['twice/b', 'twice/c', 'twice/d'])
    expect(expandComponents(document).document).toBe(document)
  })

  it('gives each use its own values', () => {
    const twice = {
      ...made,
      nodes: { ...made.nodes, other: { ...node('component.twice', { 'size-2': 9 }), bind: { size: 'most' }, disabled: true } },
    }
    const flat = inFlat(twice)
    expect([flat.nodes['twice/b'], flat.nodes['twice/c']].map((item) => item?.params['size'])).toEqual([1, 2])
    expect(flat.nodes['other/c']).toMatchObject({ params: { size: 9 }, disabled: true })
    expect(flat.nodes['other/b']?.bind).toEqual({ size: 'most' })
  })

  it('goes through components in components, and ends in a circle', () => {
    const outer = makeComponent(
      made,
      { nodes: ['twice', 'e'], type: 'component.outer', use: 'outer', title: 'Outer', settings: [] },
      catalogue,
    )
    const { document: flat, uses } = expandComponents(outer)
    expect(Object.keys(flat.nodes)).toEqual(['a', 'outer/e', 'outer/twice/b', 'outer/twice/c', 'outer/twice/d'])
    expect(flat.wires).toContainEqual({ from: 'outer/twice/d.table', to: 'outer/e.table' })
    expect(flat.wires).toContainEqual({ from: 'a.table', to: 'outer/twice/c.table' })
    expect(uses.get('outer')?.inside).toHaveLength(4)
    const component = made.components?.['component.twice']
    if (!component) throw new Error('no component')
    const circle = {
      ...made,
      components: { 'component.twice': { ...component, nodes: { ...component.nodes, again: node('component.twice') } } },
    }
    expect(Object.keys(inFlat(circle).nodes).length).toBeLessThan(60)
  })
})

describe('editing', () => {
  const inside = (given: Document): Document => {
    const found = insideOf(given, 'component.twice')
    if (!found) throw new Error('nothing inside')
    return found
  }
  const edit = (given: Document, command: Command) =>
    withInside(given, 'component.twice', applyCommand(inside(given), command, withEndPorts).document)
  const remove = (...nodes: string[]): Command => ({ type: 'remove', nodes, wires: [], notes: [], frames: [], reconnect: false })
  const withEndPorts: PortCatalogue = new Map<string, NodePorts>([
    ...catalogue,
    ['port.input-table', { inputs: {}, outputs: { port: table } }],
    ['port.output-table', { inputs: { port: table }, outputs: {} }],
  ])
  const twice = (given: Document) => given.components?.['component.twice']

  it('shows the ports as ends, and changes nothing by being looked at', () => {
    const { nodes, wires, name } = inside(made)
    expect(name).toBe('Twice')
    expect(nodes['in1']).toMatchObject({ type: 'port.input-table', title: 'Source' })
    expect(nodes['out1']).toMatchObject({ type: 'port.output-table', title: 'Join' })
    expect(wires).toContainEqual({ from: 'in1.port', to: 'c.table' })
    expect(wires).toContainEqual({ from: 'd.table', to: 'out1.port' })
    const { layout: _places, ...same } = twice(withInside(made, 'component.twice', inside(made))) ?? {}
    expect(twice(made)).toMatchObject(same)
  })

  it('reaches all uses; settings of what is gone go with it, ports stay', () => {
    const after = edit(made, remove('d', 'c'))
    expect(twice(after)).toMatchObject({
      inputs: { in1: { to: ['b.table'] } },
      outputs: { out1: { label: 'Join', from: null } },
      settings: { size: { node: 'b' } },
    })
    expect(twice(after)?.settings).not.toHaveProperty('size-2')
    expect(after.wires).toEqual(made.wires)
    expect(expandComponents(after).uses.get('twice')?.outputs.size).toBe(0)
  })

  it('ports are added, named and removed, with the wires to them in all uses', () => {
    const end = { type: 'port.output-table', version: 1, params: {}, title: 'Left' }
    const added = edit(edit(made, { type: 'add-node', id: 'output-table', node: end, position: { x: 8, y: 16 } }), {
      type: 'connect',
      wire: { from: 'b.table', to: 'output-table.port' },
      replace: true,
    })
    expect(twice(added)?.outputs).toEqual({
      out1: { label: 'Join', kind: 'table', from: 'd.table' },
      'output-table': { label: 'Left', kind: 'table', from: 'b.table' },
    })
    expect(twice(added)?.layout['output-table']).toEqual({ x: 8, y: 16 })
    const named = edit(added, { type: 'set-node', id: 'in1', title: 'Sales' })
    expect(twice(named)?.inputs['in1']).toEqual({ label: 'Sales', kind: 'table', to: ['b.table', 'c.table'] })
    const gone = edit(named, remove('out1', 'in1'))
    expect(twice(gone)).toMatchObject({ inputs: {}, outputs: { 'output-table': { from: 'b.table' } } })
    expect(gone.wires).toEqual([])
  })

  it('a port may be called as a node inside is', () => {
    const component = twice(made)
    if (!component) throw new Error('no component')
    const outputs = { b: { label: 'Join', kind: 'table' as const, from: 'd.table' } }
    const document = { ...made, components: { 'component.twice': { ...component, outputs } } }
    expect(inside(document).nodes['out:b']).toMatchObject({ title: 'Join' })
    expect(twice(withInside(document, 'component.twice', inside(document)))?.outputs).toEqual(outputs)
  })

  it('refuses a wire from an input straight to an output', () => {
    expect(() => edit(made, { type: 'connect', wire: { from: 'in1.port', to: 'out1.port' }, replace: true })).toThrow(CommandError)
  })

  it('dissolves a use into its nodes, with its values; the last takes the component along', () => {
    const free = (wanted: string, taken: ReadonlySet<string>) => (taken.has(wanted) ? `${wanted}-2` : wanted)
    const changed = { ...made, nodes: { ...made.nodes, twice: node('component.twice', { size: 7 }) } }
    const { document: flat, nodes } = dissolveComponent(changed, 'twice', free)
    expect(nodes).toEqual(['b', 'c', 'd'])
    expect(flat.nodes['b']?.params).toEqual({ size: 7 })
    expect(flat.wires.map(({ from, to }) => `${from}>${to}`).toSorted()).toEqual(
      document.wires.map(({ from, to }) => `${from}>${to}`).toSorted(),
    )
    expect(flat.layout).toMatchObject({ b: { x: 104 }, d: { x: 200 } })
    expect(flat.components).toEqual({})
  })
})
