import { expect, it } from 'vitest'
import { decisionTreeClassifier, decisionTreeRegressor } from '../decision-tree.ts'
import { quietControl } from '../estimator.ts'
import { matrixFromRows } from '../matrix.ts'
import type { Feature, Model } from '../model.ts'
import { randomFrom } from '../random.ts'
import { treeOutline } from './tree-outline.ts'
import { treeViews } from './tree-views.ts'

const numbers = (names: readonly string[]): Feature[] => names.map((name) => ({ name, kind: 'number', fill: null }))
const modelOf = (json: unknown, more: Partial<Model>) =>
  ({
    task: 'classification',
    target: { name: 'late', type: 'bool' },
    classes: ['false', 'true'],
    positive: 'true',
    recipe: { stages: [] },
    estimator: { id: 'decision-tree', json },
    ...more,
  }) as unknown as Model

it('a line for each node with its rule, its rows and the shares of the classes', async () => {
  // Late above 10 days; among the others those of the town.
  const rows = Array.from({ length: 80 }, (_, i) => [i % 20, i % 2])
  const x = matrixFromRows(rows, ['days', 'place = town'])
  const y = Float64Array.from(rows, ([days = 0, town]) => (days > 10 || town === 1 ? 1 : 0))
  const fitted = await decisionTreeClassifier.fit(x, y, { seed: 1, classes: ['false', 'true'], minLeaf: 1, minSplit: 2 }, quietControl)
  const features: Feature[] = [...numbers(['days']), { name: 'place', kind: 'category', levels: ['town'] }]
  const model = modelOf(fitted.toJSON(), { features })
  const lines = treeOutline(model) ?? []
  expect(lines.map(({ level, rule, rows: count, value, isLeaf }) => [level, rule.en, count, value[1], isLeaf])).toEqual([
    [0, 'all rows', 80, 56 / 80, false],
    [1, 'place ≠ town', 40, 16 / 40, false],
    [2, 'days ≤ 11', 24, 0, true],
    [2, 'days > 11', 16, 1, true],
    [1, 'place = town', 40, 1, true],
  ])
  expect(lines.map(({ parent }) => parent)).toEqual([-1, 0, 1, 1, 0])
  const [view] = treeViews(model)
  expect(view).toMatchObject({ view: 'vega-lite', title: { en: 'The tree: share of late = yes' } })
})

it('of a large tree the nodes with the most rows, with what is left out counted; means of numbers', async () => {
  const random = randomFrom(2)
  const rows = Array.from({ length: 2000 }, () => [random.normal(), random.normal()])
  const y = Float64Array.from(rows, ([a = 0, b = 0]) => 100 * Math.sin(3 * a) * b)
  const fitted = await decisionTreeRegressor.fit(matrixFromRows(rows, ['a', 'b']), y, { seed: 1, maxDepth: 12 }, quietControl)
  const model = modelOf(fitted.toJSON(), { task: 'regression', classes: [], features: numbers(['a', 'b']) })
  const lines = treeOutline(model) ?? []
  const nodes = (fitted.toJSON() as unknown as { feature: number[] }).feature.length
  expect(lines.length).toBeLessThanOrEqual(40)
  expect(lines.length + lines.reduce((sum, { hidden }) => sum + hidden, 0)).toBe(nodes)
  // Children part the rows of their parent.
  lines.forEach(({ rows: count }, at) => {
    const parts = lines.filter(({ parent }) => parent === at)
    if (parts.length > 0) expect(parts.reduce((sum, part) => sum + part.rows, 0)).toBe(count)
  })
  expect(treeViews(model)[0]?.title?.fr).toBe('L’arbre : moyenne de late')
})

it('is of decision trees alone', () => {
  expect(treeViews(modelOf({}, { estimator: { id: 'boosted-trees', json: {} } }))).toEqual([])
})
