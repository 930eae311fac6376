import { expect, it } from 'vitest'
import type { LostColumn } from '../../../engine/protocol/lost-columns.ts'
import { isLost, lostKey, remapsOf, replacementOf } from './remap-choices.ts'

const lost = (name: string, suggestion: string | null): LostColumn => ({
  node: 'n',
  port: 'table',
  name,
  settings: [],
  columns: [],
  suggestion,
})

it('takes the suggestion unless something else was chosen, and leaves out what is left alone', () => {
  const [near, far, none] = [lost('price', 'Price'), lost('x', 'a'), lost('y', null)]
  const choices = new Map([
    [lostKey(far), 'b'],
    [lostKey(near), ''],
  ])
  expect(replacementOf(near, new Map())).toBe('Price')
  expect(remapsOf([near, far, none], new Map())).toEqual([
    { node: 'n', name: 'price', to: 'Price' },
    { node: 'n', name: 'x', to: 'a' },
  ])
  expect(remapsOf([near, far, none], choices)).toEqual([{ node: 'n', name: 'x', to: 'b' }])
})

it('knows which problems are about lost columns', () => {
  expect(['column-missing', 'unknown-column', 'wrong-type'].map((code) => isLost({ code }))).toEqual([true, true, false])
})
