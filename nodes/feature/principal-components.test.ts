import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../engine/learn/random.ts'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { principalComponents } from './principal-components.ts'

const wide = (count: number) => ({
  columns: Array.from({ length: count }, (_, at) => ({ name: `x${at}`, type: 'float' as const })),
  rows: [],
})

describe('principal components', () => {
  const table = {
    columns: [
      { name: 'a', type: 'float' },
      { name: 's', type: 'float', role: 'sensitive' },
      { name: 'y', type: 'int', role: 'target' },
    ],
    rows: [],
  } as const
  const answers = [
    [[3]],
    [
      [0, 1],
      [1, 5],
      [5, 2],
    ],
  ]

  it('leaves out target and sensitive columns; naming one makes the components sensitive', async () => {
    const { applied } = await fitNode(principalComponents, {}, table, [[[3]], [[0], [1], [5]]])
    expect(columnsOf(applied)).toEqual(['s: float (sensitive)', 'y: int (target)', 'component 1: float'])
    const named = { columns: { by: 'names', names: ['a', 's'] }, share: 1 }
    expect(columnsOf((await fitNode(principalComponents, named, table, answers)).applied)).toEqual([
      'y: int (target)',
      'component 1: float (sensitive)',
      'component 2: float (sensitive)',
    ])
  })

  it('keeps as many components as hold the share, and no more than there are', async () => {
    const named = { by: 'names', names: ['a', 's'] }
    const kept = async (params: object) => {
      const { state } = await fitNode(principalComponents, { columns: named, scale: false, ...params }, table, answers)
      return (state as { readonly directions: readonly unknown[] }).directions.length
    }
    expect(await kept({ share: 0.5 })).toBe(1)
    expect(await kept({ share: 0.99 })).toBe(2)
    expect(await kept({ keep: 'count', count: 7 })).toBe(2)
  })

  it('refuses more columns or products than anybody waits for', async () => {
    expect(await problemOf(() => fitNode(principalComponents, {}, wide(401), []))).toMatchObject({ code: 'too-many-columns' })
    const random = randomFrom(1)
    const rows = Array.from({ length: 300 }, () => Array.from({ length: 150 }, () => random.normal()))
    const all = fitNode(principalComponents, { share: 1 }, wide(150), [[[300]], rows])
    expect(await problemOf(() => all)).toMatchObject({ code: 'too-many-components', fixes: [{ params: { keep: 'count', count: 20 } }] })
  })

  it('says what it does', () => {
    expect(sentenceOf(principalComponents, { columns: { by: 'names', names: ['x'] } })).toBe('components with 95% of the variance of “x”')
  })
})
