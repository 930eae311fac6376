import { describe, expect, it } from 'vitest'
import { boostedTreesClassifier, boostedTreesRegressor } from '../boosted-trees.ts'
import { quietControl } from '../estimator.ts'
import { matrixFromRows } from '../matrix.ts'
import { randomFrom } from '../random.ts'

const random = randomFrom(12)
const names = ['up', 'down', 'free']
const rows = Array.from({ length: 1_500 }, () => names.map(() => random.normal()))
const x = matrixFromRows(rows, names)
// Rises and falls as it should on the whole, with waves and noise against it.
const y = Float64Array.from(rows, ([a = 0, b = 0, c = 0]) => a + Math.sin(4 * a) - b + Math.cos(5 * b) + a * c + 0.5 * random.normal())
const grid = Array.from({ length: 81 }, (_, at) => (at - 40) / 10)
const places = [-1.5, 0, 0.4, 2]

/** The answers along one column, for every place of the others. */
function along(column: number, answersOf: (rows: readonly (readonly number[])[]) => Float64Array): Float64Array[] {
  return places.flatMap((first) =>
    places.map((second) =>
      answersOf(
        grid.map((value) => {
          const others = [first, second]
          return names.map((_, at) => (at === column ? value : others.shift()!))
        }),
      ),
    ),
  )
}
const steps = (answers: Float64Array) => Array.from(answers.subarray(1), (value, at) => value - answers[at]!)
const options = { seed: 1, trees: 120, leaves: 15, minLeaf: 5 }

describe.each(['number', 'class'] as const)('columns that may only raise or lower the answer, a %s', (kind) => {
  const fit = async (bounds: { raising?: readonly string[]; lowering?: readonly string[] }) => {
    const model =
      kind === 'number'
        ? await boostedTreesRegressor.fit(x, y, { ...options, ...bounds }, quietControl)
        : await boostedTreesClassifier.fit(
            x,
            y.map((value) => (value > 0 ? 1 : 0)),
            { ...options, ...bounds, classes: ['no', 'yes'] },
            quietControl,
          )
    return (some: readonly (readonly number[])[]) => {
      const matrix = matrixFromRows(some, names)
      return model.predictProba?.(matrix)[1] ?? model.predict(matrix)
    }
  }

  it('never fall or rise against it, whatever the others are', async () => {
    const answers = await fit({ raising: ['up'], lowering: ['down'] })
    expect(Math.min(...along(0, answers).flatMap(steps))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...along(1, answers).flatMap(steps))).toBeLessThanOrEqual(0)
    // They still learn: the ends differ.
    expect(Math.max(...along(0, answers).map((line) => line.at(-1)! - line[0]!))).toBeGreaterThan(0.5)
  })

  it('do both where they are free', async () => {
    const answers = await fit({})
    expect(Math.min(...along(0, answers).flatMap(steps))).toBeLessThan(-0.01)
    expect(Math.max(...along(1, answers).flatMap(steps))).toBeGreaterThan(0.01)
  })
})

it('bounds that cannot be kept are told', async () => {
  const refused = (more: object) =>
    expect(boostedTreesRegressor.fit(x, y, { seed: 1, ...more }, quietControl)).rejects.toMatchObject({ code: 'bad-option' })
  await refused({ raising: ['nobody'] })
  await refused({ raising: ['up'], lowering: ['up'] })
  await refused({ lowering: ['up'], loss: 'quantile' })
  const three = y.map((value) => (value > 1 ? 2 : value > 0 ? 1 : 0))
  const classes = ['a', 'b', 'c']
  await expect(boostedTreesClassifier.fit(x, three, { seed: 1, classes, raising: ['up'] }, quietControl)).rejects.toMatchObject({
    data: { option: 'raising' },
  })
})
