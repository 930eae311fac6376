import { describe, expect, it } from 'vitest'
import { checkNode } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { evaluate } from './evaluate.ts'

const table = { columns: [{ name: 'x', type: 'int' }], rows: [] } as const

describe('evaluate', () => {
  it('takes test rows, and rows of which nothing is known', () => {
    expect(checkNode(evaluate, {}, { table }, 'test')).toEqual([])
    expect(checkNode(evaluate, {}, { table })).toEqual([])
  })

  it.each([
    ['train', 'judged-on-training'],
    ['mixed', 'judged-on-mixed'],
  ] as const)('warns of %s rows', (part, code) => {
    expect(checkNode(evaluate, {}, { table }, part)).toMatchObject([{ code, severity: 'warning', port: 'table' }])
  })

  it('refuses a threshold that is no probability', () => {
    for (const threshold of [-0.1, 1.1, 'half']) expect(evaluate.params.safeParse({ threshold }).success).toBe(false)
  })

  it('says what it does', () => {
    expect(sentenceOf(evaluate, {})).toBe('on the rows that come in')
    expect(sentenceOf(evaluate, { threshold: 0.24 })).toBe('at threshold 0.24')
  })
})
