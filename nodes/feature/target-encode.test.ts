import { describe, expect, it } from 'vitest'
import { buildRecipe, stageProjections } from '../../engine/learn/recipe.ts'
import { compileClosure } from '../../engine/relation/closure/compile-closure.ts'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { targetEncode } from './target-encode.ts'

const table = {
  columns: [
    { name: 'c', type: 'text', role: 'sensitive' },
    { name: 'id', type: 'int', role: 'id' },
    { name: 'y', type: 'float', role: 'target' },
    { name: 't', type: 'text' },
  ],
  rows: [],
} as const

const c = { by: 'names', names: ['c'] }
const fit = (params: object, ...answers: Parameters<typeof fitNode>[3]) => fitNode(targetEncode, { columns: c, ...params }, table, answers)
const levels = [
  ['a', 4],
  ['b', 2],
] as const
// Value, part, rows, sum of the target.
const parts = [
  ['a', 0, 2, 2],
  ['a', 1, 2, 0],
  ['b', 0, 2, 2],
] as const

describe('encode by target or frequency', () => {
  it('gives each part the numbers of the others', async () => {
    const { state } = await fit({ folds: 2, smoothing: 0 }, levels, parts)
    expect(state).toEqual({
      by: ['c', 'id', 't'],
      columns: [
        {
          name: 'c',
          type: 'text',
          levels: [
            { value: 'a', numbers: [0, 1], later: 0.5 },
            // Nothing is known of b outside part 0: the mean of the others stands in.
            { value: 'b', numbers: [0, 1], later: 1 },
          ],
          all: [0, 1],
          later: 4 / 6,
        },
      ],
    })
  })

  it('needs no target for counts and shares', async () => {
    const { state } = await fit({ method: 'share' }, levels, [
      ['a', 0, 4, 0],
      ['b', 0, 2, 0],
    ])
    expect(state).toMatchObject({ by: [], columns: [{ levels: [{ numbers: [4 / 6] }, { numbers: [2 / 6] }] }] })
  })

  it('gives later rows the numbers of all parts, and asks them for nothing but the column', async () => {
    const { applied } = await fit({ folds: 2, smoothing: 0, noise: 5 }, levels, parts)
    const [stage] = buildRecipe(applied, ['c']).stages
    const encoded = stageProjections(stage!.relation).at(-1)?.[0]
    expect(stage?.columns.map(({ name }) => name)).toEqual(['c'])
    const answer = compileClosure(encoded!.expr, stage!.columns)
    expect(['a', 'b', 'never heard of', null].map((value) => answer([value]))).toEqual([0.5, 1, 4 / 6, null])
  })

  it('keeps the column, its role and its place', async () => {
    expect(columnsOf((await fit({}, levels, parts)).applied).slice(0, 2)).toEqual(['c: float (sensitive)', 'id: int (id)'])
  })

  it.each([
    ['target-leaks', { by: { by: 'names', names: ['id', 'y'] } }],
    ['nothing-chosen', { target: 't' }],
    ['nothing-to-learn', {}],
    ['wrong-type', { columns: { by: 'names', names: ['y'] } }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => fit(params, []))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(targetEncode, { columns: c })).toBe('mean of the target for each value of “c”')
  })
})
