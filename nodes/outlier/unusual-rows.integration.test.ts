import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fitAndApply } from '../kit/harness/fit-and-apply.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import oracle from './golden/unusual-oracle.json' with { type: 'json' }
import { randomFrom } from '../../engine/learn/random.ts'
import { isolationScore } from '../../engine/relation/learnt/isolation-score.ts'
import type { IsolationForest } from '../../engine/relation/learnt/learnt-rows.ts'
import type { UnusualState } from './learn-unusual.ts'
import { unusualRows } from './unusual-rows.ts'
import { unusualScore } from './unusual-score.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const columns = ['a', 'b', 'c'].map((name) => ({ name, type: 'float' as const }))
const scored = (params: object, training: readonly number[][], others: readonly (readonly (number | null)[])[]) =>
  fitAndApply(harness, unusualRows, { act: 'distance', ...params }, { training: { columns, rows: training }, others })

function expectScores(rows: readonly (readonly unknown[])[], wanted: readonly number[], digits: number) {
  expect(rows).toHaveLength(wanted.length)
  wanted.forEach((score, at) => expect(rows[at]?.[3], `row ${at}`).toBeCloseTo(score, digits))
}

describe('find unusual rows', () => {
  // What scikit-learn gave, recorded by golden/unusual-oracle.py.
  it.each([
    ['local outlier factor', { method: 'factor', neighbours: 12 }, oracle.factor.scaled, 8],
    ['local outlier factor, own scales', { method: 'factor', neighbours: 5, scale: false }, oracle.factor.unscaled, 8],
    ['local outlier factor, sums', { method: 'factor', neighbours: 8, metric: 'manhattan' }, oracle.factor.manhattan, 8],
    ['one-class SVM', { method: 'machine', nu: 0.1 }, oracle.machine.scaled, 4],
    ['one-class SVM, own scales', { method: 'machine', nu: 0.3, gamma: 0.002, scale: false }, oracle.machine.own, 4],
  ])('scores as scikit-learn does, rows learnt from and others: %s', async (_, params, wanted, digits) => {
    for (const [rows, scores] of [
      [oracle.training, wanted.training],
      [oracle.others, wanted.others],
    ] as const) {
      const found = await scored(params, oracle.training, rows)
      expectScores(found.rows, scores, digits)
      expectScores(found.served, scores, digits)
    }
  })

  it.each([
    ['the least', {}, oracle.robust.least],
    ['four fifths', { support: 0.8 }, oracle.robust.most],
  ])('finds the densest part as scikit-learn does: %s of the rows', async (_, params, wanted) => {
    const { rows, state } = await scored({ method: 'robust', ...params }, oracle.cloud, oracle.cloud)
    const { mean } = state as { readonly mean: readonly number[] }
    wanted.location.forEach((value, at) => expect(mean[at]).toBeCloseTo(value, 6))
    // Its scale is a matter of convention: the order of the rows and the ratios of their distances are not.
    const ratio = Number(rows[0]?.[3]) / (wanted.distances[0] ?? Number.NaN)
    expect(ratio).toBeGreaterThan(0.8)
    expect(ratio).toBeLessThan(1.25)
    expectScores(
      rows,
      wanted.distances.map((distance) => distance * ratio),
      5,
    )
  })

  it.each(['factor', 'machine'])('keeps no more rows than asked for, and says nothing of rows with a gap: %s', async (method) => {
    const found = await scored({ method, kept: 50, neighbours: 5 }, oracle.training, [
      [null, 500, 0],
      [40, 5000, 40],
      [0, 500, 0],
    ])
    const { kept, limit } = found.state as { readonly kept: { readonly rows: readonly unknown[] }; readonly limit: number }
    expect(kept.rows.length).toBeLessThanOrEqual(50)
    expect(found.rows.map((row) => row[3] !== null && Number(row[3]) > limit)).toEqual([false, true, false])
    expect(found.rows[0]?.[3]).toBeNull()
  })

  it('scores by many deep trees as by the trees themselves, as a short expression', async () => {
    const random = randomFrom(3)
    const training = Array.from({ length: 400 }, () => columns.map(() => random.normal()))
    const params = { method: 'forest', trees: 60, treeRows: 256 }
    const found = await scored(params, training, [...training.slice(0, 50), [9, 9, 9], [null, 0, 0]])
    const forest = found.state as IsolationForest
    const wanted = [...training.slice(0, 50), [9, 9, 9]].map((row) => isolationScore(forest, row))
    expectScores(found.rows.slice(0, -1), wanted, 10)
    expectScores(found.served.slice(0, -1), wanted, 10)
    expect([found.rows.at(-1)?.[3], found.served.at(-1)?.[3]]).toEqual([null, null])
    const expr = unusualScore(found.state as UnusualState, columns)
    expect(JSON.stringify(expr)).toContain('learnt')
    expect(JSON.stringify(expr).split('"call"').length).toBeLessThan(20)
  })

  it('is not led astray by many equal rows', async () => {
    const equal = Array.from({ length: 40 }, () => [1, 2, 3])
    const { rows } = await scored(
      { method: 'factor', neighbours: 5 },
      [...equal, [5, 5, 5], [1, 2, 4]],
      [
        [1, 2, 3],
        [5, 5, 5],
      ],
    )
    expect(rows[0]?.[3]).toBeCloseTo(1, 6)
    expect(Number(rows[1]?.[3])).toBeGreaterThan(100)
  })
})
