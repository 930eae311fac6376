import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { decisionTree } from './decision-tree.ts'

const table = {
  columns: [
    { name: 'rooms', type: 'int' },
    { name: 'town', type: 'text' },
    { name: 'sold', type: 'timestamp' },
  ],
  rows: [],
} as const

const check = (params: unknown) => checkNode(decisionTree, params, { table })

describe('decision tree', () => {
  it.each([
    [{ target: 'town' }],
    [{ target: 'rooms' }],
    [{ target: 'rooms', task: 'classification' }],
    [{ target: 'sold', task: 'classification' }],
  ])('learns classes and numbers: %j', (params) => {
    expect(check(params)).toEqual([])
  })

  it('objects to a text as a number, and offers to predict a class', () => {
    const [problem] = check({ target: 'town', task: 'regression' })
    expect(problem).toMatchObject({ code: 'target-not-number', param: 'target', fixes: [{ params: { task: 'classification' } }] })
  })

  it.each([
    ['target-missing', {}],
    ['target-not-number', { target: 'sold' }],
    ['nothing-chosen', { target: 'rooms', features: { by: 'names', names: [] } }],
  ])('objects: %s', (code, params) => {
    expect(codesOf(check(params))).toEqual([code])
  })

  it('says what it does', () => {
    expect(sentenceOf(decisionTree, { depth: 3 })).toBe('learn the target, depth 3, leaves of 20')
  })
})
