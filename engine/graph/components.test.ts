import { describe, expect, it } from 'vitest'
import { documentSchema, type Document } from '../protocol/document.ts'
import { applyCommand } from './commands/apply-command.ts'
import { insideOf, withInside } from './commands/component-inside.ts'
import { difference } from './commands/difference.ts'
import { dissolveComponent } from './commands/dissolve-component.ts'
import { makeComponent } from './commands/make-component.ts'
import { expandComponents } from './expand-components.ts'
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
  it('reaches all uses; what is gone takes ports, settings and wires along', () => {
    const inside = insideOf(made, 'component.twice')
    if (!inside) throw new Error('nothing inside')
    expect(inside.name).toBe('Twice')
    const edited = applyCommand(inside, { type: 'remove', nodes: ['d', 'c'], wires: [], notes: [], frames: [], reconnect: false }).document
    const after = withInside(made, 'component.twice', edited)
    expect(after.components?.['component.twice']).toMatchObject({
      inputs: { in1: { to: ['b.table'] } },
      outputs: {},
      settings: { size: { node: 'b' } },
    })
    expect(after.components?.['component.twice']?.settings).not.toHaveProperty('size-2')
    expect(after.wires).toEqual([{ from: 'a.table', to: 'twice.in1' }])
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
