import { expect, it } from 'vitest'
import { shareWork } from './share-work.ts'

it('is done once for all who ask at the same time, and anew for those who ask later', async () => {
  const share = shareWork<number>()
  let done = 0
  const work = async () => ++done
  const { signal } = new AbortController()
  expect(await Promise.all([share('a', signal, work), share('a', signal, work), share('b', signal, work)])).toEqual([1, 1, 2])
  expect(await share('a', signal, work)).toBe(3)
})

it('goes on while one still waits, and is given up when all have gone', async () => {
  const share = shareWork<string>()
  let given: AbortSignal | undefined
  let finish: (value: string) => void = () => undefined
  const work = (signal: AbortSignal) => {
    given = signal
    return new Promise<string>((resolve, reject) => {
      finish = resolve
      signal.addEventListener('abort', () => reject(new Error('given up')))
    })
  }
  const [one, other] = [new AbortController(), new AbortController()]
  const [first, second] = [share('a', one.signal, work), share('a', other.signal, work)]
  one.abort(new Error('gone'))
  await expect(first).rejects.toThrow('gone')
  expect(given?.aborted).toBe(false)
  finish('there')
  expect(await second).toBe('there')

  const left = share('a', new AbortController().signal, work)
  const last = new AbortController()
  finish('again')
  await left
  const third = share('a', last.signal, work)
  last.abort(new Error('gone'))
  await expect(third).rejects.toThrow('gone')
  expect(given?.aborted).toBe(true)
})
