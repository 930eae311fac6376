import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { formulaColumn } from './formula-column.ts'

const table = {
  columns: [
    { name: 'a', type: 'int', role: 'target' },
    { name: 'b', type: 'text' },
  ],
  rows: [],
} as const

const compile = (params: unknown) => compileNode(formulaColumn, params, { table })

describe('formula column', () => {
  it('puts a new column last and a replaced one in its place', () => {
    expect(columnsOf(compile({ name: ' c ', formula: '[a] / 2' }).table)).toEqual(['a: int (target)', 'b: text', 'c: float'])
    expect(columnsOf(compile({ name: 'a', formula: 'LEN([b])' }).table)).toEqual(['a: int (target)', 'b: text'])
  })

  it.each([
    ['nothing-chosen', 'formula', { name: 'c' }],
    ['nothing-chosen', 'name', { formula: '1' }],
    ['formula-unknown-column', 'formula', { name: 'c', formula: '[z]' }],
    ['formula-wrong-type', 'formula', { name: 'c', formula: 'YEAR([b])' }],
    ['formula-not-allowed-here', 'formula', { name: 'c', formula: 'SUM([a])' }],
  ])('objects: %s', async (code, param, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code, param })
  })

  it('says what it does', () => {
    expect(sentenceOf(formulaColumn, { name: 'c', formula: '[a] * 2' })).toBe('“c” is [a] * 2')
    expect(sentenceOf(formulaColumn, {})).toBe('no formula yet')
  })
})
