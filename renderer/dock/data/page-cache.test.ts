import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { columnsPerPage, PageCache, rowsPerPage, type Page } from './page-cache.ts'

const rows = (from: number, to: number) => ({ from, to, fromColumn: 0, toColumn: 5 })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function cacheOver(count: number, mostPages = 3, pageColumns = 20) {
  const asked: number[] = []
  const windows: string[] = []
  const aborted: number[] = []
  const arrive = new Map<number, () => void>()
  const failures: unknown[] = []
  let pages = 0
  const cache = new PageCache({
    rows: count,
    columns: 20,
    pageRows: 10,
    pageColumns,
    mostPages,
    waitMs: 50,
    fetch: ({ offset, limit, first, columns }, signal) => {
      asked.push(offset)
      windows.push(`${offset}+${limit} ${first}+${columns}`)
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
  return { cache, windows, asked, aborted, failures, land, pages: () => pages }
}

describe('PageCache', () => {
  it('asks for the pages in sight and answers once they are here', async () => {
    const { cache, asked, land, pages } = cacheOver(1000)
    cache.want(rows(5, 25))
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
    cache.want(rows(0, 10))
    cache.want(rows(500, 510))
    await vi.advanceTimersByTimeAsync(50)
    expect(asked).toEqual([500])
  })

  it('gives requests up that are not wanted any more, and asks again later', async () => {
    const { cache, asked, aborted, land } = cacheOver(1000)
    cache.want(rows(0, 10))
    await vi.advanceTimersByTimeAsync(50)
    cache.want(rows(100, 110))
    expect(aborted).toEqual([0])
    await land(0)
    expect(cache.cell(0, 0)).toBeUndefined()
    cache.want(rows(0, 10))
    await vi.advanceTimersByTimeAsync(50)
    expect(asked.filter((offset) => offset === 0)).toHaveLength(2)
  })

  it('lets the page go that was seen longest ago', async () => {
    const { cache, land } = cacheOver(1000, 2)
    for (const offset of [0, 10]) {
      cache.want(rows(offset, offset + 10))
      await vi.advanceTimersByTimeAsync(50)
      await land(offset)
    }
    cache.want(rows(0, 10))
    cache.want(rows(20, 30))
    await vi.advanceTimersByTimeAsync(50)
    await land(20)
    expect([cache.cell(0, 0), cache.cell(10, 0), cache.cell(20, 0)]).toEqual(['0.0', undefined, '20.0'])
  })

  it('asks only for rows that there are, and for nothing once stopped', async () => {
    const { cache, asked } = cacheOver(15)
    cache.want(rows(0, 200))
    await vi.advanceTimersByTimeAsync(50)
    expect(asked).toEqual([0, 10])
    cache.stop()
    cache.want(rows(0, 10))
    await vi.advanceTimersByTimeAsync(50)
    expect(asked).toHaveLength(2)
  })
})

it('asks for the columns in sight of a wide table', async () => {
  const { cache, windows, land } = cacheOver(15, 9, 8)
  cache.want({ from: 0, to: 12, fromColumn: 6, toColumn: 18 })
  await vi.advanceTimersByTimeAsync(50)
  expect(windows).toEqual(['0+10 0+8', '0+10 8+8', '0+10 16+4', '10+5 0+8', '10+5 8+8', '10+5 16+4'])
  await land(0)
  expect(cache.cell(1, 17)).toBe('1.17')
  expect(cache.cell(1, 9)).toBeUndefined()
})

it('keeps pages near 100 kB, whatever the width of the table', () => {
  expect(rowsPerPage(12)).toBe(926)
  expect(rowsPerPage(1)).toBe(1000)
  expect(rowsPerPage(10_000)).toBe(139)
  expect(columnsPerPage(10_000)).toBe(80)
  expect(columnsPerPage(12)).toBe(12)
})
