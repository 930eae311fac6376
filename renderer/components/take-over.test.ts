import { expect, it } from 'vitest'
import { componentChanges } from '../../engine/graph/commands/component-changes.ts'
import { componentSchema, documentSchema } from '../../engine/protocol/document.ts'
import { linked } from './bring-library.ts'
import { libraryState } from './library-state.ts'
import { takeOver } from './take-over.ts'

const node = (type: string, params = {}) => ({ type, version: 1, params })
const component = (version: number, more: object) =>
  componentSchema.parse({ title: 'Sales', version, inputs: {}, outputs: {}, nodes: {}, wires: [], ...more })
const port = (label: string, from: string | null = null) => ({ label, kind: 'table', from })

const first = {
  name: 'sales',
  component: component(1, {
    nodes: { a: node('t.step', { size: 1 }), b: node('component.inner') },
    wires: [{ from: 'a.table', to: 'b.in1' }],
    outputs: { out1: port('Rows', 'a.table'), out2: port('Rest') },
  }),
  needs: { 'component.inner': component(1, { title: 'Inner', nodes: { x: node('t.step') } }) },
}
const second = {
  name: 'sales',
  component: component(2, {
    nodes: { a: node('t.step', { size: 2 }), c: node('t.sort') },
    wires: [{ from: 'a.table', to: 'c.table' }],
    outputs: { out1: port('Sorted rows', 'c.table') },
    layout: { a: { x: 5, y: 5 } },
  }),
  needs: {},
}
const document = documentSchema.parse({
  format: 'millrace/pipeline',
  version: 1,
  name: 'p',
  seed: 1,
  nodes: { use: node('component.sales', { size: 9 }), next: node('t.step'), rest: node('t.step') },
  wires: [
    { from: 'use.out1', to: 'next.table' },
    { from: 'use.out2', to: 'rest.table' },
  ],
  components: { 'component.sales': linked(first), ...first.needs },
})

it('puts the newer version in, keeps what uses say, and lets go of what nothing uses', () => {
  const after = takeOver(document, 'component.sales', second)
  expect(Object.keys(after.components ?? {})).toEqual(['component.sales'])
  expect(after.components?.['component.sales']).toMatchObject({
    version: 2,
    library: { version: 2 },
    nodes: { a: { params: { size: 2 } } },
  })
  expect(after.nodes).toEqual(document.nodes)
  expect(after.wires).toEqual([{ from: 'use.out1', to: 'next.table' }])
  expect(takeOver(document, 'component.other', second)).toBe(document)
})

it('says what is different', () => {
  const [before, after] = [first.component, second.component]
  expect(
    componentChanges(before, after, ({ type }) => type).map(({ kind, what, name, count }) => `${kind} ${what} ${name} ${count}`),
  ).toEqual([
    'changed output Sorted rows 1',
    'removed output Rest 1',
    'changed node t.step 1',
    'added node t.sort 1',
    'removed node component.inner 1',
    'added wires  1',
    'removed wires  1',
  ])
  expect(componentChanges(before, { ...before, layout: { a: { x: 1, y: 1 } }, version: 9 }, ({ type }) => type)).toEqual([])
})

it('knows which of the two was changed', () => {
  const own = document.components?.['component.sales']
  if (!own) throw new Error('no component')
  const edited = { ...own, title: 'Mine' }
  expect(libraryState(own, first)).toBe('same')
  expect(libraryState({ ...own, layout: { a: { x: 9, y: 9 } } }, first)).toBe('same')
  expect(libraryState(edited, first)).toBe('edited')
  expect(libraryState(own, second)).toBe('older')
  expect(libraryState(edited, second)).toBe('both')
  expect(libraryState(own, undefined)).toBe('alone')
  expect(libraryState(first.component, first)).toBe('alone')
})
