import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { nearestJoin } from './nearest-join.ts'

const left = {
  columns: [
    { name: 't', type: 'date', role: 'time' },
    { name: 'x', type: 'text' },
  ],
  rows: [],
} as const
const right = {
  columns: [
    { name: 't', type: 'timestamp', role: 'time' },
    { name: 'y', type: 'int' },
  ],
  rows: [],
} as const
const compile = (params: unknown) => compileNode(nearestJoin, params, { left, right })

describe('join the latest before', () => {
  it('compares days with times, asks no key, and keeps one time', () => {
    expect(columnsOf(compile({ leftTime: 't', rightTime: 't' })['table'])).toEqual([
      't: date (time)',
      'x: text',
      't (right): timestamp',
      'y: int',
    ])
  })
  it.each([
    ['wrong-type', { leftTime: 'x', rightTime: 't' }],
    ['nothing-chosen', { leftTime: 't' }],
    ['keys-differ', { leftTime: 't', rightTime: 'y' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code })
  })
  it('says what it does', () => {
    expect(sentenceOf(nearestJoin, { leftTime: 't', rightTime: 'u' })).toBe('the latest “u” not after “t”')
  })
})
