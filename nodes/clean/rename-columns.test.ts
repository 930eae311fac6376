import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { renameColumns } from './rename-columns.ts'

const table = {
  columns: [
    { name: 'A b', type: 'int', role: 'sensitive' },
    { name: 'a-b', type: 'text' },
    { name: 'totalEURAmount', type: 'float' },
    { name: '🦊', type: 'bool' },
  ],
  rows: [],
} as const

const names = (params: unknown) => columnsOf(compileNode(renameColumns, params, { table })['table']).map((line) => line.replace(/: .*/, ''))

describe('rename columns', () => {
  it('leaves everything in place without a rule', () => {
    expect(names({})).toEqual(['A b', 'a-b', 'totalEURAmount', '🦊'])
  })

  it('numbers names that a rule makes equal, and keeps roles', () => {
    const { table: renamed } = compileNode(renameColumns, { style: 'clean' }, { table })
    expect(columnsOf(renamed)).toEqual(['a_b: int (sensitive)', 'a_b_2: text', 'total_eur_amount: float', 'column: bool'])
  })

  it.each([
    ['kebab', ['a-b_2', 'a-b', 'total-eur-amount', 'column']],
    ['camel', ['aB', 'aB_2', 'totalEurAmount', 'column']],
    ['title', ['A B', 'A-b', 'Totaleuramount', '🦊']],
    ['upper', ['A B', 'A-B', 'TOTALEURAMOUNT', '🦊']],
  ])('writes in the style %s', (style, expected) => {
    expect(names({ style })).toEqual(expected)
  })

  it('finds and replaces in the chosen columns, by text or pattern', () => {
    const columns = { by: 'types', types: ['int', 'float'] }
    expect(names({ columns, find: 'b', replacement: '$1' })).toEqual(['A $1', 'a-b', 'totalEURAmount', '🦊'])
    expect(names({ columns, find: '(\\w) (\\w)', replacement: '$2.$1', pattern: true })[0]).toBe('b.A')
  })

  it('lets typed names win, and exchanges two names', () => {
    const rename = [
      { key: 'A b', value: 'a-b' },
      { key: 'a-b', value: 'A b' },
    ]
    expect(names({ rename, suffix: '!' })).toEqual(['a-b', 'A b', 'totalEURAmount!', '🦊!'])
  })

  it.each([
    ['name-taken', { rename: [{ key: 'A b', value: 'a-b' }] }],
    ['name-empty', { rename: [{ key: 'A b', value: ' ' }] }],
    ['column-missing', { rename: [{ key: 'nope', value: 'x' }] }],
    ['bad-pattern', { find: '(', pattern: true }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compileNode(renameColumns, params, { table }))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(renameColumns, {})).toBe('no new name yet')
    expect(sentenceOf(renameColumns, { rename: [{ key: 'a', value: 'b' }], style: 'clean' })).toBe(
      '“a” becomes “b” and names in the style clean_names',
    )
  })
})
