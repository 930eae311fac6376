import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { declareMissing } from './declare-missing.ts'

const table = {
  columns: [
    { name: 't', type: 'text', role: 'target' },
    { name: 'n', type: 'int' },
    { name: 'd', type: 'date' },
    { name: 'b', type: 'bool' },
  ],
  rows: [],
} as const

const compile = (params: unknown) => compileNode(declareMissing, params, { table })['table']

describe('declare missing', () => {
  it('changes no type and no role', () => {
    expect(columnsOf(compile({ values: '-999 1.5', dates: '1900-01-01' }))).toEqual(['t: text (target)', 'n: int', 'd: date', 'b: bool'])
  })

  it('compares whole numbers with those that are whole', () => {
    expect(JSON.stringify(compile({ columns: { by: 'names', names: ['n'] }, values: '1.5; 2' }))).not.toContain('1.5')
  })

  it.each([
    ['values', { values: 'many' }],
    ['dates', { dates: '31/12/1999' }],
    ['pattern', { pattern: '(' }],
  ])('objects: %s', async (param, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ param })
  })

  it('says what it does', () => {
    expect(sentenceOf(declareMissing, { values: '-999', infinite: false })).toBe('blanks, 7 texts and -999 become missing in all columns')
  })
})
