import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { groupReport } from './group-report.ts'

const table = {
  columns: [
    { name: 'sex', type: 'text', role: 'sensitive' },
    { name: 'score', type: 'float' },
    { name: 'tags', type: 'list<text>' },
    { name: 'repaid', type: 'bool' },
  ],
  rows: [],
} as const

const bare = { columns: table.columns.map(({ name, type }) => ({ name, type })), rows: [] }
const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const check = (params: unknown, given: Parameters<typeof checkNode>[2] = { table }) => checkNode(groupReport, params, given)

describe('group report', () => {
  it('takes the sensitive columns when none is chosen', () => {
    expect(check({})).toEqual([])
    expect(codesOf(check({}, { table: bare }))).toEqual(['groups-missing'])
  })

  it.each([
    ['column-missing', { groups: names('gender') }],
    ['wrong-type', { groups: names('tags') }],
    ['column-missing', { actual: 'paid' }],
    ['wrong-type', { actual: 'repaid', decision: 'score' }],
    ['column-twice', { actual: 'repaid', decision: 'sex' }],
    ['nothing-chosen', { groups: { by: 'types', types: ['date'] } }],
  ])('objects: %s', (code, params) => {
    expect(codesOf(check(params))).toEqual([code])
  })

  it('warns of training rows when a model is judged, not when decisions are', () => {
    expect(codesOf(checkNode(groupReport, {}, { table }, 'train'))).toEqual(['judged-on-training'])
    expect(checkNode(groupReport, { actual: 'repaid', decision: 'repaid' }, { table }, 'train')).toEqual([])
  })

  it('says by what', () => {
    expect(sentenceOf(groupReport, {})).toBe('by the sensitive columns')
    expect(sentenceOf(groupReport, { groups: names('sex', 'age') })).toBe('by “sex” and “age”')
  })
})
