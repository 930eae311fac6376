import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { quietControl } from '../../engine/learn/estimator.ts'
import { growIsolationForest, usualCuts } from '../../engine/learn/tree/isolation-forest.ts'
import { compileClosure } from '../../engine/relation/closure/compile-closure.ts'
import { column } from '../../engine/relation/expression.ts'
import { isolationScore } from '../../engine/relation/learnt/isolation-score.ts'
import { fitNode } from '../kit/harness/compile-node.ts'
import { isolationExpr } from './isolation-expression.ts'
import { unusualRows } from './unusual-rows.ts'

// golden/isolation.py asked scikit-learn.
const golden = JSON.parse(readFileSync(new URL('golden/isolation.json', import.meta.url), 'utf8')) as {
  readonly points: readonly (readonly number[])[]
  readonly scores: readonly number[]
}
const rows = golden.points.map((point) => Float64Array.from(point))
const forest = await growIsolationForest(rows, { trees: 400, rows: 64, seed: 1 }, quietControl)
const columns = ['a', 'b', 'c'].map((name) => ({ name, type: 'float' as const }))

describe('isolation forest', () => {
  it('gives the scores of scikit-learn, within what chance moves them', () => {
    const ours = rows.map((row) => isolationScore(forest, row))
    for (const [at, score] of golden.scores.entries()) expect(Math.abs((ours[at] ?? 0) - score), `row ${at}`).toBeLessThan(0.03)
  })
  it('finds the odd rows among two clouds', () => {
    const order = rows.map((row, at) => ({ at, score: isolationScore(forest, row) })).toSorted((a, b) => b.score - a.score)
    expect(order.slice(0, 8).every(({ at }) => at >= 290)).toBe(true)
  })
  it('is the same as an expression', async () => {
    const small = await growIsolationForest(rows, { trees: 20, rows: 32, seed: 3 }, quietControl)
    const score = compileClosure(
      isolationExpr(
        small,
        columns.map(({ name }) => ({ value: column(name), whole: false })),
      ),
      columns,
    )
    for (const row of rows.slice(0, 40)) expect(Number(score([...row]))).toBeCloseTo(isolationScore(small, row), 12)
  })
  it('is the same as an expression of whole numbers', async () => {
    const whole = rows.map((row) => row.map((value) => Math.round(10 * value)))
    const small = await growIsolationForest(whole, { trees: 20, rows: 32, seed: 3 }, quietControl)
    const ints = columns.map(({ name }) => ({ name, type: 'int' as const }))
    const score = compileClosure(
      isolationExpr(
        small,
        ints.map(({ name }) => ({ value: column(name), whole: true })),
      ),
      ints,
    )
    for (const row of whole.slice(0, 40)) expect(Number(score([...row]))).toBeCloseTo(isolationScore(small, row), 12)
  })
  it('counts the usual cuts', () => {
    expect([0, 1, 2].map(usualCuts)).toEqual([0, 0, 1])
    expect(usualCuts(256)).toBeCloseTo(10.244_77, 4)
  })
  it('cuts nothing where rows are equal', async () => {
    const flat = await growIsolationForest([Float64Array.of(1, 1), Float64Array.of(1, 1)], { trees: 3, rows: 8, seed: 1 }, quietControl)
    expect(flat.trees).toEqual([1, 1, 1])
    expect(isolationScore(flat, [9, 9])).toBe(0.5)
  })
  it('is learnt by the node as plain JSON and gives a score', async () => {
    const table = { columns, rows: [] }
    const params = { method: 'forest', act: 'distance', trees: 5, treeRows: 16 }
    const { state, applied } = await fitNode(unusualRows, params, table, [golden.points])
    expect(JSON.parse(JSON.stringify(state))).toEqual(state)
    expect(applied.columns.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'score'])
  })
})
