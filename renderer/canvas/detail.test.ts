import { expect, test } from 'vitest'
import { detailAt, growthAt } from './detail.ts'
import { shareOf } from './share-of.ts'
import { mainHistogram } from './use-spark.ts'

test('less is drawn from further away', () => {
  expect([1, 0.6, 0.59, 0.45, 0.44, 0.2, 0.19].map(detailAt)).toEqual(['full', 'full', 'brief', 'brief', 'tile', 'tile', 'overview'])
})

test('tile and title keep their size on the screen while they are all there is', () => {
  expect(growthAt(0.5)).toBe(1)
  expect(growthAt(0.4) * 0.4).toBeCloseTo(1, 1)
})

test.each([
  ['AUC 0.781', 0.781],
  ['default 11.8 %', 0.118],
  ['RMSE 4 210.5', undefined],
  ['46 118 rows', undefined],
  ['R² -0.2', undefined],
  ['Trust in a prediction is 12 points lower for 8 %', undefined],
])('the share in "%s" is %s', (text, expected) => {
  const share = shareOf(text)
  if (expected === undefined) expect(share).toBeUndefined()
  else expect(share).toBeCloseTo(expected)
})

test('the picture of a table is that of its target, else of its first numbers that are no id', () => {
  const statistics = (name: string, histogram: number[]) => ({ name, rows: 3, missing: 0, distinct: 3, min: 0, max: 1, mean: 0, histogram })
  const all = [statistics('id', [1, 1]), statistics('age', [1, 2, 3]), statistics('y', [5, 6])]
  const columns = [
    { name: 'id', type: 'int', role: 'id' as const },
    { name: 'age', type: 'int' },
    { name: 'y', type: 'int', role: 'target' as const },
  ]
  expect(mainHistogram(all, columns)).toEqual([5, 6])
  expect(mainHistogram(all, columns.slice(0, 2))).toEqual([1, 2, 3])
  expect(mainHistogram([], columns)).toBeUndefined()
  expect(
    mainHistogram(
      [
        statistics(
          'age',
          Array.from({ length: 24 }, () => 1),
        ),
      ],
      columns,
    ),
  ).toEqual(Array.from({ length: 12 }, () => 2))
})
