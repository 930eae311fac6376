import { useEffect, useMemo, useState } from 'react'
import type { Problem } from '../../../engine/protocol/problem.ts'
import type { TableColumn } from '../../../engine/protocol/table.ts'
import { problemOf } from '../../session/notices.ts'
import { arrowPage } from './arrow-page.ts'
import type { GridRows, GridSort } from './grid-rows.ts'
import { columnsPerPage, PageCache, rowsPerPage } from './page-cache.ts'
import { getReadPage } from './read-page.ts'

export interface PagedTable {
  readonly fingerprint: string
  readonly port: string
  readonly columns: readonly TableColumn[]
  readonly rows: number
}

/** About 40 pages of 100 kB. */
const mostPages = 40

export interface PagedRows {
  readonly rows: GridRows
  readonly problem: Problem | null
}

/** All rows of a stored table, page by page as they come into sight, sorted by the engine. Null while there is no table. */
export function usePagedRows(table: PagedTable | null, sort: GridSort | null): PagedRows | null {
  const [arrived, setArrived] = useState(0)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [fingerprint, port, columns, rows] = [table?.fingerprint, table?.port, table?.columns, table?.rows]
  const [sortColumn, descending] = [sort?.column, sort?.descending ?? false]

  const cache = useMemo(() => {
    if (fingerprint === undefined || port === undefined || !columns || rows === undefined) return null
    const order = sortColumn === undefined ? null : { column: sortColumn, descending }
    return new PageCache({
      rows,
      columns: columns.length,
      pageRows: rowsPerPage(columns.length),
      pageColumns: columnsPerPage(columns.length),
      mostPages,
      waitMs: 40,
      fetch: async (window, signal) => arrowPage(await getReadPage()({ fingerprint, port, ...window, sort: order }, signal), columns),
      onPage: () => setArrived((count) => count + 1),
      onFailure: (error) => setProblem(problemOf(error)),
    })
  }, [fingerprint, port, columns, rows, sortColumn, descending])

  useEffect(() => {
    setProblem(null)
    return () => cache?.stop()
  }, [cache])

  return useMemo(() => {
    if (!cache || rows === undefined) return null
    const grid: GridRows = {
      count: rows,
      cell: (row, column) => cache.cell(row, column),
      want: (sight) => cache.want(sight),
      version: arrived,
    }
    return { rows: grid, problem }
  }, [cache, rows, arrived, problem])
}
