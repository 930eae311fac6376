import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fitAndApply } from '../kit/harness/fit-and-apply.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import oracle from './golden/impute-oracle.json' with { type: 'json' }
import { imputeByModel } from './impute-by-model.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const names = ['a', 'b', 'c', 'd']
const columns = names.map((name) => ({ name, type: 'float' as const }))
const all = { by: 'names', names }

function expectClose(found: readonly (readonly unknown[])[], wanted: readonly (readonly (number | null)[])[], digits: number) {
  expect(found).toHaveLength(wanted.length)
  wanted.forEach((row, at) =>
    row.forEach((value, j) => expect(found[at]?.[j], `row ${at}, ${names[j]}`).toBeCloseTo(value ?? Number.NaN, digits)),
  )
}

describe('fill missing by a model', () => {
  // What scikit-learn gave, recorded by golden/impute-oracle.py.
  it.each([
    ['nearest rows', { method: 'nearest', neighbours: 4 }, oracle.nearest.equal],
    ['nearest rows, by distance', { method: 'nearest', neighbours: 3, weights: 'distance' }, oracle.nearest.distance],
    ['nearest rows, own scales', { method: 'nearest', neighbours: 5, weights: 'distance', scale: false }, oracle.nearest.unscaled],
    ['ridge in rounds', { method: 'rounds' }, oracle.rounds.ridge],
    ['ridge in rounds, own scales', { method: 'rounds', scale: false, penalty: 0.5, rounds: 4, tolerance: 1e-9 }, oracle.rounds.unscaled],
    ['trees in rounds', { method: 'rounds', estimator: 'tree', depth: 3, leaf: 4, rounds: 3 }, oracle.rounds.tree],
  ])('fills as scikit-learn does, training rows and others: %s', async (_, params, wanted) => {
    for (const [others, expected] of [
      [oracle.training, wanted.training],
      [oracle.others, wanted.others],
    ] as const) {
      const found = await fitAndApply(
        harness,
        imputeByModel,
        { columns: all, from: all, ...params },
        { training: { columns, rows: oracle.training }, others },
      )
      expectClose(found.rows, expected, 6)
      expectClose(found.served, expected, 6)
    }
  })

  it('fills texts and yes/no by most of the nearest rows, compared by texts as well', async () => {
    const training = {
      columns: [
        { name: 'kind', type: 'text' },
        { name: 'size', type: 'int' },
        { name: 'old', type: 'bool' },
      ],
      rows: [
        ['a', 1, true],
        ['a', 2, true],
        ['a', 3, true],
        ['b', 11, false],
        ['b', 12, false],
        ['b', 13, null],
      ],
    } as const
    const params = { columns: { by: 'names', names: ['kind', 'size', 'old'] }, method: 'nearest', neighbours: 3 }
    const others = [
      [null, 2, null],
      ['b', null, null],
      [null, null, false],
      [null, null, null],
    ]
    const { rows, served } = await fitAndApply(harness, imputeByModel, params, { training, others })
    expect(rows).toEqual([
      ['a', 2, true],
      ['b', 12, false],
      // Two rows are known to be no; the third place is shared by three.
      ['b', (11 + 12 + 2) / 3, false],
      // Nothing to compare by: the most frequent values and the mean.
      ['a', 7, true],
    ])
    expect(served).toEqual(rows)
  })
})
