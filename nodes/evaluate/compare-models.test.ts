import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { compareModels } from './compare-models.ts'

const table = { columns: [{ name: 'x', type: 'int' }], rows: [] } as const

describe('compare models', () => {
  it('warns of training rows', () => {
    expect(codesOf(checkNode(compareModels, {}, { table }, 'train'))).toEqual(['judged-on-training'])
    expect(checkNode(compareModels, {}, { table }, 'test')).toEqual([])
  })

  it('says by what, in words of both languages', () => {
    expect(sentenceOf(compareModels, {})).toBe('best by what suits the task')
    const sentence = compareModels.explain(compareModels.params.parse({ by: 'balanced-accuracy' }) as never)
    expect(sentence).toEqual({ en: 'best by balanced accuracy', fr: 'le meilleur selon exactitude équilibrée' })
  })
})
