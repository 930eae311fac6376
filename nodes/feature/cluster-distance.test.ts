import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { clusterDistance } from './cluster-distance.ts'

describe('distance from clusters', () => {
  const table = {
    columns: [
      { name: 'x', type: 'float' },
      { name: 's', type: 'float', role: 'sensitive' },
      { name: 'y', type: 'int', role: 'target' },
    ],
    rows: [],
  } as const

  it('leaves out target and sensitive columns; naming one makes the distances sensitive', async () => {
    const { state, applied } = await fitNode(clusterDistance, { count: 2, add: 'both' }, table, [[[3]], [[0], [1], [9]]])
    expect(state).toMatchObject({ columns: [{ name: 'x' }] })
    expect(columnsOf(applied).slice(3)).toEqual(['distance 1: float', 'distance 2: float', 'cluster: int'])
    const named = { columns: { by: 'names', names: ['x', 's'] }, count: 1 }
    const { applied: told } = await fitNode(clusterDistance, named, table, [
      [[2]],
      [
        [0, 1],
        [1, 2],
      ],
    ])
    expect(columnsOf(told).at(-1)).toBe('distance 1: float (sensitive)')
  })

  it('needs a complete row', async () => {
    expect(await problemOf(() => fitNode(clusterDistance, {}, table, [[]]))).toMatchObject({ code: 'nothing-to-learn' })
  })

  it('says what it does', () => {
    expect(sentenceOf(clusterDistance, { columns: { by: 'names', names: ['x'] } })).toBe('5 clusters of “x”')
  })
})
