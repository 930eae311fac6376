import { afterAll, beforeAll, expect, it } from 'vitest'
import { fitContext } from '../../engine/run/fit-context.ts'
import type { ExampleTable } from '../kit/define-node.ts'
import { relationOf } from '../kit/harness/example-table.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import oracle from './golden/outlier-oracle.json' with { type: 'json' }
import type { Limits } from './learn-limits.ts'
import { treatOutliers } from './treat-outliers.ts'

// What NumPy 2.4.6 and SciPy 1.17.1 gave, recorded by golden/outlier-oracle.py.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const column = (values: readonly (number | string | null)[]): ExampleTable => ({
  columns: [{ name: 'x', type: 'float' }],
  rows: values.map((value) => [value]),
})

// Values that must change nothing of what is learnt.
const learnt = column([...oracle.values, null, 'NaN', 'Infinity'])

it.each(Object.entries(oracle.limits))('learns the limits that NumPy and SciPy give: %s', async (method, expected) => {
  if (!('fit' in treatOutliers)) throw new Error('no fit body')
  const params = treatOutliers.params.parse({ method }) as never
  const state = (await treatOutliers.fit(params, relationOf(learnt), fitContext(harness.db, 1, new AbortController().signal))) as Limits
  const [limits] = state.columns
  expect(limits?.low).toBeCloseTo(expected[0] ?? Number.NaN, 9)
  expect(limits?.high).toBeCloseTo(expected[1] ?? Number.NaN, 9)
})

it('marks the rows that scipy.stats.zscore marks, infinities too, NaN and missing never', async () => {
  const { tables } = await harness.run(treatOutliers, { method: 'z-score', act: 'flag' }, { table: learnt })
  const rows = tables['table']?.rows ?? []
  const found = rows.flatMap((row, index) => (row[1] === true ? [index] : []))
  expect(found).toEqual([...oracle.flagged['z-score'], oracle.values.length + 2])
})

it('clips as numpy.clip does', async () => {
  const { tables } = await harness.run(treatOutliers, { method: 'quantile' }, { table: column(oracle.values) })
  tables['table']?.rows.forEach((row, index) => expect(row[0]).toBeCloseTo(oracle.clipped[index] ?? Number.NaN, 9))
})

it('looks at one side only when asked', async () => {
  const table = column([-100, 1, 2, 3, 4, 100])
  const run = async (side: string) =>
    (await harness.run(treatOutliers, { side, method: 'limits', low: 0, high: 10, act: 'missing' }, { table })).tables['table']?.rows.flat()
  expect(await run('high')).toEqual([-100, 1, 2, 3, 4, null])
  expect(await run('low')).toEqual([null, 1, 2, 3, 4, 100])
})
