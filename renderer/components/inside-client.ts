import type { Client } from '../../engine/protocol/client.ts'
import { getDocument } from '../document/store.ts'
import { splitInside } from './inside-path.ts'
import { behindEnd, insideAt } from './inside-view.ts'

/** The engine knows pipelines, not what is open inside them: what is asked of a node inside a component is asked of the pipeline's node `use/inner`. */
export function insideClient(client: Client): Client {
  return ((method: string, input: Readonly<Record<string, unknown>>, signal?: AbortSignal) =>
    (client as (method: string, input: unknown, signal?: AbortSignal) => Promise<unknown>)(method, outward(input), signal)) as Client
}

function outward(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const at = typeof input['path'] === 'string' ? splitInside(input['path']) : null
  const outer = at && getDocument(at.path)
  if (!at || !outer) return input
  const inside = insideAt(outer.document, at.use)
  // An end of the component is no node of the engine's: its rows are those of the node behind it.
  const behind = (id: unknown) => (inside && typeof id === 'string' ? behindEnd(inside, id) : undefined)
  const named = (id: unknown) => (typeof id === 'string' ? `${at.use}/${behind(id)?.node ?? id}` : id)
  const end = behind(input['node'])
  return {
    ...input,
    path: at.path,
    ...('document' in input && { document: outer.document }),
    ...('node' in input && { node: named(input['node']) }),
    ...(end && 'port' in input && { port: end.port, side: end.side }),
    ...(['targets', 'from'] as const).reduce(
      (lists, key) => (Array.isArray(input[key]) ? { ...lists, [key]: input[key].map(named) } : lists),
      {},
    ),
  }
}
