import { describe, expect, it } from 'vitest'
import { designMatrix, designRow, learnFeatures, matrixNames, matrixWidths, type LoadedColumns } from './design-matrix.ts'
import type { Feature } from './model.ts'

const numbers = (values: Record<string, readonly number[]>) =>
  new Map(Object.entries(values).map(([name, of]) => [name, Float64Array.from(of)]))

function categories(values: Record<string, readonly (string | null)[]>): LoadedColumns['categories'] {
  return new Map(
    Object.entries(values).map(([name, of]) => {
      const levels = [...new Set(of.filter((value) => value !== null))].toSorted()
      return [name, { codes: Int32Array.from(of, (value) => (value === null ? -1 : levels.indexOf(value))), levels }]
    }),
  )
}

const training: LoadedColumns = {
  rows: 5,
  numbers: numbers({ x: [1, NaN, 3, 5, Infinity], empty: [NaN, NaN, NaN, NaN, NaN] }),
  categories: categories({ town: ['B', 'A', null, 'B', 'C'] }),
}
const columns = [
  { name: 'x', type: 'float' },
  { name: 'town', type: 'text' },
] as const

const learn = (options: Partial<Parameters<typeof learnFeatures>[2]> = {}) =>
  learnFeatures(columns, training, { mostLevels: 60, keepMissing: false, ...options })

describe('learnFeatures', () => {
  it('takes the mean of the finite values for missing ones, and the levels in order', () => {
    expect(learn()).toEqual([
      { name: 'x', kind: 'number', fill: 3 },
      { name: 'town', kind: 'category', levels: ['A', 'B', 'C'] },
    ])
  })

  it('leaves missing values to learners that know them', () => {
    expect(learn({ keepMissing: true })[0]).toEqual({ name: 'x', kind: 'number', fill: null })
  })

  it('keeps the most frequent levels, the first in order among equals', () => {
    expect(learn({ mostLevels: 2 })[1]).toEqual({ name: 'town', kind: 'category', levels: ['A', 'B'] })
    expect(learn({ mostLevels: 1 })[1]).toEqual({ name: 'town', kind: 'category', levels: ['B'] })
  })

  it('does not take levels that no row has any more', () => {
    const some = { ...training, categories: new Map([['town', { codes: Int32Array.of(1, 1, -1, 1, 1), levels: ['A', 'B'] }]]) }
    expect(learnFeatures(columns, some, { mostLevels: 60, keepMissing: false })[1]).toMatchObject({ levels: ['B'] })
  })

  it('fills an empty column with 0', () => {
    expect(learnFeatures([{ name: 'empty', type: 'float' }], training, { mostLevels: 1, keepMissing: false })[0]).toMatchObject({ fill: 0 })
  })
})

describe('designMatrix', () => {
  it('has one column for a number and one for each level; unknown and missing ones have none', () => {
    const features = learn({ mostLevels: 2 })
    const matrix = designMatrix(features, {
      rows: 4,
      numbers: numbers({ x: [NaN, 0, -1, 2] }),
      categories: categories({ town: ['Z', 'B', null, 'A'] }),
    })
    expect(matrix.names).toEqual(['x', 'town = A', 'town = B'])
    expect(matrixWidths(features)).toEqual([1, 2])
    expect(matrix.columns.map((column) => Array.from(column))).toEqual([
      [3, 0, -1, 2],
      [0, 0, 0, 1],
      [0, 1, 0, 0],
    ])
  })

  it('has one column of places in the levels for a coded category, and says how many levels there are', () => {
    const features = learn({ mostLevels: 2, coded: true })
    const data = { rows: 4, numbers: numbers({ x: [NaN, 0, -1, 2] }), categories: categories({ town: ['Z', 'B', null, 'A'] }) }
    const matrix = designMatrix(features, data)
    expect(matrix).toMatchObject({ names: ['x', 'town'], levels: [0, 2] })
    expect(matrixWidths(features)).toEqual([1, 1])
    expect(Array.from(matrix.columns[1]!)).toEqual([NaN, 1, NaN, 0])
    const out = new Float64Array(2)
    for (const [row, town] of ['Z', 'B', null, 'A'].entries()) {
      designRow(features, ['float', 'text'], [0, town], out)
      expect(out[1]).toBe(matrix.columns[1]![row])
    }
    expect(designMatrix(learn(), data)).not.toHaveProperty('levels')
  })

  it('does not change what was loaded', () => {
    designMatrix(learn(), training)
    expect(training.numbers.get('x')?.[1]).toBeNaN()
  })
})

describe('designRow', () => {
  const row = (features: readonly Feature[], types: Parameters<typeof designRow>[1], values: Parameters<typeof designRow>[2]) => {
    const out = new Float64Array(matrixNames(features).length).fill(9)
    designRow(features, types, values, out)
    return Array.from(out)
  }

  it('gives the same row as the matrix', () => {
    const features = learn()
    expect(row(features, ['float', 'text'], [null, 'B'])).toEqual([3, 0, 1, 0])
    expect(row(features, ['float', 'text'], [2.5, null])).toEqual([2.5, 0, 0, 0])
    expect(row(features, ['float', 'text'], [NaN, 'Z'])).toEqual([3, 0, 0, 0])
  })

  it('counts yes as 1, dates in days, timestamps in seconds', () => {
    const features = ['a', 'b', 'c', 'd'].map((name): Feature => ({ name, kind: 'number', fill: null }))
    expect(row(features, ['bool', 'date', 'timestamp', 'int'], [true, 19_000, 1_500_000n, 2n ** 60n])).toEqual([1, 19_000, 1.5, 2 ** 60])
    expect(row(features, ['bool', 'date', 'timestamp', 'int'], [null, null, null, null])).toEqual([NaN, NaN, NaN, NaN])
  })
})
