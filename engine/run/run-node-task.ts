import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Artifact } from '../../nodes/kit/artifacts.ts'
import type { Inputs, NodeDefinition } from '../../nodes/kit/define-node.ts'
import type { NetworkTrainer } from '../../nodes/kit/context.ts'
import { openDatabase } from '../adapters/duckdb/database.ts'
import type { Relation } from '../relation/relation.ts'
import { accountHashKey } from '../store/hash-keys.ts'
import { relationsOf } from './relations-of.ts'
import { runContext } from './run-context.ts'
import type { RunNodeResult, RunNodeTask, WorkerMessage } from './worker-messages.ts'

export interface TaskTools {
  readonly say: (message: WorkerMessage) => void
  readonly enough: () => boolean
  /** Opens the database of the task, which closes it; a fresh one unless given. */
  readonly open?: typeof openDatabase
}

/** Runs the body of a node inside a worker process and puts its tables where the engine looks for them; of a fit body it gives the state. */
export async function runNodeTask(
  task: RunNodeTask,
  definition: NodeDefinition,
  network: NetworkTrainer,
  { say, enough, open = openDatabase }: TaskTools,
): Promise<RunNodeResult> {
  if (!('run' in definition || 'fit' in definition)) throw new Error(`${task.type} is no body for a worker`)
  const db = await open({
    memoryLimitBytes: task.memoryLimitBytes,
    threads: task.threads,
    tempDirectory: task.tempFolder,
    hashKey: accountHashKey,
  })
  let flush: () => void = () => undefined
  try {
    let found: unknown
    const context = runContext(task, db, network, { say, enough, keep: (value) => (found = value), atEnd: (work) => (flush = work) })
    const inputs = inputsOf(task, definition)
    if ('fit' in definition) {
      const state: unknown = await definition.fit(task.params as never, inputs.one(Object.keys(definition.inputs)[0] ?? 'table'), context)
      return { outputs: {}, rows: {}, found: state }
    }
    const outputs = await definition.run(task.params as never, inputs, context)
    const moved: Record<string, Artifact> = {}
    const rows: Record<string, number> = {}
    for (const [port, artifact] of Object.entries(outputs)) {
      if (artifact.kind !== 'table') {
        moved[port] = artifact
        continue
      }
      const written = isOwnFile(artifact.relation, task.outputFolder) ? artifact : await context.write(artifact.relation)
      rows[port] = await context.count(written.relation)
      moved[port] = { kind: 'table', relation: await moveTo(written.relation, join(task.outputFolder, `${port}.parquet`)) }
    }
    await context.kept?.clear()
    for (const name of await readdir(task.outputFolder)) if (/^(collected|table)-/.test(name)) await rm(join(task.outputFolder, name))
    return { outputs: moved, rows, ...(found !== undefined && { found }) }
  } finally {
    flush()
    db.close()
  }
}

function inputsOf(task: RunNodeTask, definition: NodeDefinition): Inputs {
  const relations = relationsOf(
    definition,
    new Map(Object.entries(task.tables).map(([port, tables]) => [port, tables.map((table) => ({ relation: table.physical }))])),
  )
  const at = <K extends Artifact['kind']>(port: string, kind: K) =>
    (task.artifacts[port] ?? []).filter((artifact): artifact is Extract<Artifact, { kind: K }> => artifact.kind === kind)
  return {
    ...relations,
    artifact(port, kind) {
      const [artifact] = at(port, kind)
      if (!artifact) throw new Error(`nothing of kind ${kind} at ${port}`)
      return artifact
    },
    artifacts: at,
  }
}

function isOwnFile(relation: Relation, folder: string): boolean {
  return (
    relation.op === 'scan' &&
    relation.source.format === 'parquet' &&
    relation.source.paths.length === 1 &&
    (relation.source.paths[0] ?? '').startsWith(folder)
  )
}

async function moveTo(relation: Relation, path: string): Promise<Relation> {
  if (relation.op !== 'scan') throw new Error('a table that was not written')
  await rename(relation.source.paths[0] as string, path)
  return { ...relation, source: { ...relation.source, paths: [path] } }
}
