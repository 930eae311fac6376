import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
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

  it('says what it does', () => {
    expect(sentenceOf(gradientBoosting, { trees: 300 })).toBe('learn the target, up to 300 trees of 31 leaves, rate 0.1')
  })
})
