import { expect, test } from 'vitest'
import type { CatalogueEntry } from '../../engine/protocol/catalogue.ts'
import { byFamily } from './families.ts'

const entry = (id: string, family: CatalogueEntry['family'], place?: number) =>
  ({ id, family, ...(place !== undefined && { shelf: { place, name: { en: `shelf ${place}`, fr: `rayon ${place}` } } }) }) as CatalogueEntry

test('families stand in the order of the design, large ones in shelves, what has none at the end', () => {
  const groups = byFamily([
    entry('m', 'model'),
    entry('b', 'prepare', 2),
    entry('a', 'prepare', 0),
    entry('c', 'prepare'),
    entry('d', 'prepare', 2),
  ])
  expect(
    groups.map(({ family, shelves }) => [family, shelves.map(({ name, entries }) => [name?.en ?? null, entries.map(({ id }) => id)])]),
  ).toEqual([
    [
      'prepare',
      [
        ['shelf 0', ['a']],
        ['shelf 2', ['b', 'd']],
        [null, ['c']],
      ],
    ],
    ['model', [[null, ['m']]]],
  ])
})
