import { describe, expect, it } from 'vitest'
import { soloCrews } from '../../kernels/crew.ts'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { matrixFromRows, type Matrix } from '../matrix.ts'
import { randomFrom } from '../random.ts'
import { geneticSearch, type GeneticAsked } from './genetic-search.ts'
import type { WrapperLearner } from './wrapper-learner.ts'
import { wrapperSearch, type SearchAsked } from './wrapper-search.ts'

const random = randomFrom(21)
const rows = 600
const columns = Array.from({ length: 6 }, () => Float64Array.from({ length: rows }, () => random.normal()))
const [a, b, , d] = columns as [Float64Array, Float64Array, Float64Array, Float64Array]
const x: Matrix = { rows, columns, names: ['a', 'b', 'c', 'd', 'e', 'f'] }
const asked: SearchAsked = {
  x,
  // b and d tell only together.
  y: a.map((value, row) => 2 * value + 4 * Number(b[row]! * d[row]! > 0)),
  task: 'regression',
  classes: [],
  widths: [1, 1, 1, 1, 1, 1],
  groups: [-1, -1, -1, -1, -1, -1],
  learner: 'tree',
  crews: soloCrews,
  direction: 'forward',
  folds: 4,
  tolerance: 0.005,
  most: 6,
  seed: 3,
}

describe('a search of columns with a tree', () => {
  it('adds what helps, and ends when nothing does', async () => {
    const found = await wrapperSearch(asked, quietControl)
    expect(found.kept).toContain(0)
    expect(found.kept.length).toBeLessThan(6)
    expect(found.steps[0]).toEqual({ feature: -1, size: 0, tried: 0, score: 0 })
    expect(found.steps[1]).toMatchObject({ size: 1, tried: 6 })
    expect(found.steps[1]?.feature).toBe(0)
    expect(found.steps.map(({ score }) => score)).toEqual(found.steps.map(({ score }) => score).toSorted((one, other) => one - other))
  })

  it('leaves out what is idle, and keeps columns that tell only together', async () => {
    const { kept } = await wrapperSearch({ ...asked, direction: 'backward' }, quietControl)
    for (const feature of [0, 1, 3]) expect(kept).toContain(feature)
    expect(kept.length).toBeLessThan(6)
    expect((await wrapperSearch({ ...asked, direction: 'backward', most: 2 }, quietControl)).kept).toHaveLength(2)
  })

  it('takes the columns of a category together, and classes by their AUC', async () => {
    const y = a.map((value) => (value < -0.5 ? 0 : value < 0.5 ? 1 : 2))
    const indicators = [0, 1, 2].map((level) => y.map((value) => Number(value === level)))
    const classes = {
      ...asked,
      y,
      task: 'classification' as const,
      classes: ['low', 'middle', 'high'],
      x: { rows, columns: [...columns.slice(1, 3), ...indicators], names: ['b', 'c', 'l = 0', 'l = 1', 'l = 2'] },
      widths: [1, 1, 3],
      groups: [-1, -1, 0, 0, 0],
    }
    const found = await wrapperSearch(classes, quietControl)
    expect(found.kept).toEqual([2])
    expect(found.steps.at(-1)?.score).toBeCloseTo(1, 6)
    expect(await wrapperSearch(classes, quietControl)).toEqual(found)
  })

  it('stops when it is told to', async () => {
    await expect(wrapperSearch(asked, { ...quietControl, cancelled: () => true })).rejects.toMatchObject({ code: 'cancelled' })
  })
})

interface Golden {
  readonly tables: Readonly<Record<string, { readonly x: readonly (readonly number[])[]; readonly y: readonly number[] }>>
  readonly cases: readonly {
    readonly table: string
    readonly learner: WrapperLearner
    readonly fold: readonly number[]
    readonly forward: readonly (readonly number[])[]
    readonly backward: readonly (readonly number[])[]
    readonly until: { readonly tolerance: number; readonly kept: readonly number[] }
  }[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/wrapper_search.json')

describe.each(golden.cases)('a search with $learner on $table', ({ table, learner, fold, ...wanted }) => {
  const { x: rowsOf = [], y = [] } = golden.tables[table] ?? {}
  const width = rowsOf[0]?.length ?? 0
  const given = {
    ...asked,
    x: matrixFromRows(
      rowsOf,
      Array.from({ length: width }, (_, at) => `x${at}`),
    ),
    y: Float64Array.from(y),
    ...(table === 'cancer' && { task: 'classification' as const, classes: ['no', 'yes'] }),
    widths: Array.from({ length: width }, () => 1),
    groups: Array.from({ length: width }, () => -1),
    learner,
    foldOf: Int32Array.from(fold),
  }
  const kept = async (more: Partial<SearchAsked>) => (await wrapperSearch({ ...given, ...more }, quietControl)).kept

  it('adds the columns that scikit-learn adds', async () => {
    for (const columns of wanted.forward) expect(await kept({ most: columns.length, tolerance: -1 })).toEqual(columns)
    expect(await kept({ most: width, tolerance: wanted.until.tolerance })).toEqual(wanted.until.kept)
  })

  it('leaves out the columns that scikit-learn leaves out', async () => {
    for (const columns of wanted.backward)
      expect(await kept({ direction: 'backward', most: columns.length, tolerance: -1 })).toEqual(columns)
  })
})

describe('sets that are bred', () => {
  const bred: GeneticAsked = { ...asked, tolerance: 0.01, population: 20, generations: 12, mutation: 0.1, patience: 5 }

  it('find planted columns, those among them that tell only together, in fewer trials than there are sets', async () => {
    const wide = Array.from({ length: 10 }, (_, at) => columns[at] ?? Float64Array.from({ length: rows }, () => random.normal()))
    const found = await geneticSearch(
      {
        ...bred,
        x: { rows, columns: wide, names: wide.map((_, at) => `x${at}`) },
        widths: wide.map(() => 1),
        groups: wide.map(() => -1),
        most: 10,
        folds: 3,
        population: 16,
        generations: 12,
      },
      quietControl,
    )
    expect(found.kept).toEqual([0, 1, 3])
    expect(found.steps.at(-1)?.tried).toBeLessThan(200)
    const scores = found.steps.slice(0, -1).map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((one, other) => one - other))
  })

  it('are the same for the same seed, and never larger than asked', async () => {
    const small = { ...bred, most: 2, generations: 4 }
    const found = await geneticSearch(small, quietControl)
    expect(found.steps.every(({ size }) => size <= 2)).toBe(true)
    expect(await geneticSearch(small, quietControl)).toEqual(found)
  })

  it('end when generations gain nothing, and when they are told to', async () => {
    const idle = await geneticSearch(
      { ...bred, y: a.map(() => random.normal()), generations: 40, patience: 2, tolerance: 0.5 },
      quietControl,
    )
    expect(idle.steps).toHaveLength(4)
    expect(idle.kept).toHaveLength(1)
    await expect(geneticSearch(bred, { ...quietControl, cancelled: () => true })).rejects.toMatchObject({ code: 'cancelled' })
  })
})

it.each(['linear', 'neighbours', 'boosting'] as const)('learns from columns with gaps: %s', async (learner) => {
  const gaps = columns.map((values, at) => values.map((value, row) => (at === 0 && row % 7 === 0 ? Number.NaN : value)))
  const found = await wrapperSearch({ ...asked, x: { ...x, columns: gaps }, y: a.map((value) => 3 * value), learner }, quietControl)
  expect(found.kept[0]).toBe(0)
  expect(Number.isFinite(found.steps.at(-1)?.score)).toBe(true)
})
