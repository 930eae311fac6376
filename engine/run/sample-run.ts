import type { NodeDefinition } from '../../nodes/kit/define-node.ts'
import type { AddedColumn, PreviewContext, RowCollector } from '../../nodes/kit/context.ts'
import { NodeProblem } from '../../nodes/kit/problem.ts'
import type { Database } from '../adapters/duckdb/database.ts'
import { rowBatches } from '../adapters/duckdb/row-batches.ts'
import { openScript } from '../adapters/script/open-script.ts'
import { setRoles, values } from '../relation/build.ts'
import { literalOf } from '../relation/literal-value.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { Column, LiteralValue } from '../relation/types.ts'
import type { ArtifactStore } from '../store/artifact-store.ts'
import { onDisk } from './preview.ts'
import { relationsOf } from './relations-of.ts'
import type { RunSample } from './resolve.ts'
import type { SampledTable } from './sampled-rows.ts'
import { withSamples } from './source-samples.ts'

export interface SampleTools {
  readonly db: Database
  readonly store: ArtifactStore
  readonly scriptEntry: string
  readonly signal: AbortSignal
}

/** Rows that a step is tried on, and fewer of wide tables: they are handed over as text. */
const mostRows = 1000
const mostCells = 60_000
const fewestRows = 20

/** Does a run body for the first rows of its inputs, in this process and those that it starts; nothing is written. */
export async function sampleRun(
  step: { readonly definition: NodeDefinition; readonly params: Record<string, unknown>; readonly seed: number },
  inputs: ReadonlyMap<string, readonly SampledTable[]>,
  tools: SampleTools,
): Promise<RunSample> {
  const { definition, params, seed } = step
  if (!('run' in definition) || !definition.preview) throw new Error(`${definition.id} cannot be seen before a run`)
  const looked = new Map<string, readonly SampledTable[]>()
  for (const [port, tables] of inputs) looked.set(port, await Promise.all(tables.map((table) => firstRows(table, tools))))
  const complete = [...looked.values()].flat().every((table) => table.complete)
  try {
    const outputs = await definition.preview(params as never, relationsOf(definition, looked), contextOf(seed, tools))
    return { outputs, complete, problem: null }
  } catch (error) {
    if (error instanceof NodeProblem) return { outputs: {}, complete, problem: error.data }
    throw error
  }
}

async function firstRows({ relation, complete }: SampledTable, { db, store, signal }: SampleTools): Promise<SampledTable> {
  const { columns, part } = relation
  const most = Math.max(fewestRows, Math.min(mostRows, Math.floor(mostCells / Math.max(1, columns.length))))
  return withSamples(db, await onDisk(relation, store), async (sampled) => {
    const rows = await db.rows(`SELECT * FROM (${printRelation(sampled.relation)}) LIMIT ${most + 1}`, { signal })
    const taken = values(
      columns.map(({ name, type }) => ({ name, type })),
      rows.slice(0, most).map((row) => row.map((value, at) => literalOf(columns[at]?.type ?? 'text', value))),
    )
    const known = setRoles(taken, new Map(columns.map(({ name, role }) => [name, role])))
    return { relation: part ? { ...known, part } : known, complete: complete && sampled.complete && rows.length <= most }
  })
}

function contextOf(seed: number, { db, scriptEntry, signal }: SampleTools): PreviewContext {
  return {
    seed,
    progress: () => undefined,
    async count(relation) {
      const [row] = await db.rows(`SELECT count(*) FROM (${printRelation(relation)})`, { signal })
      return Number(row?.[0] ?? 0)
    },
    batches: (relation, size) => rowBatches(db, relation, size),
    script: (settings) => openScript(scriptEntry, settings, signal),
    collect: collectInMemory,
  }
}

function collectInMemory(): RowCollector {
  let columns: readonly Column[] = []
  const rows: LiteralValue[][] = []
  return {
    async add(pieces) {
      columns = pieces.map(({ name, type }) => ({ name, type }))
      const count = pieces[0]?.values.length ?? 0
      for (let row = 0; row < count; row++) rows.push(pieces.map(({ type, values: all }) => literalAt(type, all[row] ?? null)))
    },
    relation: () => (rows.length === 0 ? null : values(columns, rows)),
  }
}

/** A collected value as a literal: NaN is missing where no number is one, and 1 is yes. */
function literalAt(type: AddedColumn['type'], value: number | string | null): LiteralValue {
  if (typeof value !== 'number') return value
  if (type === 'float') return literalOf(type, value)
  if (Number.isNaN(value)) return null
  return type === 'bool' ? value !== 0 : value
}
