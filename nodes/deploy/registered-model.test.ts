import { describe, expect, it } from 'vitest'
import { checkNode } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { registeredModel } from './registered-model.ts'

describe('registered model', () => {
  it('wants a name with an alias or a number', () => {
    expect(checkNode(registeredModel, {})).toMatchObject([{ code: 'model-missing', param: 'model' }])
    expect(checkNode(registeredModel, { model: 'loans' })).toMatchObject([{ code: 'registered-unfit', param: 'model' }])
    expect(checkNode(registeredModel, { model: 'loans@champion' })).toEqual([])
    expect(checkNode(registeredModel, { model: 'loans@3' })).toEqual([])
  })

  it('says what it takes', () => {
    expect(sentenceOf(registeredModel, { model: 'loans@champion' })).toBe('take loans@champion')
    expect(sentenceOf(registeredModel, {})).toBe('no model chosen')
  })

  it('is computed again when its alias leads elsewhere', () => {
    expect(registeredModel).toMatchObject({ watches: 'registry' })
  })
})
