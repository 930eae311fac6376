import { EngineFailure } from '../../../engine/protocol/client.ts'
import { failureSchema } from '../../../engine/protocol/methods.ts'
import type { Problem } from '../../../engine/protocol/problem.ts'
import type { GridSort } from './grid-rows.ts'

export interface PageQuery {
  readonly fingerprint: string
  readonly port: string
  readonly offset: number
  readonly limit: number
  /** Place of the first column, and how many. */
  readonly first: number
  readonly columns: number
  readonly sort: GridSort | null
}

/** Bytes of an Arrow IPC stream with the rows asked for. Throws EngineFailure. */
export type ReadPage = (query: PageQuery, signal: AbortSignal) => Promise<Uint8Array>

const unreadable: Problem = {
  code: 'page-unreadable',
  severity: 'error',
  place: {},
  text: { en: 'The rows could not be read.', fr: 'Les lignes n’ont pas pu être lues.' },
  action: { en: 'Run the node again.', fr: 'Exécutez de nouveau le nœud.' },
}

/** Pages come as bytes, beside the JSON methods of the typed client. */
export async function fetchPage(
  { fingerprint, port, offset, limit, first, columns, sort }: PageQuery,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const query = new URLSearchParams({ offset: String(offset), limit: String(limit), first: String(first), columns: String(columns) })
  if (sort) {
    query.set('sort', sort.column)
    query.set('descending', String(sort.descending))
  }
  const url = `/api/artifacts/${encodeURIComponent(fingerprint)}/${encodeURIComponent(port)}/page?${query}`
  let response: Response
  try {
    response = await fetch(url, { credentials: 'same-origin', signal })
  } catch (error) {
    if (signal.aborted) throw error
    throw new EngineFailure(unreadable, 0)
  }
  if (!response.ok) {
    const failure = failureSchema.safeParse(await response.json())
    throw new EngineFailure(failure.success ? failure.data.problem : unreadable, response.status)
  }
  return new Uint8Array(await response.arrayBuffer())
}

let reader: ReadPage = fetchPage

/** For pages without an engine: rows from somewhere else. */
export function setReadPage(read: ReadPage): void {
  reader = read
}

export function getReadPage(): ReadPage {
  return reader
}
