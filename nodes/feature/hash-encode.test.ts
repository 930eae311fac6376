import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, sentenceOf } from '../kit/harness/compile-node.ts'
import { hashEncode } from './hash-encode.ts'

const table = {
  columns: [
    { name: 't', type: 'text', role: 'sensitive' },
    { name: 'n', type: 'int', role: 'id' },
    { name: 'u', type: 'text' },
  ],
  rows: [],
} as const

describe('hash into columns', () => {
  it('makes columns as sensitive as their source and leaves the others their roles', () => {
    expect(columnsOf(compileNode(hashEncode, { bits: 1 }, { table })['table'])).toEqual([
      'n: int (id)',
      't hash 1: int (sensitive)',
      't hash 2: int (sensitive)',
      'u hash 1: int',
      'u hash 2: int',
    ])
  })

  it('says what it does', () => {
    expect(sentenceOf(hashEncode, {})).toBe('text columns into 16 columns')
    expect(sentenceOf(hashEncode, { method: 'spelling' })).toBe('text columns into 30 columns')
  })
})
