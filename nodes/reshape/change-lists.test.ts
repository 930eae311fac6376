import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { changeLists } from './change-lists.ts'

const table = {
  columns: [
    { name: 'i', type: 'list<int>' },
    { name: 'f', type: 'list<float>' },
    { name: 't', type: 'list<text>', role: 'sensitive' },
    { name: 'd', type: 'list<date>' },
    { name: 's', type: 'text' },
  ],
  rows: [],
} as const
const change = (name: string, params: object) =>
  columnsOf(
    compileNode(changeLists, { columns: { by: 'names', names: [name] }, place: 'add', ending: '!', ...params }, { table })['table'],
  ).at(-1)

describe('work on lists', () => {
  it('gives each work its type', () => {
    expect(['sort', 'distinct', 'slice', 'element', 'length', 'smallest', 'sum', 'median'].map((work) => change('i', { work }))).toEqual([
      'i!: list<int>',
      'i!: list<int>',
      'i!: list<int>',
      'i!: int',
      'i!: int',
      'i!: int',
      'i!: float',
      'i!: float',
    ])
    expect(change('t', { work: 'element' })).toBe('t!: text (sensitive)')
  })
  it('appends whole numbers to decimal ones and to texts', () => {
    expect(change('i', { work: 'concatenate', other: 'f' })).toBe('i!: list<float>')
    expect(change('t', { work: 'concatenate', other: 'i' })).toBe('t!: list<text> (sensitive)')
  })
  it('objects to lists that do not go together', async () => {
    expect(await problemOf(() => change('d', { work: 'concatenate', other: 'i' }))).toMatchObject({ code: 'wrong-type', param: 'other' })
    expect(await problemOf(() => change('t', { work: 'zip', other: 'd' }))).toMatchObject({ code: 'wrong-type', param: 'other' })
    expect(await problemOf(() => change('t', { work: 'mean' }))).toMatchObject({ code: 'wrong-type', param: 'columns' })
    expect(await problemOf(() => change('s', {}))).toMatchObject({ code: 'wrong-type' })
  })
  it('says what it does', () => {
    expect(sentenceOf(changeLists, { columns: { by: 'names', names: ['i'] }, work: 'length' })).toBe('count the items: “i”')
  })
})
