import type { Cell } from '../../../engine/protocol/table.ts'

/** Rows that lie one after the other, with some or all of the table's columns. */
export interface Page {
  readonly rows: number
  /** `row` within the page, `column` within the table. */
  cell(row: number, column: number): Cell
}

/** A part of a table: rows and columns that lie one after the other. */
export interface PageWindow {
  readonly offset: number
  readonly limit: number
  readonly first: number
  readonly columns: number
}

/** What is in sight; `to` and `toColumn` are excluded. */
export interface Sight {
  readonly from: number
  readonly to: number
  readonly fromColumn: number
  readonly toColumn: number
}

export interface PageCacheOptions {
  /** Rows of the whole table. */
  readonly rows: number
  readonly columns: number
  /** Rows of a page. */
  readonly pageRows: number
  /** Columns of a page. */
  readonly pageColumns: number
  /** Most pages that are kept; those seen longest ago are let go. */
  readonly mostPages: number
  /** A page is asked for only when it is still wanted after this time, so that flying past asks for nothing. */
  readonly waitMs: number
  readonly fetch: (window: PageWindow, signal: AbortSignal) => Promise<Page>
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
    const { pageRows, pageColumns } = this.#options
    const page = Math.floor(row / pageRows) * this.#across + Math.floor(column / pageColumns)
    return this.#pages.get(page)?.cell(row % pageRows, column)
  }

  /** Says what is in sight. Requests for other pages are given up. */
  want({ from, to, fromColumn, toColumn }: Sight): void {
    const { rows, columns, pageRows, pageColumns, waitMs } = this.#options
    const down = spanned(from, Math.min(rows, to), pageRows)
    const across = spanned(fromColumn, Math.min(columns, toColumn), pageColumns)
    this.#wanted = this.#stopped ? [] : down.flatMap((row) => across.map((column) => row * this.#across + column))
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

  /** Pages beside one another; a page's number counts them line by line. */
  get #across(): number {
    return Math.max(1, Math.ceil(this.#options.columns / this.#options.pageColumns))
  }

  async #ask(page: number): Promise<void> {
    const { pageRows, pageColumns, rows, columns, mostPages, fetch, onPage, onFailure } = this.#options
    const abort = new AbortController()
    this.#asked.set(page, abort)
    try {
      const offset = Math.floor(page / this.#across) * pageRows
      const first = (page % this.#across) * pageColumns
      const window = { offset, limit: Math.min(pageRows, rows - offset), first, columns: Math.min(pageColumns, columns - first) }
      const fetched = await fetch(window, abort.signal)
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

/** Numbers of the pages of `size` that the places from `from` to `to` (excluded) lie on. */
function spanned(from: number, to: number, size: number): number[] {
  const first = Math.floor(Math.max(0, from) / size)
  const last = Math.floor((to - 1) / size)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}

/** Columns of a page: all of a table of usual width, a part of a wider one. */
export function columnsPerPage(columns: number): number {
  return columns <= 160 ? Math.max(1, columns) : 80
}

/** Rows of a page of about 100 kB, reckoning 9 bytes a cell. */
export function rowsPerPage(columns: number): number {
  return Math.min(1000, Math.max(16, Math.round(100_000 / (columnsPerPage(columns) * 9))))
}
