import { copyStatement } from '../relation/print/copy-statement.ts'
import type { Database } from '../adapters/duckdb/database.ts'
import type { EngineEventBody } from '../protocol/event.ts'
import { lineageOf, replaceMarks } from '../relation/lineage.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { Relation } from '../relation/relation.ts'
import type { ArtifactStore, StoredPort } from '../store/artifact-store.ts'
import { fileSizes } from './source-rows.ts'
import type { Plan } from './plan-run.ts'
import type { Resolved } from './resolve.ts'
import { throttledProgress } from './throttled-progress.ts'
import { watchFiles } from './watch-files.ts'

interface RunTablesTools {
  readonly db: Database
  readonly store: ArtifactStore
  emit(event: EngineEventBody): void
}

/** The tables of one run: what each port gives, and getting it onto disk once where a step needs it there. */
export class RunTables {
  /** Logical relation of every table port, as the steps that are done really give it. */
  readonly logical = new Map<string, Relation>()
  /** What this run has written, by fingerprint and port. */
  readonly rewritten = new Set<string>()
  private readonly request: {
    readonly runId: string
    readonly resolved: Resolved
    readonly plan: Pick<Plan, 'anew'>
    readonly signal: AbortSignal
  }
  private readonly tools: RunTablesTools
  private readonly written = new Map<string, Promise<number>>()

  constructor(request: RunTables['request'], tools: RunTablesTools) {
    this.request = request
    this.tools = tools
  }

  /** The relation with everything that lies on disk read from there. */
  async physical(relation: Relation): Promise<Relation> {
    const tables = await this.stored(relation)
    return replaceMarks(relation, (part) => tables.get(part.fingerprint))
  }

  async stored(relation: Relation): Promise<Map<string, Relation>> {
    const tables = new Map<string, Relation>()
    for (const fingerprint of lineageOf(relation)) {
      const dot = fingerprint.lastIndexOf('.')
      if (this.request.plan.anew.has(fingerprint.slice(0, dot)) && !this.rewritten.has(fingerprint)) continue
      const table = await this.tools.store.table(fingerprint.slice(0, dot), fingerprint.slice(dot + 1))
      if (table) tables.set(fingerprint, table)
    }
    return tables
  }

  async copy(relation: Relation, path: string, node: string): Promise<number> {
    const physical = await this.physical(relation)
    const sql = printRelation(physical, { sizes: await fileSizes(physical) })
    const progress = throttledProgress(this.request.runId, node, this.tools.emit)
    const { db } = this.tools
    const unchanged = await watchFiles(physical)
    const rows = await db.execute(copyStatement(sql, path, db.groupRows), { signal: this.request.signal, onProgress: progress.share })
    await unchanged()
    return rows
  }

  /** Writes a table that a run body reads, once, under the fingerprint of the step that gives it. */
  async materialised(relation: Relation, reader: string): Promise<Relation> {
    const physical = await this.physical(relation)
    if (isPlainParquet(physical)) return physical
    if (relation.op !== 'mark') throw new Error('a table that no step gave')
    const known = this.written.get(relation.fingerprint)
    if (known) await known
    else {
      const writing = this.writeInput(relation, reader)
      this.written.set(relation.fingerprint, writing)
      await writing
    }
    return this.physical(relation)
  }

  private async writeInput(relation: Extract<Relation, { op: 'mark' }>, reader: string): Promise<number> {
    const fingerprint = relation.fingerprint.slice(0, relation.fingerprint.lastIndexOf('.'))
    const before = await this.tools.store.record(fingerprint)
    const writing = await this.tools.store.begin(fingerprint)
    try {
      const rows = await this.copy(relation, `${writing.folder}/${relation.port}.parquet`, reader)
      const giver = this.request.resolved.nodes.get(relation.node)
      await writing.commit({
        ...(before ?? {
          fingerprint,
          node: relation.node,
          type: giver?.definition?.id ?? '',
          finishedAt: new Date().toISOString(),
          seconds: 0,
          memoryBytes: null,
          notices: [],
        }),
        rows: { ...before?.rows, [relation.port]: rows },
        ports: { ...before?.ports, [relation.port]: storedTable(relation, rows) },
      })
      this.rewritten.add(relation.fingerprint)
      return rows
    } catch (error) {
      await writing.discard()
      throw error
    }
  }
}

/** What is remembered of a table that was written. */
export function storedTable(relation: Relation, rows: number): StoredPort {
  return {
    kind: 'table',
    columns: relation.columns,
    ...(relation.part && { part: relation.part }),
    rows,
    lineage: [...lineageOf(relation)],
  }
}

function isPlainParquet(relation: Relation): boolean {
  return relation.op === 'mark' ? isPlainParquet(relation.input) : relation.op === 'scan' && relation.source.format === 'parquet'
}
