import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { debounce } from './debounce.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the first wish of a burst is done at once, the rest once after it, and the next burst at once again', async () => {
  const act = vi.fn()
  const wishes = debounce(act, 100)
  wishes.soon()
  expect(act).toHaveBeenCalledTimes(1)
  for (let key = 0; key < 3; key++) {
    await vi.advanceTimersByTimeAsync(40)
    wishes.soon()
  }
  expect(act).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(100)
  expect(act).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(500)
  expect(act).toHaveBeenCalledTimes(2)
  wishes.soon()
  expect(act).toHaveBeenCalledTimes(3)
})

test('one wish alone is done once', async () => {
  const act = vi.fn()
  debounce(act, 100).soon()
  await vi.advanceTimersByTimeAsync(500)
  expect(act).toHaveBeenCalledTimes(1)
})
