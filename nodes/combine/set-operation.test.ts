import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { setOperation } from './set-operation.ts'

const left = {
  columns: [
    { name: 'a', type: 'int' },
    { name: 'b', type: 'date' },
  ],
  rows: [],
} as const
const right = {
  columns: [
    { name: 'b', type: 'timestamp' },
    { name: 'c', type: 'text' },
  ],
  rows: [],
} as const
const compile = (params: unknown) => compileNode(setOperation, params, { left, right })

describe('sets of rows', () => {
  it('compares what both have, in one type', () => {
    const outputs = compile({})
    expect(Object.values(outputs).map(columnsOf)).toEqual([['b: timestamp'], ['b: timestamp'], ['b: timestamp'], ['b: timestamp']])
  })
  it('objects to a named column that the right table lacks', async () => {
    const columns = { by: 'names', names: ['a', 'b'] }
    expect(await problemOf(() => compile({ columns }))).toMatchObject({ code: 'nothing-shared', port: 'right' })
  })
  it('says what it does', () => {
    expect(sentenceOf(setOperation, { columns: { by: 'names', names: ['b'] } })).toBe('rows of both, and of one only, by “b”')
  })
})
