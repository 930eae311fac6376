import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { selectColumns } from './select-columns.ts'

const table = {
  columns: [
    { name: 'a', type: 'int', role: 'id' },
    { name: 'b', type: 'text' },
    { name: 'c', type: 'float', role: 'target' },
  ],
  rows: [],
} as const

const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const columns = (params: unknown) => columnsOf(compileNode(selectColumns, params, { table }).table)

describe('select columns', () => {
  it('keeps named columns in the order of their naming, with their roles', () => {
    expect(columns({ columns: names('c', 'a') })).toEqual(['c: float (target)', 'a: int (id)'])
  })

  it('moves columns to the front without dropping others', () => {
    expect(columns({ first: names('c') })).toEqual(['c: float (target)', 'a: int (id)', 'b: text'])
  })

  it('exchanges two names', () => {
    const rename = [
      { key: 'a', value: 'b' },
      { key: 'b', value: 'a' },
    ]
    expect(columns({ rename })).toEqual(['b: int (id)', 'a: text', 'c: float (target)'])
  })

  it.each([
    ['no-columns', { mode: 'drop', columns: { by: 'all' } }],
    ['nothing-chosen', { columns: names() }],
    ['column-missing', { columns: names('B') }],
    ['column-missing', { rename: [{ key: 'x', value: 'y' }] }],
    ['name-taken', { rename: [{ key: 'a', value: 'b' }] }],
    ['name-empty', { rename: [{ key: 'a', value: ' ' }] }],
    ['bad-pattern', { columns: { by: 'pattern', pattern: '(' } }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compileNode(selectColumns, params, { table }))).toMatchObject({ code })
  })

  it('offers the column that was probably meant', async () => {
    const problem = await problemOf(() => compileNode(selectColumns, { columns: names('B', 'a') }, { table }))
    expect(problem.fixes?.[0]).toMatchObject({ label: { en: 'Use “b”' }, params: { columns: names('b', 'a') } })
    expect(problem.fixes?.[1]).toMatchObject({ params: { columns: names('a') } })
  })

  it('says what it does', () => {
    expect(sentenceOf(selectColumns, {})).toBe('keep all columns')
    expect(sentenceOf(selectColumns, { mode: 'drop', columns: names('a', 'b'), rename: [{ key: 'c', value: 'd' }] })).toBe(
      'drop “a” and “b”, rename 1',
    )
  })
})
