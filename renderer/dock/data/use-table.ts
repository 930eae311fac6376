import { useMemo, useState } from 'react'
import type { Cell, ColumnStatistics, TableColumn } from '../../../engine/protocol/table.ts'
import type { Problem } from '../../../engine/protocol/problem.ts'
import { useClient } from '../../session/client.ts'
import { useArtifact } from '../../views/use-artifact.ts'
import { useRequest } from '../../views/use-request.ts'
import { useDock } from '../dock-state.ts'
import type { ShownNode } from '../use-shown-node.ts'
import { localRows, type GridRows, type GridSort } from './grid-rows.ts'
import { artifactScope, previewScope, type Scope } from './scope-words.ts'
import { usePagedRows } from './use-paged-rows.ts'
import { usePreview } from './use-preview.ts'

export interface ShownTable {
  readonly columns: readonly TableColumn[]
  readonly statistics: readonly ColumnStatistics[]
  readonly rows: GridRows
  readonly scope: Scope
  /** The rows are all rows of the table, not its first ones. */
  readonly complete: boolean
  /** The order of all rows is known, be they at hand or in the engine. */
  readonly sortable: boolean
  /** All rows can be paged through. */
  readonly stored: { readonly fingerprint: string; readonly port: string } | null
  readonly paged: boolean
  /** Of the first rows, for the widths of the columns. */
  readonly first: readonly (readonly Cell[])[]
}

export interface TableState {
  readonly table: ShownTable | null
  readonly loading: boolean
  readonly problem: Problem | null
  readonly sort: GridSort | null
  readonly setSort: (sort: GridSort | null) => void
}

/** The table at the port that the dock looks at: its first rows, or all of them by pages. */
export function useTable(node: ShownNode | null): TableState {
  const client = useClient()
  const allRows = useDock((state) => state.allRows)
  const place = `${node?.id}.${node?.shown?.side}.${node?.shown?.port}`
  const [sorted, setSorted] = useState<{ readonly place: string; readonly sort: GridSort | null }>({ place, sort: null })
  const sort = sorted.place === place ? sorted.sort : null
  const preview = usePreview(node, allRows ? null : sort)

  const stored = preview.value?.artifact ?? null
  const artifact = useArtifact(allRows && stored ? stored.fingerprint : null, stored?.port ?? '')
  const whole = allRows && artifact.value?.kind === 'table' ? artifact.value : null
  const exact = useRequest(whole && stored ? `${stored.fingerprint}.${stored.port}` : null, (signal) =>
    client('readStatistics', { fingerprint: stored?.fingerprint ?? '', port: stored?.port ?? '' }, signal),
  )
  const paged = usePagedRows(whole && stored ? { ...stored, columns: whole.columns, rows: whole.rows } : null, sort)

  const table = useMemo((): ShownTable | null => {
    const first = preview.value
    if (!first) return null
    const known = stored && { fingerprint: stored.fingerprint, port: stored.port }
    if (whole && paged) {
      const statistics = exact.value?.statistics
      return {
        columns: whole.columns,
        statistics: statistics ?? first.statistics,
        rows: paged.rows,
        scope: statistics ? artifactScope(whole.rows) : previewScope(first),
        complete: true,
        sortable: true,
        stored: known,
        paged: true,
        first: first.rows,
      }
    }
    return {
      columns: first.columns,
      statistics: first.statistics,
      rows: localRows(first.rows, null),
      scope: previewScope(first),
      complete: first.count.exact && first.count.rows === first.rows.length,
      sortable: first.count.exact && first.sampled === null,
      stored: known,
      paged: false,
      first: first.rows,
    }
  }, [preview.value, stored, whole, paged, exact.value])

  return {
    table,
    loading: preview.state === 'loading' || artifact.state === 'loading',
    problem: preview.problem ?? artifact.problem ?? paged?.problem ?? null,
    sort,
    setSort: (next) => setSorted({ place, sort: next }),
  }
}
