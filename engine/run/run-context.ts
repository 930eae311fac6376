import { join } from 'node:path'
import millrace from '../../package.json' with { type: 'json' }
import type { AddedColumn, NetworkTrainer, RunContext, WriteFormat, WriteOptions, WrittenFile } from '../../nodes/kit/context.ts'
import type { TableArtifact } from '../../nodes/kit/artifacts.ts'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import type { Database } from '../adapters/duckdb/database.ts'
import { copyStatement } from '../relation/print/copy-statement.ts'
import { rowBatches } from '../adapters/duckdb/row-batches.ts'
import { rowCollector } from '../adapters/duckdb/row-collector.ts'
import { openScript } from '../adapters/script/open-script.ts'
import { threadCrews } from '../adapters/threads/thread-crew.ts'
import { writeFiles } from '../adapters/files/write-files.ts'
import { writeContents } from '../adapters/files/write-contents.ts'
import { soloCrews } from '../kernels/crew.ts'
import { rawRows } from '../learn/raw-rows.ts'
import { buildRecipe, replayStage, stageFor } from '../learn/recipe.ts'
import { scan, setRoles } from '../relation/build.ts'
import { lineageOf, replaceMarks } from '../relation/lineage.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import { duckdbType } from '../relation/print/duckdb-type.ts'
import type { Relation } from '../relation/relation.ts'
import type { Column } from '../relation/types.ts'
import { accountHashKey } from '../store/hash-keys.ts'
import { keptTraining } from '../store/kept-training.ts'
import { openModelStore } from '../store/model-store.ts'
import { columnsUnfit } from './columns-unfit.ts'
import { fitContext } from './fit-context.ts'
import type { RunNodeTask, WatchedTraining, WorkerMessage } from './worker-messages.ts'

/** Who hears what a body says and keeps, and tells it when a person has enough. */
interface RunListener extends Pick<RunContext, 'keep' | 'enough'> {
  readonly say: (message: WorkerMessage) => void
  /** Given what is to be called when the body has ended: it says what was kept back. */
  atEnd(flush: () => void): void
}

