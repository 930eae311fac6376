import { expect, it } from 'vitest'
import { roughly, rowsWord, shownCount, shownShare } from './count-words.ts'

it('groups digits and keeps the number and its word together in both languages', () => {
  expect([0, 999, 1000, 1234567].map(shownCount)).toEqual(['0', '999', '1\u202f000', '1\u202f234\u202f567'])
  expect(rowsWord(1)).toEqual({ en: '1 row', fr: '1 ligne' })
  expect(rowsWord(0)).toEqual({ en: '0 rows', fr: '0 ligne' })
  expect(rowsWord(2000)).toEqual({ en: '2\u202f000 rows', fr: '2\u202f000 lignes' })
})

it.each([
  [0, '0'],
  [0.0001, '0.1'],
  [0.004, '0.4'],
  [0.5, '50'],
  [0.994, '99.4'],
  [0.99999, '99.9'],
  [1, '100'],
])('never says all or none of a share of %d', (share, text) => {
  expect(shownShare(share)).toEqual({ en: `${text}\u202f%`, fr: `${text.replace('.', ',')}\u202f%` })
})

it('keeps two digits of what is estimated', () => {
  expect([0, 7, 46_118, 999_999].map(roughly)).toEqual([0, 7, 46_000, 1_000_000])
})
