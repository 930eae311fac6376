import { expect, it } from 'vitest'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { tune } from './tune.ts'

it('says how many settings it tries, and where', () => {
  expect(sentenceOf(tune, { trials: 30, method: 'tpe' })).toBe('30 trials near the best')
  expect(sentenceOf(tune, { trials: 9, method: 'random' })).toBe('9 trials at random')
  expect(sentenceOf(tune, { trials: 9, method: 'halving' })).toBe('9 trials by halving')
})
