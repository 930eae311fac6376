import { describe, expect, it } from 'vitest'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { fastCorrelationFilter } from './fast-correlation.ts'
import { codedColumn, type FilterColumn, type FilterTarget } from './filter-column.ts'
import { scoreColumns, type FilterMethod } from './score-columns.ts'

interface Counted {
  readonly chiSquare: number
  readonly p: number
  readonly information: number
  readonly gain: number
  readonly gainRatio: number
  readonly gini: number
  readonly uncertainty: number
}

interface Golden {
  readonly wine: { readonly rows: readonly (readonly number[])[]; readonly classes: readonly number[]; readonly levels: readonly number[] }
  readonly diabetes: { readonly rows: readonly (readonly number[])[]; readonly values: readonly number[] }
  readonly anova: { readonly scores: readonly number[]; readonly p: readonly number[] }
  readonly regression: { readonly scores: readonly number[]; readonly p: readonly number[] }
  readonly pearson: readonly number[]
  readonly pearsonOfClasses: readonly number[]
  readonly counted: readonly Counted[]
  readonly relief: readonly number[]
  readonly reliefOfNumbers: readonly number[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/filter_scores.json')
const { wine, diabetes } = golden
const numbersOf = (rows: readonly (readonly number[])[]): FilterColumn[] =>
  (rows[0] ?? []).map((_, at) => ({ kind: 'number', name: `x${at}`, values: Float64Array.from(rows, (row) => row[at] ?? Number.NaN) }))
const classTarget = (codes: readonly number[], classes: number): FilterTarget => ({ kind: 'class', codes: Int32Array.from(codes), classes })
const levels: FilterColumn = { kind: 'category', name: 'levels', codes: Int32Array.from(wine.levels), levels: 4 }
const wineColumns = [...numbersOf(wine.rows), levels]
const wineTarget = classTarget(wine.classes, 3)
const numberTarget: FilterTarget = { kind: 'number', values: Float64Array.from(diabetes.values) }
const score = (columns: readonly FilterColumn[], target: FilterTarget, method: FilterMethod) =>
  scoreColumns(columns, target, { method, seed: 1 }, quietControl)

function expectClose(found: readonly (number | null)[], wanted: readonly number[], digits = 9): void {
  expect(found.length).toBeGreaterThanOrEqual(wanted.length)
  wanted.forEach((value, at) => expect((found[at] ?? Number.NaN) / value).toBeCloseTo(1, digits))
}

describe('scores of columns', () => {
  it('are those of scikit-learn: analysis of variance and regression', async () => {
    const anova = await score(wineColumns, wineTarget, 'anova')
    expectClose(
      anova.map((one) => one.score),
      golden.anova.scores,
    )
    expectClose(
      anova.map((one) => one.p),
      golden.anova.p,
      6,
    )
    expect(anova.at(-1)).toEqual({ score: null, p: null })
    const regression = await score(numbersOf(diabetes.rows), numberTarget, 'regression')
    expectClose(
      regression.map((one) => one.score),
      golden.regression.scores,
    )
    expectClose(
      regression.map((one) => one.p),
      golden.regression.p,
      6,
    )
  })

  it('are those of scikit-learn: correlations with numbers and two classes, by size', async () => {
    const size = (values: readonly number[]) => values.map(Math.abs)
    const found = await score(numbersOf(diabetes.rows), numberTarget, 'pearson')
    expectClose(
      found.map((one) => one.score),
      size(golden.pearson),
    )
    const two = wine.rows.filter((_, at) => (wine.classes[at] ?? 0) < 2)
    const codes = wine.classes.filter((code) => code < 2)
    const ofClasses = await score(numbersOf(two), classTarget(codes, 2), 'pearson')
    expectClose(
      ofClasses.map((one) => one.score),
      size(golden.pearsonOfClasses),
    )
  })

  it.each([
    ['chi-square', 'chiSquare'],
    ['information', 'information'],
    ['gain', 'gain'],
    ['gain-ratio', 'gainRatio'],
    ['gini', 'gini'],
    ['uncertainty', 'uncertainty'],
  ] as const)('are those of scikit-learn and scipy: %s of bins and levels', async (method, field) => {
    const found = await score(wineColumns, wineTarget, method)
    expectClose(
      found.map((one) => one.score),
      golden.counted.map((one) => one[field]),
    )
    if (method === 'chi-square')
      expectClose(
        found.map((one) => one.p),
        golden.counted.map((one) => one.p),
        6,
      )
  })

  it('are those of the paper: ReliefF and RReliefF', async () => {
    const found = await score(numbersOf(wine.rows), wineTarget, 'relief')
    golden.relief.forEach((value, at) => expect(found[at]?.score).toBeCloseTo(value, 10))
    const some = numbersOf(diabetes.rows.slice(0, 150))
    const numbers = await score(some, { kind: 'number', values: Float64Array.from(diabetes.values.slice(0, 150)) }, 'relief')
    golden.reliefOfNumbers.forEach((value, at) => expect(numbers[at]?.score).toBeCloseTo(value, 10))
  })

  it('take missing values for a value of their own, and say nothing where nothing can be said', async () => {
    const values = Float64Array.from([1, 1, Number.NaN, Number.NaN])
    expect(codedColumn({ kind: 'number', values })).toEqual({ codes: Int32Array.of(0, 0, 1, 1), count: 2 })
    const column: FilterColumn = { kind: 'number', name: 'x', values }
    expect((await score([column], classTarget([0, 0, 1, 1], 2), 'gain'))[0]?.score).toBeCloseTo(1, 12)
    expect((await score([column], classTarget([0, 0, 1, 1], 2), 'pearson'))[0]).toEqual({ score: null, p: null })
  })
})

describe('the fast filter of correlations', () => {
  const base = Array.from({ length: 400 }, (_, at) => at % 4)
  const y = base.map((value, at) => Number(value > 1) ^ Number(at % 19 === 0))
  const category = (name: string, codes: readonly number[]): FilterColumn => ({
    kind: 'category',
    name,
    codes: Int32Array.from(codes),
    levels: 9,
  })
  const columns = [
    category(
      'weaker copy',
      base.map((value, at) => (at % 11 === 0 ? 0 : value)),
    ),
    category('best', base),
    category(
      'chance',
      base.map((_, at) => Math.floor(at / 16) % 3),
    ),
    category(
      'own',
      y.map((value, at) => (at % 3 === 0 ? value : 5)),
    ),
  ]

  it('keeps what tells most, and leaves out what it tells already', () => {
    const kept = fastCorrelationFilter(columns, classTarget(y, 2), 0.01).map((place) => columns[place]?.name)
    expect(kept).toEqual(['best', 'own'])
    expect(fastCorrelationFilter(columns, classTarget(y, 2), 0.99)).toEqual([])
  })
})
