import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PageCache, rowsPerPage, type Page } from './page-cache.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function cacheOver(rows: number, mostPages = 3) {
  const asked: number[] = []
  const aborted: number[] = []
  const arrive = new Map<number, () => void>()
  const failures: unknown[] = []
  let pages = 0
  const cache = new PageCache({
    rows,
    pageRows: 10,
    mostPages,
    waitMs: 50,
    fetch: (offset, limit, signal) => {
      asked.push(offset)
      signal.addEventListener('abort', () => aborted.push(offset))
      const page: Page = { rows: limit, cell: (row, column) => `${offset + row}.${column}` }
      return new Promise((resolve) => arrive.set(offset, () => resolve(page)))
    },
    onPage: () => {
      pages += 1
    },
    onFailure: (error) => failures.push(error),
  })
  const land = async (offset: number) => {
    arrive.get(offset)?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { cache, asked, aborted, failures, land, pages: () => pages }
}

describe('PageCache', () => {
  it('asks for the pages in sight and answers once they are here', async () => {
    const { cache, asked, land, pages } = cacheOver(1000)
    cache.want(5, 25)
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(50)
    expect(asked).toEqual([0, 10, 20])
    expect(cache.cell(12, 3)).toBeUndefined()
    await land(10)
    expect(cache.cell(12, 3)).toBe('12.3')
    expect(pages()).toBe(1)
  })

  it('asks for nothing that flew past', async () => {
    const { cache, asked } = cacheOver(1000)
    cache.want(0, 10)
    cache.want(500, 510)
    await vi.advanceTimersByTimeAsync(50)
    expect(asked).toEqual([500])
  })

  it('gives requests up that are not wanted any more, and asks again later', async () => {
    const { cache, asked, aborted, land } = cacheOver(1000)
    cache.want(0, 10)
    await vi.advanceTimersByTimeAsync(50)
    cache.want(100, 110)
    expect(aborted).toEqual([0])
    await land(0)
    expect(cache.cell(0, 0)).toBeUndefined()
    cache.want(0, 10)
    await vi.advanceTimersByTimeAsync(50)
    expect(asked.filter((offset) => offset === 0)).toHaveLength(2)
  })

  it('lets the page go that was seen longest ago', async () => {
    const { cache, land } = cacheOver(1000, 2)
    for (const offset of [0, 10]) {
      cache.want(offset, offset + 10)
      await vi.advanceTimersByTimeAsync(50)
      await land(offset)
    }
    cache.want(0, 10)
    cache.want(20, 30)
    await vi.advanceTimersByTimeAsync(50)
    await land(20)
    expect([cache.cell(0, 0), cache.cell(10, 0), cache.cell(20, 0)]).toEqual(['0.0', undefined, '20.0'])
  })

  it('asks only for rows that there are, and for nothing once stopped', async () => {
    const { cache, asked } = cacheOver(15)
    cache.want(0, 200)
    await vi.advanceTimersByTimeAsync(50)
    expect(asked).toEqual([0, 10])
    cache.stop()
    cache.want(0, 10)
    await vi.advanceTimersByTimeAsync(50)
    expect(asked).toHaveLength(2)
  })
})

it('keeps pages near 100 kB, whatever the width of the table', () => {
  expect(rowsPerPage(12)).toBe(926)
  expect(rowsPerPage(1)).toBe(1000)
  expect(rowsPerPage(10_000)).toBe(16)
})
