import { stat, statfs } from 'node:fs/promises'
import type { Relation } from '../relation/relation.ts'
import type { ArtifactStore } from '../store/artifact-store.ts'
import type { Resolved, ResolvedNode } from './resolve.ts'
import { storedTable } from './run-tables.ts'
import { scansOf } from './source-rows.ts'
import type { WorkerPool } from './worker-pool.ts'

export interface KeepSourcesOptions {
  readonly store: ArtifactStore
  readonly workers: WorkerPool
  /** Where DuckDB spills, on the disk that the artifacts lie on. */
  readonly tempFolder: string
  readonly memoryLimitBytes: number
  readonly threads: number
  /** All artifacts together may take so much. */
  readonly cacheLimitBytes: number
  /** Files shorter than this are parsed faster than anyone waits; 32 MB unless given. */
  readonly fewestBytes?: number
  /** How long nothing must have been asked before the work begins, in milliseconds. */
  readonly quietMs?: number
  log(text: string): void
}

export interface SourceKeeper {
  /** Says that these sources are in use: the long text files among them are kept as columns soon, one after the other. */
  offer(resolved: Resolved): void
  /** Ends what goes on, and waits for its end. */
  stop(): Promise<void>
}

interface Source {
  /** The node in its pipeline: a newer fingerprint of it makes an older one useless. */
  readonly place: string
  readonly node: ResolvedNode
  readonly port: string
  readonly relation: Relation
}

const mebibyte = 1024 ** 2

/**
 * Keeps what a source node reads from long text files (CSV, JSON, lines) as its artifact, while nothing else goes on: by a process of low priority
 * that runs give way to by themselves. Every later run and preview reads columns in place of text. A file that cannot be read to its
 * end is left to the run, which says what is wrong with it.
 */
export function keepSources(options: KeepSourcesOptions): SourceKeeper {
  const { fewestBytes = 32 * mebibyte, quietMs = 1500 } = options
  const waiting = new Map<string, Source>()
  const given = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let now: { readonly source: Source; readonly abort: AbortController } | null = null
  let work: Promise<void> = Promise.resolve()
  let stopped = false

  const keep = async (source: Source, signal: AbortSignal): Promise<void> => {
    const { node, port, relation } = source
    const before = await options.store.record(node.fingerprint)
    if (before?.ports[port] || !(await isWorthIt(relation, options, fewestBytes))) return
    const writing = await options.store.begin(node.fingerprint)
    try {
      const started = performance.now()
      const { tempFolder, memoryLimitBytes, threads } = options
      const path = `${writing.folder}/${port}.parquet`
      const { result } = await options.workers.run({ kind: 'keep-table', relation, path, tempFolder, memoryLimitBytes, threads }, signal)
      const rows = Number(result)
      await writing.commit({
        fingerprint: node.fingerprint,
        node: node.id,
        type: node.definition?.id ?? '',
        finishedAt: new Date().toISOString(),
        seconds: (performance.now() - started) / 1000,
        memoryBytes: null,
        notices: node.notices,
        rows: { [port]: rows },
        ports: { [port]: storedTable(relation, rows) },
      })
    } catch (error) {
      await writing.discard()
      throw error
    }
  }

  const next = async (): Promise<void> => {
    for (const [place, source] of waiting) {
      if (stopped) return
      waiting.delete(place)
      given.add(source.node.fingerprint)
      const abort = new AbortController()
      now = { source, abort }
      try {
        await keep(source, abort.signal)
      } catch (error) {
        if (!abort.signal.aborted)
          options.log(`${source.node.id} is read as text: ${error instanceof Error ? error.message : String(error)}`)
      } finally {
        now = null
      }
    }
  }

  return {
    offer(resolved) {
      if (stopped) return
      for (const source of sourcesOf(resolved)) {
        if (now?.source.place === source.place && now.source.node.fingerprint !== source.node.fingerprint) now.abort.abort()
        if (given.has(source.node.fingerprint)) waiting.delete(source.place)
        else waiting.set(source.place, source)
      }
      clearTimeout(timer)
      if (waiting.size === 0) return
      timer = setTimeout(() => {
        work = work.then(next)
      }, quietMs)
      timer.unref()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      now?.abort.abort()
      await work
    },
  }
}

/** What the source nodes of a document read. */
function sourcesOf({ document, nodes }: Resolved): Source[] {
  return [...nodes.values()].flatMap((node) => {
    if (!node.definition || !('read' in node.definition) || node.node.disabled || node.fingerprint === '') return []
    const [port = 'table'] = Object.keys(node.definition.outputs)
    const relation = node.outputs.get(port)?.relation
    return relation ? [{ place: `${document.name}\n${node.id}`, node, port, relation }] : []
  })
}

/** Whether a relation reads so much text that parsing it again and again is felt, and the disk has room for what comes of it. */
async function isWorthIt(relation: Relation, { tempFolder, cacheLimitBytes }: KeepSourcesOptions, fewestBytes: number): Promise<boolean> {
  const texts = [...scansOf(relation)].filter(({ source }) => source.format === 'csv' || source.format === 'json')
  const sizes = await Promise.all(texts.flatMap(({ source }) => source.paths.map(async (path) => (await stat(path)).size)))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  const disk = await statfs(tempFolder)
  return bytes >= fewestBytes && bytes <= cacheLimitBytes / 2 && disk.bavail * disk.bsize > bytes * 2
}