/** The context of a run body inside a worker process. */
export function runContext(
  task: RunNodeTask,
  db: Database,
  network: NetworkTrainer,
  { say, keep, enough, atEnd }: RunListener,
): RunContext {
  const signal = new AbortController().signal
  const started = performance.now()
  let files = 0
  let points: { name: string; step: number; value: number }[] = []
  let sentAt = 0
  let toldAt = 0
  let timer: NodeJS.Timeout | undefined
  let watched: Omit<WatchedTraining, 'memoryBytes'> = {}

  // Points are kept back so that the stream carries at most ten messages a second.
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (points.length === 0) return
    say({ type: 'points', points, watched: { ...watched, memoryBytes: process.memoryUsage.rss() } })
    points = []
    sentAt = performance.now()
  }

  atEnd(flush)

  const tableAt = (port: string) => {
    const table = task.tables[port]?.[0]
    if (!table) throw new Error(`no table at ${port}`)
    return table
  }

  return {
    ...fitContext(db, task.seed, signal, task.artifacts),
    progress(share, note) {
      // A training may tell of thousands of steps a second; nobody sees them, and the engine would read them all.
      const now = performance.now()
      if (now - toldAt < 50 && share < 1 && !note) return
      toldAt = now
      say({ type: 'progress', share, ...(note && { note }) })
    },
    metric(name, step, value) {
      // A loss beyond all numbers is no point of a curve, and no JSON.
      if (!Number.isFinite(value)) return
      points.push({ name, step, value })
      if (performance.now() - sentAt > 100) flush()
      else timer ??= setTimeout(flush, 100)
    },
    enough() {
      watched = { ...watched, canStop: true }
      return enough()
    },
    device(device) {
      watched = { ...watched, device }
    },
    log: (text) => say({ type: 'log', text }),
    keep,
    hashKeys: async (names) => new Map(await Promise.all(names.map(async (name) => [name, await accountHashKey(name)] as const))),
    async count(relation) {
      const [row] = await db.rows(`SELECT count(*) FROM (${printRelation(relation)})`)
      return Number(row?.[0] ?? 0)
    },
    freeMemory: () => process.availableMemory(),
    write: (relation, added = []) => write(relation, added),
    async exportFile(relation, path, format) {
      const [written] = await exportFiles(relation, path, format, {})
      return written?.rows ?? 0
    },
    exportFiles,
    exportContents: (contents, path, existing) => writeContents(contents, { path: granted(path), existing }),
    millraceVersion: millrace.version,
    seconds: () => (performance.now() - started) / 1000,
    studied: task.studied,
    title: task.title,
    fingerprint: task.fingerprint,
    rawRows(port, columns) {
      const { logical, stored } = tableAt(port)
      return replaceMarks(rawRows(logical, columns), (part) => stored[part.fingerprint])
    },
    recipe: (port, columns) => buildRecipe(tableAt(port).logical, columns),
    replay(model, port) {
      const { physical, logical } = tableAt(port)
      const table = { columns: physical.columns, lineage: lineageOf(logical) }
      const features = model.features.map((feature) => feature.name)
      const withTarget = stageFor(model.recipe, table, [...features, model.target.name])
      const found = 'missing' in withTarget ? stageFor(model.recipe, table, features) : withTarget
      if ('missing' in found) throw new NodeProblem(columnsUnfit(model.name, port, { ...found, given: physical.columns }))
      const replayed = replayStage(found, physical)
      return { ...replayed, target: 'missing' in withTarget ? null : model.target.name }
    },
    network,
    ...(task.keptFolder !== undefined && {
      kept: keptTraining({
        folder: task.keptFolder,
        fingerprint: task.fingerprint,
        heard: (what, place) => say(what === 'written' ? { type: 'kept', place } : { type: 'log', text: `goes on from ${place.en}` }),
      }),
    }),
    crews: task.crew.size > 1 ? threadCrews(task.crew.size, task.crew.entry) : soloCrews,
    batches: (relation, size) => rowBatches(db, relation, size),
    script: (settings) => openScript(task.scriptEntry, settings),
    collect: () => rowCollector(db, join(task.outputFolder, `collected-${files++}`)),
    async registered() {
      const { folder = '', id = '' } = task.registered ?? {}
      const model = await openModelStore(folder).read(id)
      if (!model) throw new Error(`no model ${id} in ${folder}`)
      return model
    },
    requests: (endpoint) => Promise.resolve(task.requests[endpoint] ?? null),
  }

  async function exportFiles(
    relation: Relation,
    path: string,
    format: WriteFormat,
    options: WriteOptions,
  ): Promise<readonly WrittenFile[]> {
    return writeFiles(relation, { db, format, options, path: granted(path) })
  }

  function granted(path: string): string {
    const target = task.exports[path]
    if (target === undefined) throw new Error(`not granted: ${path}`)
    return target
  }

  async function write(relation: Relation, added: readonly AddedColumn[]): Promise<TableArtifact> {
    const path = join(task.outputFolder, `table-${files++}.parquet`)
    const columns: Column[] = [...relation.columns, ...added.map((column): Column => ({ name: column.name, type: column.type }))]
    let sql = printRelation(relation)
    if (added.length > 0) {
      const width = relation.columns.length
      await db.createTable(
        'added',
        added.map((column, index) => ({ ...column, name: `c${width + index}` })),
      )
      sql = `SELECT * FROM (${sql}) POSITIONAL JOIN added`
    }
    await db.execute(copyStatement(sql, path, db.groupRows))
    const physical = columns.map((column, index) => ({ name: `c${index}`, duckdb: duckdbType(column.type) }))
    const written = scan({ format: 'parquet', paths: [path], physical }, columns, [...lineageOf(relation)])
    const roles = setRoles(written, new Map(relation.columns.map((column) => [column.name, column.role])))
    return { kind: 'table', relation: relation.part ? { ...roles, part: relation.part } : roles }
  }
}
