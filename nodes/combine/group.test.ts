import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { group } from './group.ts'

const table = {
  columns: [
    { name: 'city', type: 'text', role: 'group' },
    { name: 'n', type: 'int' },
    { name: 'x', type: 'float' },
    { name: 'ok', type: 'bool' },
    { name: 'l', type: 'list<int>' },
  ],
  rows: [],
} as const

const city = { by: 'names', names: ['city'] }
const compile = (params: unknown) => columnsOf(compileNode(group, params, { table }).table)

describe('group', () => {
  it('counts rows when nothing else is asked for', () => {
    expect(compile({ keys: city })).toEqual(['city: text (group)', 'rows: int'])
    expect(compile({})).toEqual(['rows: int'])
  })

  it('names summaries by what they are, and has the type of each', () => {
    const takes = ['known', 'distinct', 'sum', 'mean', 'median', 'min', 'max', 'sd', 'mode', 'first', 'last']
    expect(compile({ measures: takes.map((take) => ({ take, column: 'n' })) })).toEqual([
      'n known: int',
      'n distinct: int',
      'n sum: int',
      'n mean: float',
      'n median: float',
      'n min: int',
      'n max: int',
      'n sd: float',
      'n mode: int',
      'n first: int',
      'n last: int',
    ])
    expect(
      compile({
        measures: [
          { take: 'sum', column: 'ok' },
          { take: 'mean', column: 'ok' },
          { take: 'mode', column: 'x' },
        ],
      }),
    ).toEqual(['ok sum: int', 'ok mean: float', 'x mode: float'])
  })

  it('knows the types of the less usual summaries', () => {
    const measures = [
      { take: 'missing', column: 'city' },
      { take: 'share known', column: 'city' },
      { take: 'quantile', column: 'n', share: 0.9 },
      { take: 'span', column: 'n' },
      { take: 'span', column: 'x' },
      { take: 'variance', column: 'x' },
      { take: 'random', column: 'ok' },
      { take: 'texts', column: 'n' },
    ]
    expect(compile({ measures }).map((column) => column.split(': ')[1])).toEqual([
      'int',
      'float',
      'float',
      'int',
      'float',
      'float',
      'bool',
      'text',
    ])
  })

  it('combines summaries in a formula', () => {
    const formulas = [{ key: 'ratio', value: 'SUM([x]) / COUNTA([n])' }]
    expect(compile({ keys: city, formulas })).toEqual(['city: text (group)', 'ratio: float'])
  })

  it.each([
    ['nothing-chosen', { measures: [{ take: 'sum' }] }],
    ['column-missing', { measures: [{ take: 'sum', column: 'z' }] }],
    ['wrong-type', { measures: [{ take: 'sum', column: 'city' }] }],
    ['wrong-type', { measures: [{ take: 'median', column: 'ok' }] }],
    ['wrong-type', { keys: { by: 'names', names: ['l'] } }],
    ['name-taken', { keys: city, measures: [{ take: 'max', column: 'n', name: 'city' }] }],
    ['name-empty', { formulas: [{ key: '', value: 'SUM([x])' }] }],
    ['formula-not-allowed-here', { formulas: [{ key: 'a', value: '[x]' }] }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(group, { keys: city, measures: [{ take: 'mean', column: 'x' }] })).toBe('mean of “x” for each “city”')
    expect(sentenceOf(group, {})).toBe('number of rows of all rows')
  })
})
