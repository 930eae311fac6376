import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { unifyText } from './unify-text.ts'

const table = {
  columns: [
    { name: 'city', type: 'text', role: 'group' },
    { name: 'n', type: 'int' },
  ],
  rows: [],
} as const

describe('unify text', () => {
  it('keeps columns and roles', () => {
    expect(columnsOf(compileNode(unifyText, {}, { table }).table)).toEqual(['city: text (group)', 'n: int'])
  })

  it('changes nothing when nothing is asked for', () => {
    const off = { trim: false, spaces: false, blanks: false }
    expect(compileNode(unifyText, off, { table }).table).toMatchObject({ exprs: [{ expr: { kind: 'column' } }, {}] })
    expect(sentenceOf(unifyText, off)).toBe('leave text columns as they are')
  })

  it('objects to a named column of numbers', async () => {
    const params = { columns: { by: 'names', names: ['city', 'n'] } }
    const problem = await problemOf(() => compileNode(unifyText, params, { table }))
    expect(problem).toMatchObject({ code: 'wrong-type', column: 'n', fixes: [{ params: { columns: { by: 'names', names: ['city'] } } }] })
  })

  it('says what it does', () => {
    expect(sentenceOf(unifyText, { letters: 'lower' })).toBe('trim, single spaces and 2 more: text columns')
  })
})
