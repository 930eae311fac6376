import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { rangeJoin } from './range-join.ts'

const left = {
  columns: [
    { name: 'a', type: 'int' },
    { name: 'b', type: 'float' },
    { name: 'd', type: 'date' },
  ],
  rows: [],
} as const
const right = {
  columns: [
    { name: 'a', type: 'float' },
    { name: 'z', type: 'int' },
  ],
  rows: [],
} as const
const compile = (params: unknown) => compileNode(rangeJoin, params, { left, right })

describe('join by range', () => {
  it('compares a range with ranges: begin before end, end after begin', () => {
    const { table } = compile({ value: 'a', until: 'b', begin: 'a', end: 'z' })
    expect(columnsOf(table)).toEqual(['a: int', 'b: float', 'd: date', 'a (right): float', 'z: int'])
    expect(table).toMatchObject({
      compare: [
        { left: { name: 'b' }, is: '>' },
        { left: { name: 'a' }, is: '<', right: { name: 'z' } },
      ],
    })
  })
  it('objects to what does not compare', async () => {
    expect(await problemOf(() => compile({ value: 'd', begin: 'a', end: 'z' }))).toMatchObject({ code: 'keys-differ', param: 'begin' })
  })
  it('says what it does', () => {
    expect(sentenceOf(rangeJoin, { value: 'a', begin: 'a', end: 'z' })).toBe('“a” between “a” and “z”')
  })
})
