import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { folds } from './folds.ts'
import { parts } from './parts.ts'

const table = {
  columns: [
    { name: 'part', type: 'text' },
    { name: 'fold', type: 'text', role: 'group' },
  ],
  rows: [],
} as const

describe('named parts', () => {
  const make = (params: object) => compileNode(parts, params, { table })
  it('mark their outputs and find a free name', () => {
    const { table: all, train, validation, test } = make({})
    expect(columnsOf(all)).toEqual(['part: text', 'fold: text (group)', 'part_2: text'])
    expect([all, train, validation, test].map((relation) => relation?.part)).toEqual(['mixed', 'train', 'test', 'test'])
    expect(columnsOf(train)).toEqual(['part: text', 'fold: text (group)'])
  })
  it('object to parts without a name of their own or without a share', async () => {
    const named = (...names: string[]) => names.map((name) => ({ name, share: 1 }))
    expect(await problemOf(() => make({ parts: named('a', 'a') }))).toMatchObject({ param: 'parts' })
    expect(await problemOf(() => make({ parts: named('a', ' ') }))).toMatchObject({ param: 'parts' })
    expect(await problemOf(() => make({ parts: [{ name: 'a', share: 0 }] }))).toMatchObject({ param: 'parts' })
    expect(await problemOf(() => make({ name: '' }))).toMatchObject({ param: 'name' })
  })
  it('say what they do', () => {
    expect(sentenceOf(parts, {})).toBe('train 60\u202f%, validation 20\u202f% and test 20\u202f%, at random')
  })
})

describe('folds', () => {
  it('take the column with the role of groups', () => {
    expect(columnsOf(compileNode(folds, { method: 'group' }, { table })['table'])).toEqual([
      'part: text',
      'fold: text (group)',
      'fold_2: int',
    ])
    expect(sentenceOf(folds, { method: 'group', group: 'fold' })).toBe('5 folds by whole fold')
  })
  it('object where there is no such column', async () => {
    expect(await problemOf(() => compileNode(folds, { method: 'time' }, { table }))).toMatchObject({ param: 'time' })
  })
})
