import { describe, expect, it } from 'vitest'
import { decisionTreeClassifier, decisionTreeRegressor, type TreeFields } from './decision-tree.ts'
import { quietControl } from './estimator.ts'
import { readGolden } from './golden/read-golden.ts'
import { matrixFromRows, takeRows, type Matrix } from './matrix.ts'
import { randomFrom, type Random } from './random.ts'

interface GoldenTree {
  name: string
  task: 'classification' | 'regression'
  x: (number | null)[][]
  y: number[]
  weight: number[] | null
  criterion: 'gini' | 'entropy' | 'squared-error'
  maxDepth: number | null
  minLeaf: number
  minSplit: number
  balanced: boolean
  feature: number[]
  threshold: (number | null)[]
  missingLeft: (number | null)[]
  left: number[]
  rows: number[]
  impurity: number[]
  value: number[][]
  importance: number[]
}

const golden = readGolden<{ trees: GoldenTree[] }>(import.meta.url, './golden/decision_tree.json')
const names = ['a', 'b', 'c', 'd']

describe('decision tree', () => {
  it.each(golden.trees)('is the tree of scikit-learn, node by node: $name', async (one) => {
    const x = matrixFromRows(
      one.x.map((row) => row.map((value) => value ?? Number.NaN)),
      names,
    )
    const { criterion, maxDepth, minLeaf, minSplit } = one
    const options = {
      seed: 1,
      criterion,
      maxDepth,
      minLeaf,
      minSplit,
      ...(one.weight ? { sampleWeight: Float64Array.from(one.weight) } : {}),
    }
    const y = Float64Array.from(one.y)
    const model =
      one.task === 'regression'
        ? await decisionTreeRegressor.fit(x, y, options, quietControl)
        : await decisionTreeClassifier.fit(
            x,
            y,
            { ...options, classes: ['0', '1', '2'], classWeight: one.balanced ? 'balanced' : 'none' },
            quietControl,
          )
    const fields = model.toJSON() as unknown as TreeFields
    expect(fields.feature).toEqual(one.feature)
    expect(fields.left).toEqual(one.left)
    expect(fields.rows).toEqual(one.rows)
    one.threshold.forEach((value, node) => expect(fields.threshold[node]).toBe(value ?? Number.MAX_VALUE))
    one.missingLeft.forEach((value, node) => value !== null && expect(fields.missingLeft[node], `node ${node}`).toBe(value))
    one.impurity.forEach((value, node) => expect(fields.impurity[node]).toBeCloseTo(value, 10))
    one.value.forEach((row, node) => row.forEach((value, k) => expect(fields.value[node]![k]).toBeCloseTo(value, 10)))
    one.importance.forEach((value, j) => expect(model.importance()[j]!.value).toBeCloseTo(value, 10))
  })

  it('splits where a person would, by hand', async () => {
    const x = matrixFromRows([[1], [2], [3], [10], [11], [12]], ['age'])
    const options = { seed: 1, classes: ['no', 'yes'], minLeaf: 1, minSplit: 2 }
    const fields = (
      await decisionTreeClassifier.fit(x, Float64Array.of(0, 0, 0, 1, 1, 1), options, quietControl)
    ).toJSON() as unknown as TreeFields
    expect(fields).toMatchObject({
      feature: [0, -1, -1],
      threshold: [6.5, 0, 0],
      value: [
        [0.5, 0.5],
        [1, 0],
        [0, 1],
      ],
      impurity: [0.5, 0, 0],
    })
  })

  it('splits missing from known values when that is what matters', async () => {
    const x = matrixFromRows([[5], [Number.NaN], [5], [Number.NaN], [5], [Number.NaN]], ['age'])
    const model = await decisionTreeRegressor.fit(x, Float64Array.of(1, 7, 1, 7, 1, 7), { seed: 1, minLeaf: 1, minSplit: 2 }, quietControl)
    expect(Array.from(model.predict(matrixFromRows([[1e300], [Number.NaN], [-4]], ['age'])))).toEqual([1, 7, 1])
    expect(JSON.parse(JSON.stringify(model))).toEqual(model.toJSON())
  })

  it('sends missing values that training never saw to the larger side', async () => {
    const x = matrixFromRows([[1], [2], [3], [10], [11]], ['age'])
    const model = await decisionTreeRegressor.fit(x, Float64Array.of(0, 0, 0, 9, 9), { seed: 1, minLeaf: 1, minSplit: 2 }, quietControl)
    expect(model.predict(matrixFromRows([[Number.NaN]], ['age']))[0]).toBe(0)
  })

  it('leaves out a column that is always missing and says so', async () => {
    const x: Matrix = { rows: 4, columns: [Float64Array.of(1, 2, 3, 4), new Float64Array(4).fill(Number.NaN)], names: ['a', 'empty'] }
    const model = await decisionTreeClassifier.fit(
      x,
      Float64Array.of(0, 0, 1, 1),
      { seed: 1, classes: ['x', 'y'], minLeaf: 1, minSplit: 2 },
      quietControl,
    )
    expect(model.remarks[0]!.en).toContain('empty')
    expect(Array.from(model.predict(x))).toEqual([0, 0, 1, 1])
  })

  it('of many rows and values is the same each time, and is answered by the kernel as row by row', async () => {
    const random = randomFrom(6)
    const rows = 30_000
    const columns = [0, 1, 2].map(() => Float64Array.from({ length: rows }, random.normal))
    const y = columns[0]!.map((value, i) => (value * columns[1]![i]! + 0.5 * random.normal() > 0 ? 1 : 0))
    const x = { rows, columns, names: ['a', 'b', 'c'] }
    const fit = () => decisionTreeClassifier.fit(x, y, { seed: 1, classes: ['0', '1'], maxDepth: 8 }, quietControl)
    const [one, again] = [await fit(), await fit()]
    expect(JSON.stringify(one)).toBe(JSON.stringify(again))
    const found = one.predict(x)
    expect(found.reduce((sum, code, i) => sum + (code === y[i] ? 1 : 0), 0) / rows).toBeGreaterThan(0.75)
    const few = takeRows(
      x,
      Int32Array.from({ length: 500 }, (_, at) => at * 7),
    )
    expect(Array.from(one.predict(few))).toEqual(Array.from({ length: 500 }, (_, at) => found[at * 7]))
  })

  it.each([
    ['of at most 255 values', 6_000, (random: Random) => random.below(255)],
    ['of more values in a short table', 3_000, (random: Random) => random.normal()],
  ] as const)('tries every limit of a column %s', async (_, rows, value) => {
    const random = randomFrom(2)
    const columns = [Float64Array.from({ length: rows }, () => value(random)), Float64Array.from({ length: rows }, (__, i) => i % 4)]
    const y = columns[0]!.map((at, i) => Math.sin(3 * at) + columns[1]![i]!)
    const x = { rows, columns, names: ['a', 'b'] }
    const model = await decisionTreeRegressor.fit(x, y, { seed: 1, maxDepth: null, minLeaf: 1, minSplit: 2 }, quietControl)
    const predicted = model.predict(x)
    expect(y.every((value, i) => Math.abs(value - predicted[i]!) < 1e-9)).toBe(true)
  })

  it('stops when cancelled', async () => {
    const x: Matrix = { rows: 10, columns: [Float64Array.from({ length: 10 }, (_, i) => i)], names: ['a'] }
    const control = { ...quietControl, cancelled: () => true }
    await expect(decisionTreeRegressor.fit(x, x.columns[0]!, { seed: 1 }, control)).rejects.toMatchObject({ code: 'cancelled' })
  })
})
