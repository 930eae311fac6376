import { expect, it } from 'vitest'
import { barsHeight } from './bars-height.ts'

const values = [
  { name: 'a', share: 0.4 },
  { name: 'b', share: 0.1 },
  { name: 'b', share: 0.2 },
]
const encoding = { y: { field: 'name', type: 'nominal' }, x: { field: 'share', type: 'quantitative' } }

it('gives each name of a bar chart its room, in layers too', () => {
  expect(barsHeight({ data: { values }, mark: 'bar', encoding })).toBe(84)
  expect(barsHeight({ usermeta: { columns: { share: 'Share' } }, data: { values }, mark: { type: 'bar' }, encoding })).toBe(84)
  expect(barsHeight({ data: { values }, layer: [{ mark: 'bar', encoding }, { mark: 'rule' }] })).toBe(84)
})

it('leaves all other charts as they are', () => {
  expect(barsHeight({ data: { values }, mark: 'line', encoding })).toBeNull()
  expect(barsHeight({ data: { values }, mark: 'bar', encoding: { x: encoding.y, y: encoding.x } })).toBeNull()
})
