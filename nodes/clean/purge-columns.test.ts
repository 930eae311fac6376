import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { purgeColumns } from './purge-columns.ts'

const table = {
  columns: [
    { name: 'a', type: 'text' },
    { name: 'b', type: 'float' },
    { name: 'y', type: 'int', role: 'target' },
  ],
  rows: [],
} as const

const fit = (params: unknown, ...answers: readonly (readonly (number | string | null)[])[]) =>
  fitNode(
    purgeColumns,
    params,
    table,
    answers.map((row) => [row]),
  )

describe('drop useless columns', () => {
  it('asks once about all columns but the target', async () => {
    const { state, applied } = await fit({}, [10, 10, 1, 'x', 10, 9, 5, 2])
    expect(state).toEqual({ dropped: [{ name: 'a', why: 'constant', share: 1 }] })
    expect(columnsOf(applied)).toEqual(['b: float', 'y: int (target)'])
  })

  it('drops what is nearly constant when asked', async () => {
    const { state } = await fit({ dominated: 0.9 }, [10, 10, 2, 'x', 10, 9, 5, 2], [9, 3])
    expect(state).toEqual({ dropped: [{ name: 'a', why: 'dominated', share: 0.9 }] })
  })

  it('drops nothing from an empty table', async () => {
    expect((await fit({}, [0, 0, 0, null, 0, 0, 0, null])).state).toEqual({ dropped: [] })
  })

  it('does not drop everything', async () => {
    const all = { columns: { by: 'names', names: ['a', 'b', 'y'] } }
    const problem = await problemOf(() => fit(all, [4, 4, 1, 'x', 4, 0, 0, null, 4, 4, 1, 0]))
    expect(problem).toMatchObject({ code: 'no-columns', fixes: [{ params: { columns: { names: ['b', 'y'] } } }] })
  })

  it('says what it does', () => {
    expect(sentenceOf(purgeColumns, { missing: 0.5 })).toBe('drop what is constant or 50\u202f% missing of all columns')
  })
})
