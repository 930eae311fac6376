import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { neuralNetwork } from './neural-network.ts'

const table = {
  columns: [
    { name: 'rooms', type: 'int' },
    { name: 'town', type: 'text' },
  ],
  rows: [],
} as const

describe('neural network', () => {
  it.each([
    ['target-missing', {}],
    ['target-not-number', { target: 'town', task: 'regression' }],
    ['column-missing', { target: 'place' }],
  ])('objects: %s', (code, params) => {
    expect(codesOf(checkNode(neuralNetwork, params, { table }))).toEqual([code])
  })

  it('refuses layers that cannot be', () => {
    for (const layer of [{ units: 0 }, { units: 1.5 }, { units: 8, dropout: 1 }, { units: 8, activation: 'step' }])
      expect(neuralNetwork.params.safeParse({ layers: [layer] }).success).toBe(false)
  })

  it('says which layers it has, the usual ones too', () => {
    expect(sentenceOf(neuralNetwork, { target: 'town' })).toBe('learn “town”, layers of 64, 32')
    expect(sentenceOf(neuralNetwork, { target: 'town', layers: [{ units: 8 }] })).toBe('learn “town”, layers of 8')
  })
})
