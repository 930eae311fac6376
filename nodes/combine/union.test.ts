import { describe, expect, it } from 'vitest'
import { setPart, values } from '../../engine/relation/build.ts'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { union } from './union.ts'

const one = {
  columns: [
    { name: 'a', type: 'int' },
    { name: 'b', type: 'text', role: 'target' },
  ],
  rows: [],
} as const
const two = {
  columns: [
    { name: 'b', type: 'text' },
    { name: 'a', type: 'float', role: 'id' },
    { name: 'c', type: 'bool', role: 'target' },
  ],
  rows: [],
} as const
const odd = { columns: [{ name: 'a', type: 'date' }], rows: [] } as const
const list = { columns: [{ name: 'a', type: 'list<int>' }], rows: [] } as const

const compile = (params: unknown, ...tables: (typeof one | typeof two | typeof odd | typeof list)[]) =>
  compileNode(union, params, { tables })

describe('stack tables', () => {
  it('brings columns together by name, with the first role and one target', () => {
    expect(columnsOf(compile({}, one, two).table)).toEqual(['a: float', 'b: text (target)', 'c: bool'])
  })

  it('numbers the tables in a column whose name is free', () => {
    expect(columnsOf(compile({ source: 'a' }, one).table)).toEqual(['a: int', 'b: text (target)', 'a_2: int'])
  })

  it('says that parts were mixed', () => {
    const parted = (part: 'train' | 'test') => setPart(values(one.columns, []), part)
    const inputs = { one: () => parted('train'), optional: () => undefined, many: () => [parted('train'), parted('test')] }
    if (!('compile' in union)) throw new Error('no compile body')
    expect(union.compile(union.params.parse({}) as never, inputs)).toMatchObject({ part: 'mixed' })
  })

  it.each([
    ['types-differ', {}, [one, odd]],
    ['types-differ', { differing: 'text' }, [one, list]],
    ['nothing-shared', { columns: 'shared' }, [{ columns: [{ name: 'z', type: 'bool' }], rows: [] }, one]],
    ['input-missing', {}, []],
  ])('objects: %s', async (code, params, tables) => {
    expect(await problemOf(() => compile(params, ...(tables as (typeof one)[])))).toMatchObject({ code })
  })

  it('offers text for types that differ', async () => {
    expect(await problemOf(() => compile({}, one, odd))).toMatchObject({ fixes: [{ params: { differing: 'text' } }] })
    expect(columnsOf(compile({ differing: 'text' }, one, odd).table)).toEqual(['a: text', 'b: text (target)'])
  })

  it('says what it does', () => {
    expect(sentenceOf(union, { source: 'year' })).toBe('rows one below the other, all columns, number in “year”')
  })
})
