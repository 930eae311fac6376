import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { fuzzyJoin } from './fuzzy-join.ts'

const left = {
  columns: [
    { name: 'name', type: 'text', role: 'target' },
    { name: 'score', type: 'int' },
    { name: 'day', type: 'date' },
  ],
  rows: [],
} as const
const right = {
  columns: [
    { name: 'name', type: 'text' },
    { name: 'age', type: 'int' },
  ],
  rows: [],
} as const
const params = { left: 'name', right: 'name' }
const compile = (more: object = {}) => compileNode(fuzzyJoin, { ...params, ...more }, { left, right })

describe('fuzzy join', () => {
  it('gives the left columns, the right ones, and the likeness under a free name', () => {
    expect(columnsOf(compile()['matched'])).toEqual([
      'name: text (target)',
      'score: int',
      'day: date',
      'name (right): text',
      'age: int',
      'score_2: float',
    ])
    expect(columnsOf(compile({ columns: { by: 'names', names: ['age'] }, score: 'alike' })['matched']).slice(3)).toEqual([
      'age: int',
      'alike: float',
    ])
    expect(columnsOf(compile()['unmatched-right'])).toEqual(['name: text', 'age: int'])
    expect(columnsOf(compile()['skipped'])).toEqual(['part: text', 'left: int', 'right: int'])
  })

  it('asks for texts', async () => {
    expect(await problemOf(() => compileNode(fuzzyJoin, {}, { left, right }))).toMatchObject({ code: 'nothing-chosen', param: 'left' })
    expect(await problemOf(() => compile({ right: 'age' }))).toMatchObject({ code: 'wrong-type', param: 'right', port: 'right' })
    expect(await problemOf(() => compile({ keys: [{ left: 'day', right: 'age' }] }))).toMatchObject({ code: 'keys-differ', param: 'keys' })
  })

  it('says what it does', () => {
    expect(sentenceOf(fuzzyJoin, {})).toBe('no texts to compare yet')
    expect(sentenceOf(fuzzyJoin, { ...params, keys: [{ left: 'day', right: 'day' }], threshold: 0.9 })).toBe(
      '“name” like “name”, at least 0.9, equal in “day”',
    )
  })
})
