import { describe, expect, it } from 'vitest'
import type { Value } from '../../engine/relation/types.ts'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { flattenJson } from './flatten-json.ts'

const table = {
  columns: [
    { name: 'id', type: 'int' },
    { name: 'doc', type: 'text', role: 'sensitive' },
    { name: 'a', type: 'text' },
  ],
  rows: [],
} as const
const learn = async (params: object, answers: readonly (readonly (readonly Value[])[])[]) =>
  columnsOf((await fitNode(flattenJson, { column: 'doc', ...params }, table, answers)).applied)

// Answers: the kinds of the whole, the names in it, the kinds of these, and so on.
const whole = [['object', 'object']]
const names = [
  [0, 'a'],
  [0, 'b'],
]

describe('JSON to columns', () => {
  it('gives learnt parts types and free names, and passes roles on', async () => {
    const kinds = [['float', 'int', 'array', 'array']]
    expect(await learn({}, [whole, names, kinds])).toEqual(['id: int', 'a: text', 'a_2: float (sensitive)', 'b: text (sensitive)'])
    expect(await learn({ arrays: 'list', prefix: 'x.', keep: true }, [whole, names, kinds])).toEqual([
      'id: int',
      'doc: text (sensitive)',
      'a: text',
      'x.a: float (sensitive)',
      'x.b: list<text> (sensitive)',
    ])
  })
  it('opens objects to the depth, and leaves mixtures as JSON', async () => {
    const kinds = [['object', 'object', 'int', 'object']]
    expect(await learn({ prefix: 'p ' }, [whole, names, kinds, [[0, 'c']], [['bool', 'bool']]])).toEqual([
      'id: int',
      'a: text',
      'p a.c: bool (sensitive)',
      'p b: text (sensitive)',
    ])
    expect(await learn({ depth: 1, prefix: 'p ' }, [whole, names, kinds])).toContain('p a: text (sensitive)')
  })
  it('takes no more columns than asked', async () => {
    expect(await learn({ most: 1 }, [whole, names, [['int', 'int', 'int', 'int']]])).toEqual(['id: int', 'a: text', 'a_2: int (sensitive)'])
  })
  it('gives one column when the texts are no objects', async () => {
    expect(await learn({}, [[['int', 'int']]])).toEqual(['id: int', 'doc: int (sensitive)', 'a: text'])
  })
  it('objects to what is no path', async () => {
    expect(await problemOf(() => learn({ keys: [{ path: 'a..b', type: 'int' }] }, []))).toMatchObject({ code: 'bad-path', param: 'keys' })
    expect(await problemOf(() => learn({ items: 'a[' }, []))).toMatchObject({ code: 'bad-path', param: 'items' })
  })
  it('says what it does', () => {
    expect(sentenceOf(flattenJson, { column: 'doc' })).toBe('columns of the JSON in “doc”')
    expect(sentenceOf(flattenJson, { column: 'doc', items: '$' })).toBe('a row for each item of “$” in “doc”')
  })
})
