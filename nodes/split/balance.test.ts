import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { balance } from './balance.ts'

const table = {
  columns: [
    { name: 'weight', type: 'float', role: 'weight' },
    { name: 'y', type: 'bool', role: 'target' },
  ],
  rows: [],
} as const
const compile = (params: unknown) => columnsOf(compileNode(balance, params, { table })['table'])

describe('balance classes', () => {
  it('takes the target, and gives no second weight its role', () => {
    expect(compile({})).toEqual(['weight: float (weight)', 'y: bool (target)'])
    expect(compile({ method: 'weigh' })).toEqual(['weight: float (weight)', 'y: bool (target)', 'weight_2: float'])
  })
  it('objects to a decimal class', async () => {
    expect(await problemOf(() => compile({ column: 'weight' }))).toMatchObject({ code: 'wrong-type' })
  })
  it('says what it does', () => {
    expect(sentenceOf(balance, { method: 'weigh' })).toBe('weigh the classes of the target')
  })
})
