import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { classifyText } from './classify-text.ts'

const table = {
  columns: [
    { name: 't', type: 'text' },
    { name: 'n', type: 'int' },
  ],
  rows: [],
} as const

const compile = (params: Record<string, unknown>) => compileNode(classifyText, { column: 't', ...params }, { table })['table']
const rules = [{ key: 'a', value: 'A' }]

describe('classes from text', () => {
  it('adds a column', () => {
    expect(columnsOf(compile({ rules }))).toEqual(['t: text', 'n: int', 'class: text'])
  })

  it.each([
    ['nothing-chosen', {}],
    ['nothing-chosen', { rules, name: '' }],
    ['nothing-chosen', { rules, column: '' }],
    ['wrong-type', { rules, column: 'n' }],
    ['value-missing', { rules: [{ key: '', value: 'A' }] }],
    ['bad-constant', { rules: [{ key: '(', value: 'A' }], how: 'regex-match' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(classifyText, { column: 't', rules })).toBe('“class” from “t” by 1 rule')
  })
})
