import { expect, it } from 'vitest'
import { splitVerdict } from './split-verdict.ts'

it('parts the first sentence from the rest', () => {
  expect(splitVerdict('It is good. 84.6 % are right, e.g. the young.')).toEqual({
    first: 'It is good.',
    rest: '84.6 % are right, e.g. the young.',
  })
})

it('parts before a name in small letters', () => {
  expect(splitVerdict('10 of 13 drifted in 25 rows. age: lower.').rest).toBe('age: lower.')
})

it('leaves a single sentence whole, numbers included', () => {
  expect(splitVerdict('61.2 % are approved.')).toEqual({ first: '61.2 % are approved.', rest: '' })
})
