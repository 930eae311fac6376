import { expect, it } from 'vitest'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { crossValidate } from './cross-validate.ts'
import { labelShuffle } from './label-shuffle.ts'
import { learningCurve } from './learning-curve.ts'

it('studies say how they part the rows, or what they change', () => {
  expect(sentenceOf(crossValidate, {})).toBe('5 folds')
  expect(sentenceOf(crossValidate, { folds: 4, repeats: 3, method: 'class' })).toBe('4 folds within classes, 3 times')
  expect(sentenceOf(crossValidate, { folds: 4, repeats: 3, method: 'time' })).toBe('4 folds by time')
  expect(sentenceOf(learningCurve, {})).toMatch(/rows/)
  expect(sentenceOf(labelShuffle, { shuffles: 50 })).toBe('50 shuffles of the target')
})
