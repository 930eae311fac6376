import type { Handlers } from '../http/handlers.ts'
import type { Document } from '../protocol/document.ts'

const document: Document = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'warm-up',
  seed: 1,
  parameters: {},
  nodes: { data: { type: 'source.sample-data', version: 1, params: { name: 'customers' } } },
  wires: [],
  notes: {},
  frames: {},
  layout: {},
}

/**
 * Previews of a table that ships with Millrace, right after the start: the database has then read a text file and the code of a preview has
 * run, so that the first preview that a person waits for pays for neither.
 */
export async function warmUp(handlers: Pick<Handlers, 'preview'>, signal: AbortSignal): Promise<void> {
  for (let time = 0; time < 3 && !signal.aborted; time++)
    await handlers.preview({ path: 'warm-up.millrace', document, node: 'data', port: 'table', side: 'out', rows: 200 }, signal)
}
