import { expect, test } from 'vitest'
import { rank } from './rank.ts'

const items = [
  { label: 'Log scale' },
  { label: 'Régression logistique', also: ['logistic', 'classifier'] },
  { label: 'Scale' },
  { label: 'Upscale' },
  { label: 'Run to here' },
]
const labels = (query: string) => rank(query, items).map((item) => item.label)

test('the whole before the beginning before a word before anywhere', () => {
  expect(labels('scale')).toEqual(['Scale', 'Log scale', 'Upscale'])
})

test('accents and case do not matter', () => {
  expect(labels('REGRESSION')).toEqual(['Régression logistique'])
})

test('words in any order, each must be there', () => {
  expect(labels('here run')).toEqual(['Run to here'])
  expect(labels('run away')).toEqual([])
})

test('other words find it too, after labels', () => {
  expect(labels('log')).toEqual(['Log scale', 'Régression logistique'])
  expect(labels('classifier')).toEqual(['Régression logistique'])
})

test('signs in a query are only signs', () => {
  expect(rank('a+b (', [{ label: 'a+b (c)' }, { label: 'aab' }]).map((item) => item.label)).toEqual(['a+b (c)'])
})

test('an empty query keeps everything in order', () => {
  expect(labels('  ')).toEqual(items.map((item) => item.label))
})
