import { describe, expect, it } from 'vitest'
import { constantClassifier, constantRegressor } from './constant-baseline.ts'
import { decisionTreeClassifier, decisionTreeRegressor } from './decision-tree.ts'
import { quietControl, type Estimator } from './estimator.ts'
import { linearRegression } from './linear-regression.ts'
import { logLinearRegression } from './log-linear-regression.ts'
import { logisticRegression } from './logistic-regression.ts'
import { matrixFromRows, takeRows, takeValues, type Matrix } from './matrix.ts'
import { modelFromJson } from './model-from-json.ts'
import { naiveBayes } from './bayes/naive-bayes.ts'
import { neighbourClassifier, neighbourRegressor } from './neighbours/nearest-neighbours.ts'
import { penalisedRegression } from './penalised-regression.ts'
import { LearnProblem, type LearnProblemCode } from './problem.ts'
import { randomFrom } from './random.ts'
import { vectorClassifier, vectorRegressor } from './support-vectors.ts'

const all: readonly Estimator<object>[] = [
  constantClassifier,
  constantRegressor,
  decisionTreeClassifier,
  decisionTreeRegressor,
  linearRegression,
  penalisedRegression,
  logLinearRegression,
  logisticRegression,
  vectorClassifier,
  vectorRegressor,
  neighbourClassifier,
  neighbourRegressor,
  naiveBayes,
].map((estimator) => estimator as unknown as Estimator<object>)
const learners = all.filter(({ id }) => id !== 'constant-baseline')

function data(estimator: Estimator<object>, rows = 120): { x: Matrix; y: Float64Array; options: { seed: number; classes: string[] } } {
  const random = randomFrom(7)
  const columns = [0, 1, 2].map(() => Float64Array.from({ length: rows }, random.normal))
  const signal = columns[0]!.map((value, i) => 2 * value - columns[1]![i]! + 0.3 * random.normal())
  const amounts = estimator.id === logLinearRegression.id ? signal.map((value) => Math.exp(value / 2)) : signal
  const y = estimator.task === 'regression' ? amounts : signal.map((value) => (value < -1 ? 0 : value < 1 ? 1 : 2))
  return { x: { rows, columns, names: ['a', 'b', 'c'] }, y, options: { seed: 1, classes: ['low', 'middle', 'high'] } }
}

async function problemOf(fit: Promise<unknown>): Promise<LearnProblem> {
  const caught = await fit.then(
    () => null,
    (error: unknown) => error,
  )
  expect(caught).toBeInstanceOf(LearnProblem)
  return caught as LearnProblem
}

describe.each(all.map((estimator) => [`${estimator.id}, ${estimator.task}`, estimator] as const))('%s', (_name, estimator) => {
  it('comes back from JSON text unchanged and answers the same', async () => {
    const { x, y, options } = data(estimator)
    const model = await estimator.fit(x, y, options, quietControl)
    const back = modelFromJson(JSON.parse(JSON.stringify(model)))
    expect(back.toJSON()).toEqual(model.toJSON())
    expect(back.predict(x)).toEqual(model.predict(x))
    expect(back.predictProba?.(x)).toEqual(model.predictProba?.(x))
    expect(back.importance()).toEqual(model.importance())
  })

  it('scores one row as it scores many', async () => {
    const { x, y, options } = data(estimator)
    const model = await estimator.fit(x, y, options, quietControl)
    const out = new Float64Array(estimator.task === 'regression' ? 1 : 3)
    for (const i of [0, 17, 119]) {
      model.scoreOne(
        x.columns.map((column) => column[i]!),
        out,
      )
      if (estimator.task === 'regression') expect(out[0]).toBe(model.predict(x)[i])
      else expect(Array.from(out)).toEqual(model.predictProba!(x).map((column) => column[i]))
    }
  })

  it('gives the same bytes for the same seed', async () => {
    const { x, y, options } = data(estimator)
    const [one, two] = [await estimator.fit(x, y, options, quietControl), await estimator.fit(x, y, options, quietControl)]
    expect(JSON.stringify(one)).toBe(JSON.stringify(two))
  })

  // Rows that are kept apart for probabilities are drawn row by row.
  const draws = estimator.id === 'support-vectors' && estimator.task === 'classification'
  it.skipIf(draws)('takes a weight of 2 as the row twice, and a weight of 0 as no row', async () => {
    const { x, y, options } = data(estimator)
    const random = randomFrom(3)
    const sampleWeight = Float64Array.from(y, () => random.below(3))
    const repeated = Array.from(sampleWeight).flatMap((weight, i) => new Array<number>(weight).fill(i))
    // Limits on row counts differ by nature, so the tree has none here.
    const free =
      estimator.id === 'decision-tree'
        ? { minLeaf: 1, minSplit: 2, maxDepth: 3 }
        : estimator.id === 'support-vectors'
          ? { tolerance: 1e-7 }
          : {}
    const weighted = await estimator.fit(x, y, { ...options, ...free, sampleWeight }, quietControl)
    const twice = await estimator.fit(takeRows(x, repeated), takeValues(y, repeated), { ...options, ...free }, quietControl)
    weighted.predict(x).forEach((value, i) => expect(value).toBeCloseTo(twice.predict(x)[i]!, 5))
  })

  it('leaves its inputs alone and ends its progress at 1', async () => {
    const { x, y, options } = data(estimator)
    const before = JSON.stringify([x.columns.map((column) => Array.from(column)), Array.from(y)])
    const shares: number[] = []
    await estimator.fit(x, y, options, { ...quietControl, progress: (share) => shares.push(share) })
    expect(JSON.stringify([x.columns.map((column) => Array.from(column)), Array.from(y)])).toBe(before)
    expect(shares.at(-1)).toBe(1)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  })

  const broken: [LearnProblemCode, (made: ReturnType<typeof data>) => { x: Matrix; y: Float64Array; options: object }][] = [
    ['no-rows', () => ({ ...data(estimator), x: matrixFromRows([], ['a']), y: new Float64Array(0) })],
    ['length-mismatch', (made) => ({ ...made, y: new Float64Array(3) })],
    ['missing-target', (made) => ({ ...made, y: made.y.map((value, i) => (i === 4 ? Number.NaN : value)) })],
    ['bad-weights', (made) => ({ ...made, options: { ...made.options, sampleWeight: new Float64Array(120).fill(-1) } })],
    ['bad-weights', (made) => ({ ...made, options: { ...made.options, sampleWeight: new Float64Array(120) } })],
    ['infinite-values', (made) => ({ ...made, x: { ...made.x, columns: [made.y.map(() => Infinity), ...made.x.columns.slice(1)] } })],
    ['all-missing', (made) => ({ ...made, x: { ...made.x, columns: made.x.columns.map((column) => column.map(() => Number.NaN)) } })],
  ]
  it.each(broken)('says %s in both languages', async (code, spoil) => {
    const { x, y, options } = spoil(data(estimator))
    const problem = await problemOf(estimator.fit(x, y, options as { seed: number }, quietControl))
    expect(problem.code).toBe(code)
    expect(problem.data.text.en).toMatch(/\.$/)
    expect(problem.data.text.fr).toMatch(/\.$/)
    expect(problem.data.text.fr).not.toBe(problem.data.text.en)
  })
})

