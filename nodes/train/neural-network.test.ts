import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import type { Params } from '../../engine/protocol/document.ts'
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
    for (const layer of [{ units: 0 }, { units: 1.5 }, { kind: 'dropout', share: 1 }, { units: 8, activation: 'step' }, { kind: 'pool' }])
      expect(neuralNetwork.params.safeParse({ layers: [layer] }).success).toBe(false)
  })

  it('says which layers it has, the usual ones too', () => {
    expect(sentenceOf(neuralNetwork, { target: 'town' })).toBe('learn “town”, layers of 64, 32')
    expect(sentenceOf(neuralNetwork, { target: 'town', layers: [{ units: 8 }] })).toBe('learn “town”, layers of 8')
  })

  it('takes over networks of version 1', () => {
    const [step] = Object.values(neuralNetwork.migrate ?? {})
    const layers = (old: Params[string]) => neuralNetwork.params.parse(step?.({ target: 'town', layers: old }))['layers']
    expect(layers([{ units: 8, activation: 'tanh', dropout: 0.3 }, { units: 4 }])).toMatchObject([
      { kind: 'dense', units: 8, activation: 'tanh' },
      { kind: 'dropout', share: 0.3 },
      { kind: 'dense', units: 4, activation: 'relu' },
    ])
    expect(layers([])).toMatchObject([{ units: 64 }, { units: 32 }])
  })
})
