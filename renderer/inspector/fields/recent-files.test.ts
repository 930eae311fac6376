import { expect, it } from 'vitest'
import { withRecent } from './recent-files.ts'

it('keeps each file once, the latest first, and the last eight', () => {
  expect(withRecent(['a', 'b'], 'b')).toEqual(['b', 'a'])
  expect(withRecent(['1', '2', '3', '4', '5', '6', '7', '8'], '9')).toHaveLength(8)
})
