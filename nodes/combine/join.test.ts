import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { join } from './join.ts'

const left = {
  columns: [
    { name: 'id', type: 'int', role: 'id' },
    { name: 'x', type: 'float', role: 'target' },
    { name: 'x (right)', type: 'text' },
    { name: 'l', type: 'list<int>' },
  ],
  rows: [],
} as const

const right = {
  columns: [
    { name: 'id', type: 'float' },
    { name: 'x', type: 'text', role: 'target' },
    { name: 'day', type: 'date' },
  ],
  rows: [],
} as const

const compile = (params: unknown) => compileNode(join, params, { left, right })
const matched = (how: string, keys: unknown = [{ left: 'id', right: 'id' }]) => columnsOf(compile({ how, keys }).matched)

describe('join', () => {
  it('settles clashing names and keeps one target', () => {
    expect(matched('left')).toEqual([
      'id: int (id)',
      'x: float (target)',
      'x (right): text',
      'l: list<int>',
      'x (right)_2: text',
      'day: date',
    ])
  })

  it('gives the key of either side when right rows stay, in the common type', () => {
    expect(matched('full')[0]).toBe('id: float (id)')
    expect(compile({ how: 'full', keys: [{ left: 'id', right: 'id' }] }).matched).toMatchObject({
      output: [{ from: 'either' }, {}, {}, {}, {}, {}],
    })
  })

  it('adds nothing to rows that are only filtered', () => {
    expect(matched('semi')).toEqual(['id: int (id)', 'x: float (target)', 'x (right): text', 'l: list<int>'])
    expect(columnsOf(compile({ keys: [{ left: 'id', right: 'id' }] })['unmatched-right'])).toEqual([
      'id: float',
      'x: text (target)',
      'day: date',
    ])
  })

  it.each([
    ['column-missing', [{ left: 'z', right: 'id' }], 'left'],
    ['column-missing', [{ left: 'id', right: 'z' }], 'right'],
    ['nothing-chosen', [{ left: 'id', right: '' }], 'right'],
    ['wrong-type', [{ left: 'l', right: 'id' }], 'left'],
    ['keys-differ', [{ left: 'id', right: 'day' }], undefined],
  ])('objects: %s', async (code, keys, port) => {
    expect(await problemOf(() => compile({ keys }))).toMatchObject({ code, param: 'keys', ...(port && { port }) })
  })

  it('offers the columns that both tables have, the likeliest first', async () => {
    const { fixes } = await problemOf(() => compile({}))
    expect(fixes?.map((fix) => ('params' in fix ? fix.params : {}))).toEqual([
      { keys: [{ left: 'id', right: 'id' }] },
      { keys: [{ left: 'x', right: 'x' }] },
    ])
  })

  it('asks for no columns when each row meets each', () => {
    expect(columnsOf(compile({ how: 'cross' }).matched)).toContain('x (right)_2: text')
    expect(sentenceOf(join, { how: 'cross' })).toBe('each left row with each right row')
  })

  it('says what it does', () => {
    expect(sentenceOf(join, { keys: [{ left: 'id', right: 'id' }] })).toBe('match by “id”')
    expect(sentenceOf(join, { how: 'anti', keys: [{ left: 'a', right: 'b' }] })).toBe('left rows without a match by “a” = “b”')
  })
})
