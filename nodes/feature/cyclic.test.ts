import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, sentenceOf } from '../kit/harness/compile-node.ts'
import { cyclic } from './cyclic.ts'

const table = { columns: [{ name: 'x', type: 'float', role: 'sensitive' }], rows: [] } as const
const x = { by: 'names', names: ['x'] }

describe('numbers on a circle', () => {
  it('makes two columns in place of one', () => {
    const { table: made } = compileNode(cyclic, { columns: x }, { table })
    expect(columnsOf(made)).toEqual(['x sine: float (sensitive)', 'x cosine: float (sensitive)'])
  })

  it('objects to a period of 0', () => {
    const check = (params: object) => cyclic.check?.(cyclic.params.parse(params) as never, {} as never)
    expect(check({ turn: 'own', period: 0 })).toMatchObject([{ code: 'bad-value', param: 'period' }])
    expect(check({ turn: 'own', period: 0.5 })).toEqual([])
  })

  it('says what it does', () => {
    expect(sentenceOf(cyclic, { columns: x, turn: 'own', period: 5 })).toBe('“x” on a circle of 5')
  })
})
