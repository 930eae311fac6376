import { afterAll, beforeAll, expect, it } from 'vitest'
import { readGolden } from '../../engine/learn/golden/read-golden.ts'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { fitAndApply } from '../kit/harness/fit-and-apply.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { gaussianMixture } from './gaussian-mixture.ts'

interface Golden {
  readonly mixtures: readonly {
    readonly kind: 'full' | 'diag'
    readonly rows: readonly (readonly number[])[]
    readonly logDensity: readonly number[]
    readonly probabilities: readonly (readonly number[])[]
    readonly meanLogLikelihood: number
  }[]
}

const golden = readGolden<Golden>(import.meta.url, '../../engine/learn/golden/clusters.json')

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

// The irises: what scikit-learn says of its clouds, the same ones up to the rows on which EM stops.
it('judges rows as scikit-learn does, in the database and at an endpoint', async () => {
  const [wanted] = golden.mixtures
  if (!wanted) throw new Error('no golden mixture')
  const columns = (wanted.rows[0] ?? []).map((_, at) => ({ name: `x${at}`, type: 'float' as const }))
  const others = wanted.rows.slice(0, 10)
  const tables = { training: { columns, rows: wanted.rows }, others }
  const settings = { count: 3, standardise: false }
  const dense = await fitAndApply(harness, gaussianMixture, { ...settings, add: 'density' }, tables)
  const likely = await fitAndApply(harness, gaussianMixture, { ...settings, add: 'probabilities' }, tables)
  dense.served.forEach((row, at) => row.forEach((value, j) => expect(Number(value)).toBeCloseTo(Number(dense.rows[at]?.[j]), 9)))
  wanted.logDensity.forEach((value, row) => expect(Number(dense.rows[row]?.[5])).toBeCloseTo(value, 1))
  likely.rows.forEach((row) => expect(row.slice(5).reduce<number>((sum, value) => sum + Number(value), 0)).toBeCloseTo(1, 12))
})

it('takes the number with the least BIC, and says what the others gave', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => [(at % 3) * 50 + Math.sin(at)])
  const { state, outputs } = await fitNode(
    gaussianMixture,
    { choose: 'bic', most: 5 },
    { columns: [{ name: 'x', type: 'float' }], rows: [] },
    [[[60]], rows],
  )
  const { clouds, tried } = state as {
    readonly clouds: readonly { readonly weight: number }[]
    readonly tried: readonly { readonly count: number }[]
  }
  clouds.forEach(({ weight }) => expect(weight).toBeCloseTo(1 / 3, 6))
  expect(clouds).toHaveLength(3)
  expect(tried.map(({ count }) => count)).toEqual([1, 2, 3, 4, 5])
  expect(columnsOf(outputs['counts'])).toEqual(['clouds: int', 'log likelihood: float', 'BIC: float', 'AIC: float', 'chosen: bool'])
})

it('refuses clouds of too many columns, with a button', async () => {
  const wide = { columns: Array.from({ length: 120 }, (_, at) => ({ name: `x${at}`, type: 'float' as const })), rows: [] }
  const found = await problemOf(() => fitNode(gaussianMixture, {}, wide, []))
  expect(found).toMatchObject({ code: 'too-many-columns', fixes: [{ params: { shape: 'diagonal' } }] })
})

it('says what it does', () => {
  expect(sentenceOf(gaussianMixture, { columns: { by: 'names', names: ['x'] } })).toBe('3 clouds by “x”')
})
