import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { readNumbers } from './read-numbers.ts'

const table = {
  columns: [
    { name: 'a', type: 'text', role: 'sensitive' },
    { name: 'reason', type: 'text' },
  ],
  rows: [],
} as const

const a = { by: 'names', names: ['a'] }

describe('read numbers', () => {
  it('keeps roles, and names the reason beside a column of that name', () => {
    const { table: read, rejected } = compileNode(readNumbers, { columns: a, units: 'column', place: 'add' }, { table })
    expect(columnsOf(read)).toEqual(['a: text (sensitive)', 'reason: text', 'a unit: text (sensitive)', 'a number: float (sensitive)'])
    expect(columnsOf(rejected)).toEqual(['a: text (sensitive)', 'reason: text', 'reason_2: text'])
  })

  it.each([
    ['nothing-chosen', 'columns', {}],
    ['bad-value', 'factors', { columns: a, factors: [{ key: 'km', value: 'many' }] }],
  ])('objects: %s', async (code, param, params) => {
    expect(await problemOf(() => compileNode(readNumbers, params, { table }))).toMatchObject({ code, param })
  })

  it('says what it does', () => {
    expect(sentenceOf(readNumbers, { columns: a, take: 'first' })).toBe('take the first number of “a”')
  })
})
