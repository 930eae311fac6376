import { describe, expect, it } from 'vitest'
import { boundsFor } from '../kit/bounded-columns.ts'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { NodeProblem } from '../kit/problem.ts'
import { gradientBoosting } from './gradient-boosting.ts'

const table = {
  columns: [
    { name: 'rooms', type: 'int' },
    { name: 'town', type: 'text' },
    { name: 'sold', type: 'timestamp' },
  ],
  rows: [],
} as const

const check = (params: unknown) => checkNode(gradientBoosting, params, { table })

describe('gradient boosting', () => {
  it.each([[{ target: 'town' }], [{ target: 'rooms', loss: 'poisson' }], [{ target: 'rooms', task: 'classification' }]])(
    'learns classes and numbers: %j',
    (params) => {
      expect(check(params)).toEqual([])
    },
  )

  it.each([
    ['target-missing', {}],
    ['target-not-number', { target: 'sold' }],
    ['nothing-chosen', { target: 'rooms', features: { by: 'names', names: [] } }],
  ])('objects: %s', (code, params) => {
    expect(codesOf(check(params))).toEqual([code])
  })

  it.each([
    ['bound-not-learned', { raising: { by: 'names', names: ['rooms'] }, features: { by: 'names', names: ['sold'] } }],
    ['bound-both-ways', { raising: { by: 'names', names: ['rooms'] }, lowering: { by: 'names', names: ['sold', 'rooms'] } }],
    ['wrong-type', { raising: { by: 'names', names: ['town'] } }],
  ])('objects to bounds: %s', (code, params) => {
    expect(codesOf(check({ target: 'town', ...params }))).toEqual([code])
  })

  it('objects to bounds of medians and quantiles, not of the probability of a class', () => {
    const params = { target: 'rooms', loss: 'absolute', raising: { by: 'names', names: ['sold'] } }
    expect(codesOf(check(params))).toEqual(['bound-median'])
    expect(check({ ...params, task: 'classification' })).toEqual([])
  })

  it('of two classes, bounds are about the positive one', () => {
    const names = { raising: ['a'], lowering: ['b'] }
    expect(boundsFor(names, ['no', 'yes'], 'yes')).toEqual(names)
    expect(boundsFor(names, ['no', 'yes'], 'no')).toEqual({ raising: ['b'], lowering: ['a'] })
    const ofThree = () => boundsFor(names, ['a', 'b', 'c'], undefined)
    expect(ofThree).toThrow(NodeProblem)
    expect(ofThree).toThrow(/3 classes/)
    expect(boundsFor({ raising: [], lowering: [] }, ['a', 'b', 'c'], undefined)).toEqual({ raising: [], lowering: [] })
  })

  it('says what it does', () => {
    expect(sentenceOf(gradientBoosting, { trees: 300 })).toBe('learn the target, up to 300 trees of 31 leaves, rate 0.1')
  })
})