describe.each(learners.map((estimator) => [`${estimator.id}, ${estimator.task}`, estimator] as const))('%s', (_name, estimator) => {
  it('refuses a target that never changes, also with one row', async () => {
    const { x, y, options } = data(estimator)
    const expected = estimator.task === 'regression' ? 'constant-target' : 'one-class'
    expect((await problemOf(estimator.fit(x, y.fill(1), options, quietControl))).code).toBe(expected)
    const one = takeRows(x, [0])
    expect((await problemOf(estimator.fit(one, Float64Array.of(1), options, quietControl))).code).toBe(expected)
  })

  it('refuses to learn from no column', async () => {
    const { x, y, options } = data(estimator)
    expect((await problemOf(estimator.fit({ ...x, columns: [], names: [] }, y, options, quietControl))).code).toBe('no-columns')
  })

  it('has a rule for missing values, or names the column that has them', async () => {
    const { x, y, options } = data(estimator)
    const holes = { ...x, columns: [x.columns[0]!, x.columns[1]!.map((value, i) => (i % 9 === 0 ? Number.NaN : value)), x.columns[2]!] }
    if (['decision-tree', 'naive-bayes'].includes(estimator.id)) {
      const model = await estimator.fit(holes, y, options, quietControl)
      expect(model.predict(holes).every(Number.isFinite)).toBe(true)
    } else {
      const problem = await problemOf(estimator.fit(holes, y, options, quietControl))
      expect([problem.code, problem.data.column]).toEqual(['missing-values', 'b'])
    }
  })

  it('stops when cancelled', async () => {
    const { x, y, options } = data(estimator)
    const problem = await problemOf(estimator.fit(x, y, options, { ...quietControl, cancelled: () => true }))
    expect(problem.code).toBe('cancelled')
  })

  it('beats the constant answer on the rows it learned from', async () => {
    const { x, y, options } = data(estimator)
    const predicted = (await estimator.fit(x, y, options, quietControl)).predict(x)
    const mean = y.reduce((sum, value) => sum + value, 0) / y.length
    const error = (of: (i: number) => number) => y.reduce((sum, value, i) => sum + (value - of(i)) ** 2, 0)
    // Two columns that only tell together are hard for one that takes each by itself.
    const share = estimator.id === 'naive-bayes' ? 0.4 : 0.3
    expect(error((i) => predicted[i]!)).toBeLessThan(share * error(() => mean))
  })
})

describe('modelFromJson', () => {
  it.each([null, 1, {}, { estimator: 'nobody' }, { estimator: 'toString' }, { estimator: 'decision-tree', version: 9 }])(
    'refuses %j',
    (json) => {
      expect(() => modelFromJson(json)).toThrow(LearnProblem)
    },
  )

  it('refuses a tree whose nodes go round in circles', async () => {
    const { x, y, options } = data(decisionTreeRegressor as unknown as Estimator<object>)
    const text = JSON.stringify(await decisionTreeRegressor.fit(x, y, options, quietControl))
    const json = JSON.parse(text) as { left: number[] }
    json.left[0] = 0
    expect(() => modelFromJson(json)).toThrow(LearnProblem)
  })

  it('refuses options outside their range', async () => {
    const { x, y, options } = data(logisticRegression as unknown as Estimator<object>)
    const codes = [
      logisticRegression.fit(x, y, { ...options, c: 0 }, quietControl),
      linearRegression.fit(x, y, { ...options, l2: -1 }, quietControl),
      decisionTreeClassifier.fit(x, y, { ...options, maxDepth: 0 }, quietControl),
      decisionTreeClassifier.fit(x, y, { ...options, minLeaf: 0.5 }, quietControl),
      decisionTreeClassifier.fit(x, y, { ...options, criterion: 'squared-error' }, quietControl),
      decisionTreeRegressor.fit(x, y, { ...options, minSplit: 1 }, quietControl),
    ].map(async (fit) => (await problemOf(fit)).code)
    expect(new Set(await Promise.all(codes))).toEqual(new Set(['bad-option']))
    expect((await problemOf(logisticRegression.fit(x, y, { ...options, classes: ['low'] }, quietControl))).code).toBe('bad-class')
  })
})
