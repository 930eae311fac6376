import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { formulaChecks, type Checked } from './formula-checks.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const answer = (type: string): Checked => ({
  type,
  problems: [],
  completions: { from: 0, to: 0, items: [] },
  signature: null,
  pretty: '',
  sample: [],
})

function setUp() {
  const asked: string[] = []
  const checks = formulaChecks(async (text, caret, signal) => {
    asked.push(`${text}@${caret}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
    signal.throwIfAborted()
    return answer(text)
  }, 50)
  return { asked, checks }
}

it('asks once after a pause, whoever wants to know', async () => {
  const { asked, checks } = setUp()
  const both = [checks.check('a', 1), checks.check('a', 1)]
  expect(asked).toEqual([])
  await vi.advanceTimersByTimeAsync(150)
  expect(asked).toEqual(['a@1'])
  expect((await Promise.all(both)).map((checked) => checked?.type)).toEqual(['a', 'a'])
})

it('asks for the newest text only, and older questions get nothing', async () => {
  const { asked, checks } = setUp()
  const first = checks.check('a', 1)
  await vi.advanceTimersByTimeAsync(20)
  const second = checks.check('ab', 2)
  await vi.advanceTimersByTimeAsync(200)
  expect(await first).toBeNull()
  expect((await second)?.type).toBe('ab')
  expect(asked).toEqual(['ab@2'])
})

it('drops an answer that comes too late', async () => {
  const { checks } = setUp()
  const first = checks.check('a', 1)
  await vi.advanceTimersByTimeAsync(60)
  const second = checks.check('ab', 2)
  await vi.advanceTimersByTimeAsync(200)
  expect(await first).toBeNull()
  expect((await second)?.type).toBe('ab')
})

it('gives a failure to who asked, and nothing once stopped', async () => {
  const failing = formulaChecks(() => Promise.reject(new Error('no engine')), 10)
  const failed = failing.check('a', 1).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(20)
  expect(await failed).toMatchObject({ message: 'no engine' })
  const stopped = failing.check('b', 1)
  failing.stop()
  expect(await stopped).toBeNull()
})
