import { expect, it } from 'vitest'
import type { View } from '../../engine/protocol/artifact.ts'
import { centreView } from './centre-view.ts'
import { densityViews } from './density-views.ts'
import { mixtureViews } from './mixture-views.ts'

const typical = [
  { name: 'age', center: 40, spread: 10 },
  { name: 'income', center: 3000, spread: 500 },
]
const centres = [
  [38, 2900],
  [45, 4500],
]

interface Drawn {
  readonly spec: {
    readonly data: { readonly values: readonly { readonly row: string; readonly column: string; readonly value: number }[] }
  }
}
const cellsOf = (view: View | undefined) => (view as unknown as Drawn).spec.data.values

it('draws no more columns and clusters than can be read, the columns that part clusters most first', () => {
  const many = Array.from({ length: 40 }, (_, at) => ({ name: `c${at}`, center: 0, spread: 1 }))
  const far = Array.from({ length: 50 }, (_, cluster) => many.map((__, at) => (cluster === 0 ? at : 0)))
  const words = { title: { en: 'Centres', fr: 'Centres' }, cluster: { en: 'Cluster', fr: 'Groupe' } }
  const cells = cellsOf(centreView({ ...words, centres: far, typical: many }))
  expect(new Set(cells.map(({ row }) => row)).size).toBe(30)
  expect(new Set(cells.map(({ column }) => column)).size).toBe(24)
  expect(cells[0]).toMatchObject({ row: 'c39', column: '1', value: 39 })
})

it('reports clouds: their shares, their middles in own units, and the numbers that were tried', () => {
  const tried = [1, 2, 3].map((count) => ({ count, logLikelihood: -100 - count, bic: 200 + (count - 2) ** 2, aic: 190 }))
  const views = mixtureViews({ centres, shares: [0.75, 0.25], typical, tried, rows: 1200 })
  expect(views[0]).toMatchObject({
    text: {
      en: '2 clouds describe 1\u202f200 rows: the largest has 75\u202f% of them, the smallest 25\u202f%.',
      fr: '2 nuages décrivent 1\u202f200 lignes : le plus grand en a 75\u202f%, le plus petit 25\u202f%.',
    },
  })
  expect(views[1]).toMatchObject({ figures: [{ value: 1200 }, { value: 2 }, { value: -102 }, { value: 200 }] })
  expect(cellsOf(views[3]).map(({ row, column, value }) => [row, column, value])).toEqual([
    ['income', '1', 2900],
    ['income', '2', 4500],
    ['age', '1', 38],
    ['age', '2', 45],
  ])
  expect(views[4]?.title?.en).toBe('Numbers tried: BIC')
  expect(mixtureViews({ centres, shares: [0.75, 0.25], typical, tried: tried.slice(1, 2), rows: 9 })).toHaveLength(4)
})

it('reports dense places and counts the noise', () => {
  const views = densityViews({ centres, typical, sizes: [60, 30], noise: 10, radius: 0.51234, cores: 55 })
  expect(views[0]).toMatchObject({ text: { en: '2 clusters lie dense among 100 rows; 10\u202f% of them are noise.' } })
  expect(views[2]).toMatchObject({
    rows: [
      { cluster: '1', rows: 60, share: 0.6 },
      { cluster: '2', rows: 30, share: 0.3 },
      { cluster: '0', rows: 10, share: 0.1 },
    ],
  })
})
