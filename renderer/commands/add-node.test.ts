import { expect, test, vi } from 'vitest'

vi.mock('../document/store.ts', () => ({ getDocument: () => undefined }))
const { freeId, freePlace } = await import('./add-node.ts')

test('the first node stands at the upper left', () => {
  expect(freePlace({ layout: {} }, undefined)).toEqual({ x: 24, y: 40 })
})

test('right of the selected node, a step down where that is taken', () => {
  const layout = { a: { x: 24, y: 40 }, b: { x: 296, y: 60 }, c: { x: 296, y: 160 } }
  expect(freePlace({ layout: { a: layout.a } }, 'a')).toEqual({ x: 296, y: 40 })
  expect(freePlace({ layout }, 'a')).toEqual({ x: 296, y: 272 })
})

test('under everything when nothing is selected', () => {
  expect(freePlace({ layout: { a: { x: 300, y: 40 }, b: { x: 24, y: 200 } } }, undefined)).toEqual({ x: 24, y: 316 })
})

test('ids are the last word of the type, numbered', () => {
  const node = { type: 'clean.filter', version: 1, params: {} }
  expect(freeId({ nodes: {} }, 'clean.filter')).toBe('filter')
  expect(freeId({ nodes: { filter: node, 'filter-3': node } }, 'clean.filter')).toBe('filter-2')
})
