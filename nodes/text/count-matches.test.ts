import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { countMatches } from './count-matches.ts'

const table = {
  columns: [
    { name: 't', type: 'text', role: 'sensitive' },
    { name: 't matches', type: 'int' },
  ],
  rows: [],
} as const
const made = (params: object) =>
  compileNode(countMatches, { columns: { by: 'names', names: ['t'] }, find: 'a', ...params }, { table })['table']

describe('count matches', () => {
  it('adds a column under a free name and passes roles on', () => {
    expect(columnsOf(made({}))).toEqual(['t: text (sensitive)', 't matches: int', 't matches_2: int (sensitive)'])
  })
  it('takes a plain text as it is', () => {
    expect(JSON.stringify(made({ find: '1.5 (' }))).toContain('1\\\\.5')
  })
  it('objects to nothing and to a broken pattern', async () => {
    expect(await problemOf(() => made({ find: '' }))).toMatchObject({ param: 'find' })
    expect(await problemOf(() => made({ find: '(', as: 'pattern' }))).toMatchObject({ param: 'find' })
    expect(await problemOf(() => made({ find: 'a*', as: 'pattern' }))).toMatchObject({ param: 'find' })
  })
  it('says what it does', () => {
    expect(sentenceOf(countMatches, { columns: { by: 'names', names: ['t'] }, find: 'tea' })).toBe('count “tea” in “t”')
  })
})
