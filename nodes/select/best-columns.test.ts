import { describe, expect, it } from 'vitest'
import { quietControl } from '../../engine/learn/estimator.ts'
import type { Value } from '../../engine/relation/types.ts'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { bestColumns } from './best-columns.ts'
import { powerScores } from './power-scores.ts'

const rows = Array.from({ length: 200 }, (_, at): Value[] => [at % 2 === 0 ? at : at + 1000, (at * 37) % 50, at % 2])
const table = {
  columns: [
    { name: 'after', type: 'float' },
    { name: 'chance', type: 'float' },
    { name: 'y', type: 'float' },
  ],
  rows: [],
} as const
const fit = (params: object) => fitNode(bestColumns, { target: 'y', task: 'regression', ...params }, table, [[[200]], rows])

describe('keep the best columns', () => {
  it('points out what knows the answer, and leaves it out when told to', async () => {
    const { state, applied } = await fit({})
    expect(columnsOf(applied)).toEqual(['after: float', 'chance: float', 'y: float'])
    const told = 'warnings' in bestColumns ? bestColumns.warnings?.(state as never, bestColumns.params.parse({}) as never) : undefined
    expect(told?.map(({ code, column }) => [code, column])).toEqual([['knows-the-answer', 'after']])
    expect(columnsOf((await fit({ most: 0.9 })).applied)).toEqual(['chance: float', 'y: float'])
  })

  it('keeps those from a score on, or the best ones', async () => {
    expect(columnsOf((await fit({ keep: 'threshold', least: 0.5 })).applied)).toEqual(['after: float', 'y: float'])
    expect(columnsOf((await fit({ method: 'fcbf' })).applied)).toEqual(['after: float', 'y: float'])
    expect(columnsOf((await fit({ method: 'relief', count: 1 })).applied)).toEqual(['after: float', 'y: float'])
  })

  it('keeps what a lasso does not set to 0, and shows its path', async () => {
    const noise = rows.map(([, chance], at) => [Number(chance) * 3 + ((at * 13) % 7), (at * 91) % 53, Number(chance)] as Value[])
    const lasso = { target: 'y', task: 'regression', method: 'lasso', rule: 'simplest' }
    const { state, applied, outputs } = await fitNode(bestColumns, lasso, table, [[[200]], noise])
    expect(columnsOf(applied)).toEqual(['after: float', 'y: float'])
    expect(state).toMatchObject({
      scores: [
        { name: 'after', kept: true },
        { name: 'chance', score: 0, kept: false },
      ],
      path: { names: ['after', 'chance'] },
    })
    const { path } = state as { readonly path: { readonly strengths: readonly number[]; readonly chosen: number } }
    expect(outputs['path']).toMatchObject({ op: 'values', rows: { length: path.strengths.length } })
    const views = 'reports' in bestColumns ? (bestColumns.reports?.(state as never)['report'] ?? []) : []
    expect(views.map(({ view }) => view)).toEqual(['text', 'vega-lite', 'vega-lite', 'vega-lite'])
    expect(views[0]).toMatchObject({ text: { en: expect.stringMatching(/^1 of 2 columns stays\. “after” has/) as string } })
  })

  it('asks for a model whose importance it could take', async () => {
    expect(await problemOf(() => fit({ method: 'model' }))).toMatchObject({ code: 'model-missing', port: 'model' })
  })

  it('says when a score says nothing, with a button', async () => {
    expect(await problemOf(() => fit({ method: 'anova' }))).toMatchObject({
      code: 'method-unfit',
      fixes: [{ params: { method: 'information' } }],
    })
    const constant = fitNode(bestColumns, { target: 'y', task: 'regression' }, table, [
      [[2]],
      [
        [1, 2, 3],
        [2, 3, 3],
      ],
    ])
    expect(await problemOf(() => constant)).toMatchObject({ code: 'constant-target', param: 'target' })
  })

  it('says what it does', () => {
    expect(sentenceOf(bestColumns, { target: 'y', count: 3 })).toBe('keep the 3 best columns for “y”: predictive power of each alone')
    expect(sentenceOf(bestColumns, { keep: 'all', method: 'gini' })).toBe('score columns for the target: Gini decrease')
  })
})

it('tells a column that knows the answer from one that is chance', async () => {
  const places = Array.from({ length: 600 }, (_, at) => at)
  const y = places.map((at) => Number((at * 7919) % 13 > 6))
  const columns = [
    { kind: 'category', name: 'copy', codes: Int32Array.from(y), levels: 2 },
    { kind: 'number', name: 'id', values: Float64Array.from(places, (at) => (at * 104_729) % 10_007) },
  ] as const
  const [copy = 0, id = 1] = await powerScores(columns, { kind: 'class', codes: Int32Array.from(y), classes: 2 }, 1, quietControl)
  expect(copy).toBeGreaterThan(0.999)
  expect(id).toBeLessThan(0.25)
  const [ofNumbers = 0] = await powerScores(columns, { kind: 'number', values: Float64Array.from(y) }, 1, quietControl)
  expect(ofNumbers).toBeGreaterThan(0.98)
})
