import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { changeType } from './change-type.ts'

const table = {
  columns: [
    { name: 'a', type: 'text', role: 'target' },
    { name: 'b', type: 'bool' },
    { name: 'c', type: 'list<text>' },
  ],
  rows: [],
} as const

const compile = (params: unknown) => compileNode(changeType, params, { table })

describe('change type', () => {
  it('keeps place, name and role', () => {
    expect(columnsOf(compile({ changes: [{ column: 'a', to: 'float' }] }).table)).toEqual(['a: float (target)', 'b: bool', 'c: list<text>'])
  })

  it('gives rows that cannot be read as they were', () => {
    expect(columnsOf(compile({ changes: [{ column: 'a', to: 'float' }] }).unreadable)).toEqual([
      'a: text (target)',
      'b: bool',
      'c: list<text>',
      'reason: text',
    ])
  })

  it.each([
    ['nothing-chosen', {}],
    ['nothing-chosen', { changes: [{ column: '', to: 'int' }] }],
    ['column-missing', { changes: [{ column: 'z', to: 'int' }] }],
    ['no-conversion', { changes: [{ column: 'b', to: 'date' }] }],
    ['no-conversion', { changes: [{ column: 'c', to: 'int' }] }],
    ['bad-constant', { changes: [{ column: 'a', to: 'date', format: 'QQ' }] }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code, param: 'changes' })
  })

  it('drops the second of two changes of one column', async () => {
    const changes = [
      { column: 'a', to: 'int', format: '', decimalComma: false },
      { column: 'a', to: 'date', format: '', decimalComma: false },
    ]
    const problem = await problemOf(() => compile({ changes }))
    expect(problem).toMatchObject({ code: 'column-twice', fixes: [{ params: { changes: [changes[0]] } }] })
  })

  it('says what it does', () => {
    expect(sentenceOf(changeType, { changes: [{ column: 'a', to: 'float' }] })).toBe('“a” to decimal number')
  })
})
