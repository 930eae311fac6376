import type { Preview } from '../../../engine/protocol/table.ts'
import { useClient } from '../../session/client.ts'
import { useRequest, type Requested } from '../../views/use-request.ts'
import type { ShownNode } from '../use-shown-node.ts'
import type { GridSort } from './grid-rows.ts'

/** Fewer rows of a wide table: at most about this many cells come as JSON. */
const mostCells = 60_000

function previewRows(columns: number): number {
  return Math.min(200, Math.max(10, Math.floor(mostCells / Math.max(1, columns))))
}

/**
 * The first rows of a table port with header statistics. Asked for anew when the node's own recipe changes, not at every edit of the
 * pipeline. Null: nothing to ask for. `sort`: the engine sorts where all rows are at hand.
 */
export function usePreview(node: ShownNode | null, sort: GridSort | null): Requested<Preview> {
  const client = useClient()
  const shown = node?.shown
  const known = node && shown && (shown.side === 'in' ? node.inspection?.inputs : node.inspection?.outputs)?.[shown.port]
  // Without columns something is not set up; after a run: a question would only be refused.
  const columns = known?.afterRun && !known.tried ? null : known?.columns
  const wanted = node && shown?.kind === 'table' && node.inspection && columns
  const key = wanted
    ? [node.pipeline.path, node.id, shown.side, shown.port, node.inspection.fingerprint, node.inspection.fresh].join('\n')
    : null
  return useRequest(
    key,
    (signal) => {
      if (!wanted) throw new Error('a preview without a port')
      const { path, document } = node.pipeline
      const rows = previewRows(columns.length)
      return client('preview', { path, document, node: node.id, port: shown.port, side: shown.side, rows, ...(sort && { sort }) }, signal)
    },
    sort ? `${sort.descending ? 'down' : 'up'} ${sort.column}` : '',
  )
}
