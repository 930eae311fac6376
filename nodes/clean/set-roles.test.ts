import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { setRoles } from './set-roles.ts'

const table = {
  columns: [
    { name: 'id', type: 'int', role: 'id' },
    { name: 'day', type: 'date', role: 'time' },
    { name: 'x', type: 'float' },
    { name: 'y', type: 'text', role: 'target' },
  ],
  rows: [],
} as const

const names = (...chosen: string[]) => ({ by: 'names', names: chosen })
const compile = (params: unknown) => columnsOf(compileNode(setRoles, params, { table }).table)

describe('set roles', () => {
  it('moves the target and leaves other roles as they were', () => {
    expect(compile({ target: 'x' })).toEqual(['id: int (id)', 'day: date (time)', 'x: float (target)', 'y: text'])
  })

  it('gives another role to a column that had one', () => {
    expect(compile({ ignore: names('y') })).toEqual(['id: int (id)', 'day: date (time)', 'x: float', 'y: text (ignore)'])
  })

  it.each([
    ['nothing-chosen', 'target', {}],
    ['column-missing', 'target', { target: 'z' }],
    ['wrong-type', 'weight', { weight: 'y' }],
    ['two-roles', 'sensitive', { id: names('x'), sensitive: names('x', 'y') }],
  ])('objects: %s', async (code, param, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code, param })
  })

  it('takes one of two roles away', async () => {
    const problem = await problemOf(() => compile({ target: 'x', ignore: { by: 'all' } }))
    expect(problem.fixes).toMatchObject([{ params: { ignore: { by: 'all', except: ['x'] } } }])
  })

  it('says what it does', () => {
    expect(sentenceOf(setRoles, { target: 'y', sensitive: names('x') })).toBe('target “y” and sensitive “x”')
  })
})
