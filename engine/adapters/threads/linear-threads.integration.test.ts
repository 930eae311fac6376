import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { soloCrews } from '../../kernels/crew.ts'
import { quietControl } from '../../learn/estimator.ts'
import { logisticRegression } from '../../learn/logistic-regression.ts'
import { logLinearRegression } from '../../learn/log-linear-regression.ts'
import type { Matrix } from '../../learn/matrix.ts'
import { penalisedRegression } from '../../learn/penalised-regression.ts'
import { randomFrom } from '../../learn/random.ts'
import { solveDual } from '../../learn/svm/solve-dual.ts'
import { threadCrews } from './thread-crew.ts'

const entry = resolve(import.meta.dirname, '../../bin/crew-thread.ts')

function table(rows: number): { x: Matrix; y: Float64Array } {
  const random = randomFrom(rows)
  const columns = Array.from({ length: 7 }, () => Float64Array.from({ length: rows }, random.normal))
  const y = columns[0]!.map((value, i) => value - 2 * columns[1]![i]! + random.normal())
  return { x: { rows, columns, names: columns.map((_, at) => `x${at}`) }, y }
}

it.each([9_000, 110_000])('fits the same bits with one thread and with three: %i rows', async (rows) => {
  const { x, y } = table(rows)
  const isHigh = y.map((value) => (value > 0 ? 1 : 0))
  const fit = async (crews: typeof soloCrews) => [
    (await penalisedRegression.fit(x, y, { seed: 4, penalty: 'elastic-net', steps: 10, crews }, quietControl)).toJSON(),
    (await logLinearRegression.fit(x, isHigh, { seed: 4, family: 'tweedie', strength: 0.1, crews }, quietControl)).toJSON(),
    (await logisticRegression.fit(x, isHigh, { seed: 4, classes: ['low', 'high'], c: null, steps: 4, crews }, quietControl)).toJSON(),
    (
      await logisticRegression.fit(x, isHigh, { seed: 4, classes: ['low', 'high'], penalty: 'lasso', c: 0.01, crews }, quietControl)
    ).toJSON(),
  ]
  expect(await fit(threadCrews(3, entry))).toEqual(await fit(soloCrews))
})

it('fits the same curved border with one thread and with three', async () => {
  const random = randomFrom(2)
  const [rows, width] = [1_600, 400]
  const points = Float64Array.from({ length: rows * width }, random.normal)
  const aims = Float64Array.from({ length: rows }, (_, row) => (points[row * width]! + points[row * width + 1]! > 0 ? 1 : -1))
  const fit = (crews: typeof soloCrews) =>
    solveDual(
      { points, width, gamma: 1 / width, signs: Int8Array.from(aims), bounds: aims.map(() => 1), aims, tolerance: 1e-3, crews },
      quietControl,
    )
  expect(await fit(threadCrews(3, entry))).toEqual(await fit(soloCrews))
})
