import { expect, test } from 'vitest'
import type { Document } from '../../../engine/protocol/document.ts'
import { recipeOf, sameRecipe } from './preview-recipe.ts'

const node = (value: number) => ({ type: 'some', version: 1, params: { value } })
const document: Document = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'Test',
  seed: 1,
  parameters: {},
  nodes: { a: node(1), b: node(2), c: node(3), other: node(4) },
  wires: [
    { from: 'a.table', to: 'b.table' },
    { from: 'b.table', to: 'c.table' },
  ],
  notes: {},
  frames: {},
  layout: {},
}
const changes = (change: Partial<Document>) => !sameRecipe(recipeOf(document, 'b'), recipeOf({ ...document, ...change }, 'b'))

test('the recipe of a node changes with itself, what stands before it, their wires, and what all nodes share', () => {
  expect(changes({ nodes: { ...document.nodes, b: node(2) } })).toBe(true)
  expect(changes({ nodes: { ...document.nodes, a: node(9) } })).toBe(true)
  expect(changes({ wires: document.wires.slice(1) })).toBe(true)
  expect(changes({ wires: [...document.wires, { from: 'other.table', to: 'a.table' }] })).toBe(true)
  expect(changes({ seed: 2 })).toBe(true)
  expect(changes({ parameters: { limit: { type: 'number', default: 1 } } })).toBe(true)
})

test('not with what stands beside or behind it, or with where things stand', () => {
  expect(changes({})).toBe(false)
  expect(changes({ nodes: { ...document.nodes, c: node(9) } })).toBe(false)
  expect(changes({ nodes: { ...document.nodes, other: node(9) } })).toBe(false)
  expect(changes({ wires: document.wires.slice(0, 1) })).toBe(false)
  expect(changes({ layout: { b: { x: 1, y: 2 } }, name: 'Other' })).toBe(false)
})
