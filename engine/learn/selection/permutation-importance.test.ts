import { describe, expect, it } from 'vitest'
import { naiveBayes } from '../bayes/naive-bayes.ts'
import { quietControl } from '../estimator.ts'
import { linearRegression } from '../linear-regression.ts'
import type { Matrix } from '../matrix.ts'
import { randomFrom } from '../random.ts'
import type { AnswerFigure } from './answer-figure.ts'
import { permutationImportance } from './permutation-importance.ts'

const random = randomFrom(12)
const rows = 4_000
const columns = [0, 1, 2].map(() => Float64Array.from({ length: rows }, () => random.normal()))
const [a, b] = columns as [Float64Array, Float64Array]
const x: Matrix = { rows, columns, names: ['a', 'b', 'idle'] }
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('importance by shuffling', () => {
  it('is what the coefficients of a linear model say', async () => {
    const y = a.map((value, row) => 3 * value - b[row]! + 0.1 * random.normal())
    const model = await linearRegression.fit({ ...x, columns: columns.slice(0, 2), names: ['a', 'b'] }, y, { seed: 1 }, quietControl)
    const asked = { model, x: { ...x, columns: columns.slice(0, 2) }, actual: y, widths: [1, 1], repeats: 5, seed: 3 }
    const errors = await permutationImportance({ ...asked, metric: 'rmse' }, quietControl)
    // Shuffling adds twice the variance of the column's part to the squared error: 2 (3)² and 2 (1)².
    const added = errors.losses.map((own) => mean(own.map((loss) => (errors.baseline + loss) ** 2 - errors.baseline ** 2)))
    expect(added[0]! / 18).toBeCloseTo(1, 1)
    expect(added[1]! / 2).toBeCloseTo(1, 1)
    const shares = await permutationImportance({ ...asked, metric: 'r2' }, quietControl)
    expect(mean(shares.losses[0]!)).toBeCloseTo(18 / 10, 1)
    expect((await permutationImportance({ ...asked, metric: 'mae' }, quietControl)).losses[0]!.every((loss) => loss > 1)).toBe(true)
  })

  it.each(['log-loss', 'accuracy', 'auc'] as const)(
    'is positive for what tells and about 0 for what is idle: %s',
    async (metric: AnswerFigure) => {
      const y = a.map((value) => Number(value + 0.5 * random.normal() > 0))
      const model = await naiveBayes.fit(x, y, { seed: 1, classes: ['no', 'yes'] }, quietControl)
      const asked = { model, x, actual: y, widths: [1, 1, 1], metric, repeats: 4, seed: 3 }
      const { baseline, losses } = await permutationImportance(asked, quietControl)
      expect(baseline).toBeGreaterThan(0)
      expect(Math.min(...losses[0]!)).toBeGreaterThan(0.2)
      expect(Math.abs(mean(losses[2]!))).toBeLessThan(0.01)
      expect(await permutationImportance(asked, quietControl)).toEqual({ baseline, losses })
    },
  )

  it('shuffles the columns of a feature together', async () => {
    const y = a.map((value) => Number(value > 0))
    const both = { ...x, columns: [y, y.map((value) => 1 - value)], names: ['s = yes', 's = no'] }
    const model = await naiveBayes.fit(both, y, { seed: 1, classes: ['no', 'yes'], groups: [0, 0] }, quietControl)
    const { losses } = await permutationImportance(
      { model, x: both, actual: y, widths: [2], metric: 'accuracy', repeats: 2, seed: 1 },
      quietControl,
    )
    expect(losses).toHaveLength(1)
    expect(losses[0]![0]).toBeCloseTo(0.5, 1)
  })
})
