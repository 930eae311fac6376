import type { Cell } from '../../../engine/protocol/table.ts'

/** Rows that lie one after the other. */
export interface Page {
  readonly rows: number
  cell(row: number, column: number): Cell
}

export interface PageCacheOptions {
  /** Rows of the whole table. */
  readonly rows: number
  /** Rows of a page. */
  readonly pageRows: number
  /** Most pages that are kept; those seen longest ago are let go. */
  readonly mostPages: number
  /** A page is asked for only when it is still wanted after this time, so that flying past asks for nothing. */
  readonly waitMs: number
  readonly fetch: (offset: number, limit: number, signal: AbortSignal) => Promise<Page>
  /** Called when a page has come. */
  readonly onPage: () => void
  readonly onFailure: (error: unknown) => void
}

/** Pages of a table by demand. A thing with a lifetime: `stop` lets its requests go. */
export class PageCache {
  readonly #options: PageCacheOptions
  readonly #pages = new Map<number, Page>()
  readonly #asked = new Map<number, AbortController>()
  #wanted: readonly number[] = []
  #timer: ReturnType<typeof setTimeout> | null = null
  #stopped = false

  constructor(options: PageCacheOptions) {
    this.#options = options
  }

  /** The cell, or undefined while its page is not here. */
  cell(row: number, column: number): Cell | undefined {
    const { pageRows } = this.#options
    return this.#pages.get(Math.floor(row / pageRows))?.cell(row % pageRows, column)
  }

  /** Says which rows (`to` excluded) are in sight. Requests for other pages are given up. */
  want(from: number, to: number): void {
    const { rows, pageRows, waitMs } = this.#options
    const first = Math.floor(Math.max(0, from) / pageRows)
    const last = Math.floor(Math.max(0, Math.min(rows, to) - 1) / pageRows)
    this.#wanted = rows === 0 || this.#stopped ? [] : Array.from({ length: last - first + 1 }, (_, i) => first + i)
    for (const [page, abort] of this.#asked) {
      if (this.#wanted.includes(page)) continue
      abort.abort()
      this.#asked.delete(page)
    }
    for (const page of this.#wanted) this.#touch(page)
    if (this.#missing().length === 0 || this.#timer !== null) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      for (const page of this.#missing()) void this.#ask(page)
    }, waitMs)
  }

  stop(): void {
    this.#stopped = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    for (const abort of this.#asked.values()) abort.abort()
    this.#asked.clear()
  }

  #missing(): number[] {
    return this.#wanted.filter((page) => !this.#pages.has(page) && !this.#asked.has(page))
  }

  /** Moves a page to the young end of the map. */
  #touch(page: number): void {
    const known = this.#pages.get(page)
    if (!known) return
    this.#pages.delete(page)
    this.#pages.set(page, known)
  }

  async #ask(page: number): Promise<void> {
    const { pageRows, rows, mostPages, fetch, onPage, onFailure } = this.#options
    const abort = new AbortController()
    this.#asked.set(page, abort)
    try {
      const offset = page * pageRows
      const fetched = await fetch(offset, Math.min(pageRows, rows - offset), abort.signal)
      if (abort.signal.aborted) return
      this.#pages.set(page, fetched)
      for (const old of [...this.#pages.keys()].slice(0, Math.max(0, this.#pages.size - mostPages))) this.#pages.delete(old)
      onPage()
    } catch (error) {
      if (!abort.signal.aborted) onFailure(error)
    } finally {
      if (this.#asked.get(page) === abort) this.#asked.delete(page)
    }
  }
}

/** Rows of a page of about 100 kB, reckoning 9 bytes a cell. */
export function rowsPerPage(columns: number): number {
  return Math.min(1000, Math.max(16, Math.round(100_000 / (Math.max(1, columns) * 9))))
}
