import { describe, expect, it } from 'vitest'
import { soloCrews } from '../../kernels/crew.ts'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { matrixFromRows } from '../matrix.ts'
import { lassoChoice } from './lasso-choice.ts'

interface Chosen {
  readonly at: number
  readonly sizes: readonly number[]
}
interface Path {
  readonly strengths: readonly number[]
  readonly error: readonly number[]
  readonly spread: readonly number[]
  readonly best: Chosen
  readonly simplest: Chosen
}
interface Golden {
  readonly x: readonly (readonly number[])[]
  readonly amount: readonly number[]
  readonly label: readonly number[]
  readonly fold: readonly number[]
  readonly regression: Path
  readonly classification: Path
}

const golden = readGolden<Golden>(import.meta.url, '../golden/lasso_choice.json')
const x = matrixFromRows(
  golden.x,
  (golden.x[0] ?? []).map((_, at) => `x${at}`),
)
const asked = {
  x,
  classes: ['no', 'yes'],
  widths: x.columns.map(() => 1),
  folds: 4,
  foldOf: Int32Array.from(golden.fold),
  steps: 30,
  seed: 1,
  crews: soloCrews,
}

describe.each(['regression', 'classification'] as const)('a lasso for a %s', (task) => {
  const wanted = golden[task]
  const y = Float64Array.from(task === 'regression' ? golden.amount : golden.label)

  it.each(['best', 'simplest'] as const)('keeps the columns of scikit-learn at the %s strength', async (rule) => {
    const { sizes, path } = await lassoChoice({ ...asked, y, task, rule }, quietControl)
    expect(path.chosen).toBe(wanted[rule].at)
    wanted.strengths.forEach((value, at) => expect((path.strengths[at] ?? 0) / value).toBeCloseTo(1, 5))
    // Where no slope is left, scikit-learn's solver for classes ends before its intercept is found.
    for (let at = task === 'classification' ? 2 : 0; at < 30; at++) {
      expect((path.error[at] ?? 0) / (wanted.error[at] ?? 0)).toBeCloseTo(1, 4)
      expect((path.spread[at] ?? 0) / (wanted.spread[at] ?? 0)).toBeCloseTo(1, 4)
    }
    wanted[rule].sizes.forEach((value, at) => expect(sizes[at]).toBeCloseTo(value, 4))
    expect(sizes.map((size) => size > 0)).toEqual(wanted[rule].sizes.map((size) => size > 0))
    expect(sizes.filter((size) => size > 0).length).toBeLessThan(x.columns.length)
  })
})

it('adds up what the indicators of one column get, and leaves them out together', async () => {
  const widths = [2, ...x.columns.slice(2).map(() => 1)]
  const y = Float64Array.from(golden.amount)
  const alone = await lassoChoice({ ...asked, y, task: 'regression', rule: 'best' }, quietControl)
  const together = await lassoChoice({ ...asked, widths, y, task: 'regression', rule: 'best' }, quietControl)
  expect(together.sizes).toEqual([(alone.sizes[0] ?? 0) + (alone.sizes[1] ?? 0), ...alone.sizes.slice(2)])
})
