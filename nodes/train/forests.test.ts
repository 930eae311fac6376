import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { extraTrees } from './extra-trees.ts'
import { randomForest } from './random-forest.ts'

const table = {
  columns: [
    { name: 'rooms', type: 'int' },
    { name: 'town', type: 'text' },
    { name: 'sold', type: 'timestamp' },
  ],
  rows: [],
} as const

describe.each([randomForest, extraTrees])('$id', (node) => {
  it('learns classes and numbers, and objects to what neither is', () => {
    expect(checkNode(node, { target: 'town' }, { table })).toEqual([])
    expect(checkNode(node, { target: 'rooms' }, { table })).toEqual([])
    expect(codesOf(checkNode(node, {}, { table }))).toEqual(['target-missing'])
    expect(codesOf(checkNode(node, { target: 'sold' }, { table }))).toEqual(['target-not-number'])
    expect(codesOf(checkNode(node, { target: 'rooms', features: { by: 'names', names: [] } }, { table }))).toEqual(['nothing-chosen'])
  })
})

it('forests say what they do', () => {
  expect(sentenceOf(randomForest, { trees: 300 })).toBe('learn the target, 300 trees, leaves of 3')
  expect(sentenceOf(extraTrees, { target: 'town' })).toBe('learn “town”, 100 trees of drawn limits, leaves of 3')
})
