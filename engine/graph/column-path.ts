import type { Wire } from '../protocol/document.ts'
import { splitEnd } from '../protocol/document.ts'
import type { ColumnAct, Lineage } from '../protocol/lineage.ts'
import type { ColumnUses } from '../relation/column-uses.ts'

/** What a node makes of the columns that come in. Sources of values are ends `NODE.PORT` before it. */
export interface NodeColumns {
  /** By output port. */
  readonly tables: ReadonlyMap<string, ColumnUses>
  /** What a node that learns may learn from, by the end that it comes from. */
  readonly learns: ReadonlyMap<string, readonly string[]>
  /** Output ports that carry what was learned: models, reports. */
  readonly learned: readonly string[]
}

export interface PipelineColumns {
  readonly nodes: ReadonlyMap<string, NodeColumns>
  readonly wires: readonly Wire[]
}

/** What a model or a report carries of all columns that it was learned from. */
const everything = '*'

/** The way of one column: back to all that it is made of, and on to all that is made of it. `end`: `NODE.PORT` where it was picked. */
export function columnPath(pipeline: PipelineColumns, end: string, column: string): Lineage {
  const trace: Trace = { pipeline, nodes: new Map(), wires: new Map(), back: new Set(), on: new Set() }
  goBack(trace, end, column)
  goOn(trace, end, column)
  return {
    nodes: Object.fromEntries(
      [...trace.nodes].map(([id, { columns, acts, begins }]) => [
        id,
        { columns: [...columns].filter((name) => name !== everything), acts: [...acts.values()], begins },
      ]),
    ),
    wires: pipeline.wires.flatMap((wire) => {
      const carried = trace.wires.get(wire)
      return carried ? [{ ...wire, columns: [...carried].filter((name) => name !== everything) }] : []
    }),
  }
}

interface Passed {
  readonly columns: Set<string>
  readonly acts: Map<string, { column: string; act: ColumnAct }>
  begins: boolean
}

interface Trace {
  readonly pipeline: PipelineColumns
  readonly nodes: Map<string, Passed>
  readonly wires: Map<Wire, Set<string>>
  readonly back: Set<string>
  readonly on: Set<string>
}

function passed({ nodes }: Trace, id: string): Passed {
  const known = nodes.get(id) ?? { columns: new Set(), acts: new Map(), begins: false }
  nodes.set(id, known)
  return known
}

function act(trace: Trace, id: string, column: string, what: ColumnAct): void {
  if (column !== everything) passed(trace, id).acts.set(`${what} ${column}`, { column, act: what })
}

function carry({ wires }: Trace, wire: Wire, column: string): void {
  wires.set(wire, (wires.get(wire) ?? new Set()).add(column))
}

function goBack(trace: Trace, end: string, column: string): void {
  const key = `${end}\n${column}`
  if (trace.back.has(key)) return
  trace.back.add(key)
  const { node, port } = splitEnd(end)
  const here = passed(trace, node)
  here.columns.add(column)
  const columns = trace.pipeline.nodes.get(node)
  if (column === everything && columns) return goBackToLearned(trace, node, columns)
  const origins = columns?.tables.get(port)?.values.get(column) ?? []
  if (origins.length === 0) here.begins = true
  for (const { source, column: before, as } of origins) {
    noteValue(trace, node, { before, after: column, as })
    for (const use of columns?.tables.get(port)?.rows ?? [])
      if (use.source === source && use.column === before) act(trace, node, before, use.as)
    for (const wire of wiresBetween(trace.pipeline, source, node)) carry(trace, wire, before)
    goBack(trace, source, before)
  }
}

/** A model or a report is made of all that was learned from. */
function goBackToLearned(trace: Trace, node: string, { learns }: NodeColumns): void {
  for (const [source, names] of learns) {
    for (const name of names) {
      act(trace, node, name, 'learned')
      for (const wire of wiresBetween(trace.pipeline, source, node)) carry(trace, wire, name)
      goBack(trace, source, name)
    }
  }
}

function goOn(trace: Trace, end: string, column: string): void {
  const key = `${end}\n${column}`
  if (trace.on.has(key)) return
  trace.on.add(key)
  for (const wire of trace.pipeline.wires.filter(({ from }) => from === end)) {
    const { node } = splitEnd(wire.to)
    const columns = trace.pipeline.nodes.get(node)
    carry(trace, wire, column)
    passed(trace, node)
    if (!columns) continue
    let goesOn = false
    for (const [port, uses] of columns.tables) {
      for (const { source, column: used, as } of uses.rows) if (source === end && used === column) act(trace, node, column, as)
      for (const [after, origins] of uses.values) {
        const origin = origins.find((one) => one.source === end && one.column === column)
        if (!origin) continue
        goesOn = true
        noteValue(trace, node, { before: column, after, as: origin.as })
        passed(trace, node).columns.add(after)
        goOn(trace, `${node}.${port}`, after)
      }
    }
    const learns = column === everything || (columns.learns.get(end)?.includes(column) ?? false)
    if (learns && columns.learned.length > 0) act(trace, node, column, 'learned')
    if (learns) for (const port of columns.learned) goOn(trace, `${node}.${port}`, everything)
    const isTable = columns.tables.size > 0
    if (isTable && !goesOn && !learns && column !== everything) act(trace, node, column, 'dropped')
  }
}

function noteValue(trace: Trace, node: string, { before, after, as }: { before: string; after: string; as: 'same' | 'formula' }): void {
  if (as === 'formula') act(trace, node, before, 'formula')
  else if (before !== after) act(trace, node, before, 'renamed')
}

function wiresBetween({ wires }: PipelineColumns, end: string, node: string): Wire[] {
  return wires.filter(({ from, to }) => from === end && splitEnd(to).node === node)
}
