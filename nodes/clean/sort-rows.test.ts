import { describe, expect, it } from 'vitest'
import { compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { sortRows } from './sort-rows.ts'

const table = {
  columns: [
    { name: 'a', type: 'int' },
    { name: 'l', type: 'list<int>' },
  ],
  rows: [],
} as const

const compile = (by: readonly unknown[]) => compileNode(sortRows, { by }, { table })

describe('sort rows', () => {
  it('keeps missing values at the end unless told otherwise', () => {
    expect(compile([{ column: 'a', direction: 'down' }]).table).toMatchObject({ op: 'sort', by: [{ descending: true, nullsFirst: false }] })
    expect(compile([{ column: 'a', missing: 'first' }]).table).toMatchObject({ by: [{ descending: false, nullsFirst: true }] })
  })

  it.each([
    ['nothing-chosen', []],
    ['nothing-chosen', [{ column: '' }]],
    ['column-missing', [{ column: 'b' }]],
    ['wrong-type', [{ column: 'l' }]],
  ])('objects: %s', async (code, by) => {
    expect(await problemOf(() => compile(by))).toMatchObject({ code, param: 'by' })
  })

  it('offers the only column that can be sorted by', async () => {
    const problem = await problemOf(() => compile([{ column: '', direction: 'down' }]))
    expect(problem.fixes).toMatchObject([{ params: { by: [{ column: 'a', direction: 'down' }] } }])
  })

  it('says what it does', () => {
    expect(sentenceOf(sortRows, { by: [{ column: 'a', direction: 'down' }, { column: 'b' }] })).toBe('sort by “a” (largest first) then “b”')
  })
})
