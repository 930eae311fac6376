import { describe, expect, it } from 'vitest'
import type { LoadedColumns } from '../learn/design-matrix.ts'
import { quietControl } from '../learn/estimator.ts'
import { randomFrom } from '../learn/random.ts'
import type { QuickModel } from '../protocol/profile-further.ts'
import { modelWarnings } from './model-warnings.ts'
import { quickModel } from './quick-model.ts'

const rows = 1000
const random = randomFrom(3)
const age = Float64Array.from({ length: rows }, () => 20 + Math.floor(random.next() * 50))
const noise = Float64Array.from({ length: rows }, () => random.normal())
const town = { levels: ['oslo', 'paris'], codes: Int32Array.from({ length: rows }, () => random.below(2)) }
const columns = [
  { name: 'age', type: 'int' },
  { name: 'noise', type: 'float' },
  { name: 'town', type: 'text' },
] as const
function data({ number, codes }: { readonly number?: Float64Array; readonly codes?: Int32Array }): LoadedColumns {
  const numbers = new Map<string, Float64Array>([
    ['age', age],
    ['noise', noise],
  ])
  const categories = new Map<string, { codes: Int32Array; levels: readonly string[] }>([['town', town]])
  if (number) numbers.set('y', number)
  if (codes) categories.set('y', { codes, levels: ['no', 'yes'] })
  return { rows, numbers, categories }
}
const learn = (loaded: LoadedColumns, task: 'classification' | 'regression') =>
  quickModel(loaded, { columns, target: { name: 'y', type: task === 'regression' ? 'float' : 'text' }, task, seed: 1 }, quietControl)
const learnt = async (...of: Parameters<typeof learn>) => {
  const found = await learn(...of)
  if ('none' in found) throw new Error(found.none.en)
  return found
}
const figure = ({ figures }: Pick<QuickModel, 'figures'>, id: string) => figures.find((one) => one.id === id)

describe('a quick model', () => {
  const codes = Int32Array.from(age, (value) => (value > 60 === random.next() > 0.1 ? 1 : 0))

  it('of classes is judged on the fifth that it did not learn from, beside a constant', async () => {
    const found = await learnt(data({ codes }), 'classification')
    expect([found.rows, found.trainRows]).toEqual([200, 800])
    expect(figure(found, 'auc')?.value).toBeGreaterThan(0.8)
    expect(figure(found, 'auc')?.baseline).toBe(0.5)
    expect(found.confusion?.flat().reduce((sum, count) => sum + count, 0)).toBe(200)
    expect(found.positive).toBe('yes')
    expect(found.importance?.[0]?.name).toBe('age')
    expect(modelWarnings({ ...found, leftOut: [] })).toEqual([])
  })

  it('is the same for the same seed', async () => {
    expect(await learnt(data({ codes }), 'classification')).toEqual(await learnt(data({ codes }), 'classification'))
  })

  it('of numbers shows predicted against actual; one that is never wrong is a warning', async () => {
    const found = await learnt(data({ number: age.map((value) => 3 * value) }), 'regression')
    expect(figure(found, 'r2')?.value).toBeGreaterThan(0.98)
    expect(found.actualPredicted?.reduce((sum, point) => sum + point.rows, 0)).toBe(200)
    expect(modelWarnings({ ...found, leftOut: [] })).toMatchObject([
      { code: 'leak-model', columns: ['age'], remedy: { type: 'clean.set-roles', params: { ignore: { names: ['age'] } } } },
    ])
  })

  it('takes an infinity for missing', async () => {
    const loaded = data({ codes })
    const numbers = new Map(loaded.numbers).set(
      'noise',
      noise.map((value, row) => (row % 50 === 0 ? Number.POSITIVE_INFINITY : value)),
    )
    const missing = new Map(loaded.numbers).set(
      'noise',
      noise.map((value, row) => (row % 50 === 0 ? Number.NaN : value)),
    )
    expect(await learnt({ ...loaded, numbers }, 'classification')).toEqual(await learnt({ ...loaded, numbers: missing }, 'classification'))
  })

  it('says why there is none', async () => {
    const few = data({ codes: codes.map((code, row) => (row < 40 ? code : -1)) })
    expect(await learn(few, 'classification')).toMatchObject({ none: { en: 'Only 40 rows have a target; it takes 50.' } })
    const one = await learn(data({ codes: new Int32Array(rows) }), 'classification')
    expect('none' in one && one.none.fr.length).toBeGreaterThan(10)
  })
})
