import { describe, expect, it } from 'vitest'
import { soloCrews } from '../../kernels/crew.ts'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'
import { matrixFromRows } from '../matrix.ts'
import { randomFrom } from '../random.ts'
import { covarianceOf } from './covariance.ts'
import { principalComponents } from './principal-components.ts'
import { symmetricEigen } from './symmetric-eigen.ts'

interface Golden {
  readonly components: readonly {
    readonly name: string
    readonly rows: readonly (readonly number[])[]
    readonly scale: boolean
    readonly variances: readonly number[]
    readonly directions: readonly (readonly number[])[]
  }[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/components.json')
const matrix = (rows: readonly (readonly number[])[]) =>
  matrixFromRows(
    rows,
    (rows[0] ?? []).map((_, at) => `x${at}`),
  )

describe('principal components', () => {
  it.each(golden.components.map((found) => [found.name, found] as const))('are those of scikit-learn: %s', async (_, wanted) => {
    const found = await principalComponents(matrix(wanted.rows), { center: true, scale: wanted.scale, crews: soloCrews }, quietControl)
    wanted.variances.forEach((variance, at) => expect(found.variances[at]! / variance).toBeCloseTo(1, 8))
    wanted.directions.forEach((direction, at) => {
      direction.forEach((value, j) => expect(found.directions[at]![j]!).toBeCloseTo(value, 8))
    })
  })

  it('leave constant columns alone, and know when squares are about 0', async () => {
    const x = matrix([
      [1, 5],
      [2, 5],
      [3, 5],
    ])
    const found = await principalComponents(x, { center: true, scale: true, crews: soloCrews }, quietControl)
    expect(found.spreads[1]).toBe(1)
    expect(found.variances[0]).toBeCloseTo(1.5, 12)
    expect(found.variances[1]).toBeCloseTo(0, 12)
    const about0 = await principalComponents(x, { center: false, scale: false, crews: soloCrews }, quietControl)
    expect(about0.centers).toEqual([0, 0])
    expect(about0.variances.reduce((sum, value) => sum + value, 0)).toBeCloseTo((14 + 75) / 2, 10)
  })

  it('sum products of long tables piece by piece', async () => {
    const random = randomFrom(4)
    const columns = Array.from({ length: 5 }, () => Float64Array.from({ length: 40_001 }, () => random.normal()))
    const x = { rows: 40_001, columns, names: ['a', 'b', 'c', 'd', 'e'] }
    const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / 40_001)
    for (const centred of [true, false]) {
      const found = await covarianceOf(x, { centred, crews: soloCrews }, quietControl)
      const about = (j: number) => (centred ? means[j]! : 0)
      const expected = (i: number, j: number) =>
        columns[i]!.reduce((sum, value, row) => sum + (value - about(i)) * (columns[j]![row]! - about(j)), 0) / 40_000
      means.forEach((mean, j) => expect(found.means[j]).toBeCloseTo(mean, 12))
      for (let i = 0; i < 5; i++) for (let j = 0; j < 5; j++) expect(found.products[i * 5 + j]).toBeCloseTo(expected(i, j), 9)
    }
  })

  it('keep their digits where the rows looked at first say nothing of the others', async () => {
    const rows = 300_000
    const step = Math.floor(rows / 4096)
    const column = Float64Array.from({ length: rows }, (_, row) => (row % step === 0 ? 0 : 1e6 + (row % 8)))
    const mean = column.reduce((sum, value) => sum + value, 0) / rows
    const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (rows - 1)
    const found = await covarianceOf({ rows, columns: [column], names: ['a'] }, { centred: true, crews: soloCrews }, quietControl)
    expect(found.means[0]! / mean).toBeCloseTo(1, 12)
    expect(found.products[0]! / variance).toBeCloseTo(1, 10)
  })

  it('turn a matrix of 60 columns into directions that give it back', () => {
    const random = randomFrom(8)
    const width = 60
    const half = Float64Array.from({ length: width * width }, () => random.normal())
    const symmetric = half.map((value, at) => value + half[(at % width) * width + Math.floor(at / width)]!)
    const { values, vectors } = symmetricEigen(symmetric, width)
    for (let at = 0; at < width * width; at += 37) {
      const [i, j] = [Math.floor(at / width), at % width]
      const back = values.reduce((sum, value, k) => sum + value * vectors[k]![i]! * vectors[k]![j]!, 0)
      expect(back).toBeCloseTo(symmetric[at]!, 10)
    }
    expect([...values]).toEqual([...values].toSorted((a, b) => b - a))
  })
})
