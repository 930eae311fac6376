import { describe, expect, it } from 'vitest'
import { quietControl, type FitOptions } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { matrixFromRows, takeRows, takeValues } from '../matrix.ts'
import { modelFromJson } from '../model-from-json.ts'
import { randomFrom } from '../random.ts'
import type { ForestOptions } from './forest-options.ts'
import { forestClassifier, forestRegressor } from './random-forest.ts'

interface Golden {
  /** The first rows, which the models do not see. */
  readonly tested: number
  readonly x: readonly (readonly (number | null)[])[]
  readonly targets: Readonly<Record<'two' | 'three' | 'number', readonly number[]>>
  readonly weight: readonly number[]
  readonly trees: Readonly<Record<string, readonly (readonly number[])[]>>
  readonly scores: Readonly<Record<string, number>>
}

const golden = readGolden<Golden>(import.meta.url, '../golden/forest.json')
const { tested } = golden
const names = ['a', 'b', 'c', 'd', 'e', 'f']
const classes = { two: ['no', 'yes'], three: ['low', 'middle', 'high'] }
const all = matrixFromRows(
  golden.x.map((row) => row.map((value) => value ?? Number.NaN)),
  names,
)
const places = Array.from({ length: all.rows }, (_, at) => at)
const testing = takeRows(all, places.slice(0, tested))
const training = takeRows(all, places.slice(tested))
const seen = (values: readonly number[]) => takeValues(Float64Array.from(values), places.slice(tested))
const weights = { sampleWeight: seen(golden.weight) }
type Options = Partial<ForestOptions & FitOptions>
const learnClass = (target: 'two' | 'three', options: Options = {}) =>
  forestClassifier.fit(training, seen(golden.targets[target]), { seed: 1, trees: 50, classes: classes[target], ...options }, quietControl)
const learnNumber = (options: Options = {}) =>
  forestRegressor.fit(training, seen(golden.targets.number), { seed: 1, trees: 50, ...options }, quietControl)

describe('beside scikit-learn', () => {
  const whole: Options = { trees: 1, bootstrap: false, tries: 'all', minLeaf: 25, maxDepth: 4 }
  it.each([
    ['gini', () => learnClass('three', whole)],
    ['entropy', () => learnClass('two', { ...whole, criterion: 'entropy' })],
    ['balanced', () => learnClass('two', { ...whole, ...weights, classWeight: 'balanced' })],
    ['squared', () => learnNumber(whole)],
    ['weighted', () => learnNumber({ ...whole, ...weights })],
  ] as const)('a tree of all rows and columns gives the same answers: %s', async (name, learn) => {
    const model = await learn()
    const found = model.predictProba?.(testing) ?? [model.predict(testing)]
    const expected = golden.trees[name]!
    const far = expected.filter((answers, row) => answers.some((answer, at) => Math.abs(answer - found[at]![row]!) > 1e-6))
    expect(far).toEqual([])
  })

  /** Mean over five seeds, as in the golden file. */
  async function mean(score: (seed: number) => Promise<number>): Promise<number> {
    let sum = 0
    for (let seed = 0; seed < 5; seed++) sum += await score(seed)
    return sum / 5
  }
  const auc = (chances: Float64Array) => {
    const [no, yes] = [0, 1].map((of) => Array.from(chances).filter((_, row) => golden.targets.two[row] === of))
    let above = 0
    for (const a of no!) for (const b of yes!) above += b > a ? 1 : b === a ? 0.5 : 0
    return above / (no!.length * yes!.length)
  }
  const r2 = (found: Float64Array) => {
    const y = golden.targets.number.slice(0, tested)
    const middle = y.reduce((sum, value) => sum + value, 0) / tested
    return 1 - y.reduce((sum, value, row) => sum + (value - found[row]!) ** 2, 0) / y.reduce((sum, value) => sum + (value - middle) ** 2, 0)
  }
  const logLoss = (chances: readonly Float64Array[]) =>
    golden.targets.three.slice(0, tested).reduce((sum, of, row) => sum - Math.log(Math.max(1e-15, chances[of]![row]!)), 0) / tested

  it.each([
    ['forest-auc', 0.004, async (seed: number) => auc((await learnClass('two', { seed })).predictProba!(testing)[1]!)],
    ['forest-r2', 0.004, async (seed: number) => r2((await learnNumber({ seed, tries: 1 / 3 })).predict(testing))],
    ['forest-unseen', 0.008, async (seed: number) => Number((await learnClass('two', { seed })).toJSON()['unseen'])],
    ['forest-unseen-r2', 0.006, async (seed: number) => Number((await learnNumber({ seed })).toJSON()['unseen'])],
    [
      'extra-auc',
      0.004,
      async (seed: number) => auc((await learnClass('two', { seed, limits: 'drawn', bootstrap: false })).predictProba!(testing)[1]!),
    ],
    ['extra-r2', 0.004, async (seed: number) => r2((await learnNumber({ seed, limits: 'drawn', bootstrap: false })).predict(testing))],
  ] as const)('a forest is as good on rows that it has not seen: %s', async (name, near, score) => {
    expect(await mean(score)).toBeGreaterThan(golden.scores[name]! - near)
  })

  it('a forest of three classes is as good on rows that it has not seen', async () => {
    const found = await mean(async (seed) => logLoss((await learnClass('three', { seed, minLeaf: 3 })).predictProba!(testing)))
    expect(found).toBeLessThan(golden.scores['forest-loss']! * 1.02)
  })
})

