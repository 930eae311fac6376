import { describe, expect, it } from 'vitest'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { predict } from './predict.ts'

describe('predict', () => {
  it('says what it adds', () => {
    expect(sentenceOf(predict, {})).toBe('add “prediction” and probabilities')
    expect(sentenceOf(predict, { name: 'churn', probabilities: false })).toBe('add “churn”')
    expect(sentenceOf(predict, { name: ' ', probabilities: false })).toBe('add “prediction”')
  })

  it('leaves training rows be: they may be predicted too', () => {
    expect(predict.check).toBeUndefined()
  })
})
