import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { testText } from './test-text.ts'

const table = { columns: [{ name: 't', type: 'text', role: 'sensitive' }], rows: [] } as const
const t = { by: 'names', names: ['t'] }
const compile = (params: object) => compileNode(testText, { columns: t, ...params }, { table })

describe('test text', () => {
  it('puts yes or no beside each column', () => {
    expect(columnsOf(compile({ test: 'digits' })['table'])).toEqual(['t: text (sensitive)', 't digits: bool (sensitive)'])
  })

  it.each([
    ['nothing-chosen', {}],
    ['bad-constant', { test: 'pattern', value: '(' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code, param: 'value' })
  })

  it('says what it does', () => {
    expect(sentenceOf(testText, { columns: t, value: 'x' })).toBe('whether “t” contains “x”')
  })
})