describe('forests', () => {
  it('come back from JSON as they were, and are not read from a damaged file', async () => {
    for (const model of [await learnClass('three', { trees: 5 }), await learnNumber({ trees: 5 })]) {
      const json = JSON.parse(JSON.stringify(model.toJSON())) as Record<string, unknown>
      const read = modelFromJson(json)
      expect(read.predict(testing)).toEqual(model.predict(testing))
      expect(read.importance()).toEqual(model.importance())
      const nodes = String(json['nodes'])
      // The first child of the first tree is its own parent: scoring would go round in circles.
      const circle = `${nodes.slice(0, 4)}AAAAAA${nodes.slice(10)}`
      for (const damage of [{ nodes: circle }, { nodes: nodes.slice(4) }, { starts: [1] }, { limits: [] }, { values: 'AAAA' }])
        expect(() => modelFromJson({ ...json, ...damage })).toThrow(expect.objectContaining({ code: 'bad-model' }))
    }
  })

  it('give shares that sum to 1, one row like many', async () => {
    const model = await learnClass('three', { trees: 20 })
    const all = model.predictProba!(testing)
    const out = new Float64Array(3)
    for (let row = 0; row < 50; row++) {
      model.scoreOne(
        testing.columns.map((column) => column[row]!),
        out,
      )
      expect(Array.from(out)).toEqual(all.map((chances) => chances[row]))
      expect(out.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    }
  })

  it('are the same for the same seed and others for another, and rank the columns that matter', async () => {
    const [one, again, other] = await Promise.all([1, 1, 2].map((seed) => learnNumber({ seed, trees: 10 })))
    expect(again!.predict(testing)).toEqual(one!.predict(testing))
    expect(other!.predict(testing)).not.toEqual(one!.predict(testing))
    const shares = one!.importance()
    expect(shares.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 9)
    // The sixth column is noise.
    expect(shares.find(({ name }) => name === 'a')!.value).toBeGreaterThan(2 * shares.find(({ name }) => name === 'f')!.value)
  })

  it('keep their digits far from 0, and survive empty and constant columns', async () => {
    const random = randomFrom(3)
    const rows = Array.from({ length: 300 }, (_, at) => [at, Number.NaN, 5, at % 3 === 0 ? Number.NaN : random.below(3)])
    const x = matrixFromRows(rows, ['known', 'empty', 'constant', 'holes'])
    const y = Float64Array.from(rows, ([at = 0]) => 1e9 + (at < 150 ? 1 : 2))
    const model = await forestRegressor.fit(x, y, { seed: 1, trees: 30 }, quietControl)
    const found = model.predict(x).map((value) => value - 1e9)
    expect(found[10]).toBeCloseTo(1, 5)
    expect(found[290]).toBeCloseTo(2, 5)
    expect(model.importance().slice(1, 3)).toEqual([
      { name: 'empty', value: 0 },
      { name: 'constant', value: 0 },
    ])
    expect(model.remarks[0]?.en).toMatch(/out-of-bag R²/)
  })

  it('learn what only two columns together tell', async () => {
    const random = randomFrom(8)
    const rows = Array.from({ length: 400 }, () => [random.below(2), random.below(2)])
    const y = Float64Array.from(rows, ([a = 0, b = 0]) => (a + b) % 2)
    const x = matrixFromRows(rows, ['a', 'b'])
    const model = await forestClassifier.fit(x, y, { seed: 1, trees: 20, classes: ['even', 'odd'] }, quietControl)
    expect(model.predict(x)).toEqual(y)
  })

  it('can be stopped, can be ended early, and say which option is out of range', async () => {
    let told = 0
    const control = { ...quietControl, progress: () => void told++ }
    const fit = (more: object) =>
      forestRegressor.fit(training, seen(golden.targets.number), { seed: 1, trees: 50 }, { ...control, ...more })
    await expect(fit({ cancelled: () => told > 3 })).rejects.toMatchObject({ code: 'cancelled' })
    told = 0
    expect((await fit({ enough: () => told >= 7 })).toJSON()['starts']).toHaveLength(7)
    for (const [option, wrong] of Object.entries({ trees: 0, minLeaf: 0, minSplit: 1, maxDepth: 0, tries: 2, criterion: 'gini' }))
      await expect(learnNumber({ [option]: wrong })).rejects.toMatchObject({ code: 'bad-option', data: { option } })
  })
})
