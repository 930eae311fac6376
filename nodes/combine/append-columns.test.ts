import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, sentenceOf } from '../kit/harness/compile-node.ts'
import { appendColumns } from './append-columns.ts'

const left = { columns: [{ name: 'a', type: 'int', role: 'target' }], rows: [] } as const
const right = {
  columns: [
    { name: 'a', type: 'text', role: 'target' },
    { name: 'row number', type: 'list<int>' },
  ],
  rows: [],
} as const

describe('append columns', () => {
  it('settles clashing names and keeps one target', () => {
    const { table } = compileNode(appendColumns, { suffix: '!' }, { left, right })
    expect(columnsOf(table)).toEqual(['a: int (target)', 'a!: text', 'row number: list<int>'])
  })
  it('says what it does', () => {
    expect(sentenceOf(appendColumns, { length: 'left' })).toBe('rows side by side, as many as on the left')
  })
})
