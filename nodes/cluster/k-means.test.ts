import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../engine/learn/random.ts'
import { columnsOf, fitNode, sentenceOf } from '../kit/harness/compile-node.ts'
import { chosenCount } from './choose-count.ts'
import { kMeans } from './k-means.ts'

describe('k-means', () => {
  const table = {
    columns: [
      { name: 'rows', type: 'float' },
      { name: 's', type: 'float', role: 'sensitive' },
      { name: 'y', type: 'int', role: 'target' },
    ],
    rows: [],
  } as const

  it('leaves out target and sensitive columns; figures give way to columns of the same name', async () => {
    const { state, outputs } = await fitNode(kMeans, { count: 2 }, table, [[[4]], [[0], [1], [9], [2]]])
    expect(state).toMatchObject({ columns: [{ name: 'rows' }], sizes: [3, 1], learnt: { rows: 4, complete: 4 } })
    expect(columnsOf(outputs['table'])).toEqual(['rows: float', 's: float (sensitive)', 'y: int (target)', 'cluster: int'])
    expect(columnsOf(outputs['clusters'])).toEqual(['cluster: int', 'rows_2: int', 'share: float', 'silhouette: float', 'rows: float'])
  })

  it('makes the cluster sensitive when a sensitive column was named', async () => {
    const named = { columns: { by: 'names', names: ['rows', 's'] }, count: 1, add: 'distance' }
    const { applied } = await fitNode(kMeans, named, table, [
      [[2]],
      [
        [0, 1],
        [1, 2],
      ],
    ])
    expect(columnsOf(applied).slice(3)).toEqual(['cluster: int (sensitive)', 'distance: float (sensitive)'])
  })

  it('warns of clusters that are hardly apart, and of no others', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const wide = { columns: names.map((name) => ({ name, type: 'float' as const })), rows: [] }
    const random = randomFrom(5)
    const noise = Array.from({ length: 120 }, () => names.map(() => random.normal()))
    const warned = async (rows: readonly (readonly number[])[], count: number) => {
      const { state } = await fitNode(kMeans, { count }, wide, [[[rows.length]], rows])
      return 'warnings' in kMeans ? kMeans.warnings?.(state as never, {} as never).map(({ code }) => code) : undefined
    }
    expect(await warned(noise, 5)).toEqual(['weak-clusters'])
    expect(await warned([...noise, ...noise.map((row) => row.map((value) => value + 30))], 2)).toEqual([])
    expect(await warned(noise, 1)).toEqual([])
  })

  it('reports clusters in a sentence, their centres in own units, the column that parts them most first', async () => {
    const two = {
      columns: [
        { name: 'same', type: 'float' },
        { name: 'far', type: 'float' },
      ],
      rows: [],
    } as const
    const rows = [
      [1, 100],
      [3, 104],
      [2, 102],
      [2, 900],
    ]
    const { state } = await fitNode(kMeans, { count: 2 }, two, [[[rows.length]], rows])
    const [lead, figures, clusters, centres, ...more] = ('reports' in kMeans ? kMeans.reports?.(state as never)['report'] : undefined) ?? []
    expect(lead).toMatchObject({
      text: {
        en: expect.stringMatching(
          /^2 clusters part 4 rows: the largest has 75.% of them, the smallest 25.%\. They are .*: their mean silhouette is 0\.\d\d\.$/u,
        ) as string,
      },
    })
    expect(figures).toMatchObject({ figures: [{ value: 4 }, { value: 2 }, {}, { id: 'inertia' }, { id: 'steps' }] })
    expect(clusters).toMatchObject({
      rows: [
        { cluster: '1', rows: 3, share: 0.75 },
        { cluster: '2', rows: 1, share: 0.25 },
      ],
    })
    const cells = (centres as unknown as { spec: { data: { values: { row: string; column: string; value: number; tone: number }[] } } })
      .spec.data.values
    expect(cells.map(({ row, column, value }) => [row, column, value])).toEqual([
      ['far', '1', 102],
      ['far', '2', 900],
      ['same', '1', 2],
      ['same', '2', 2],
    ])
    expect(cells[0]?.tone).toBeLessThan(0)
    expect(cells[1]?.tone).toBeGreaterThan(1)
    expect(more).toEqual([])
  })

  it('reports the numbers tried, by the figure that chose', async () => {
    const one = { columns: [{ name: 'x', type: 'float' }], rows: [] } as const
    const rows = [1, 2, 3, 50, 51, 52, 98, 99, 100].map((value) => [value])
    const titles = async (choose: string) => {
      const { state } = await fitNode(kMeans, { choose, most: 5 }, one, [[[rows.length]], rows])
      return ('reports' in kMeans ? kMeans.reports?.(state as never)['report'] : undefined)?.at(-1)?.title?.en
    }
    expect(await titles('silhouette')).toBe('Numbers tried: mean silhouette')
    expect(await titles('elbow')).toBe('Numbers tried: inertia')
  })

  it('says what it does', () => {
    expect(sentenceOf(kMeans, { columns: { by: 'names', names: ['x'] } })).toBe('5 clusters by “x”')
    expect(sentenceOf(kMeans, { choose: 'elbow', columns: { by: 'names', names: ['x'] } })).toBe('up to 10 clusters by “x”')
  })
})

describe('the number of clusters', () => {
  const tried = [1000, 400, 100, 90, 80, 75].map((inertia, at) => ({
    count: at + 1,
    inertia,
    silhouette: at === 0 ? null : 1 / (1 + Math.abs(at - 3)),
  }))

  it('is where the silhouette is highest, or where the inertia bends', () => {
    expect(chosenCount(tried, 'silhouette')).toBe(4)
    expect(chosenCount(tried, 'elbow')).toBe(3)
    expect(chosenCount(tried.slice(0, 2), 'elbow')).toBe(2)
  })
})
