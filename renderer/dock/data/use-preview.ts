import { useEffect } from 'react'
import type { Preview } from '../../../engine/protocol/table.ts'
import { useRequest, type Requested } from '../../views/use-request.ts'
import type { ShownNode } from '../use-shown-node.ts'
import type { GridSort } from './grid-rows.ts'
import { usePreviewAhead } from './use-preview-ahead.ts'

/** A wide table gives fewer. */
const rows = 200

/**
 * The first rows of a table port with header statistics. Asked for anew when the node's own recipe changes, not at every edit of the
 * pipeline. Null: nothing to ask for. `sort`: the engine sorts where all rows are at hand.
 */
export function usePreview(node: ShownNode | null, sort: GridSort | null): Requested<Preview> {
  const shown = node?.shown
  const known = node && shown && (shown.side === 'in' ? node.inspection?.inputs : node.inspection?.outputs)?.[shown.port]
  // Without columns something is not set up; after a run: a question would only be refused.
  const columns = known?.afterRun && !known.tried ? null : known?.columns
  const wanted = node && shown?.kind === 'table' && node.inspection && columns
  const place = node && shown && [node.pipeline.path, node.id, shown.side, shown.port, ''].join('\n')
  const key = wanted ? `${place}${node.inspection.fingerprint}\n${node.inspection.fresh}` : null
  const question = () => {
    if (!node || !shown) throw new Error('a preview without a port')
    const { path, document } = node.pipeline
    return { path, document, node: node.id, port: shown.port, side: shown.side, rows, ...(sort && { sort }) }
  }
  const soon = node?.pipeline.inspecting === true && shown?.kind === 'table' && !known?.afterRun
  const ahead = usePreviewAhead(soon ? question() : null)
  const order = sort ? `${sort.descending ? 'down' : 'up'} ${sort.column}` : ''
  const requested = useRequest(key, (signal) => ahead.ask(question(), signal), order, place ?? undefined)
  // After the effect that takes it.
  useEffect(() => {
    if (!soon) ahead.giveUp()
  }, [soon])
  return requested
}
