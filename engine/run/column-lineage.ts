import { columnPath, type NodeColumns } from '../graph/column-path.ts'
import { splitEnd } from '../protocol/document.ts'
import type { Lineage } from '../protocol/lineage.ts'
import { columnUses, type ColumnUses } from '../relation/column-uses.ts'
import type { Relation } from '../relation/relation.ts'
import type { Resolved, ResolvedNode } from './resolve.ts'

export interface PickedColumn {
  readonly node: string
  readonly port: string
  readonly side: 'in' | 'out'
  readonly column: string
}

/**
 * The way of a column through a resolved pipeline, as its canvas shows it: what happens inside a component is told of the node that uses it. A
 * column that comes in is followed from where it leaves the node before.
 */
export function columnLineage(resolved: Resolved, { node, port, side, column }: PickedColumn): Lineage {
  const { document, source } = resolved
  const flat = Object.keys(document.nodes).flatMap((id) => resolved.nodes.get(id) ?? [])
  const nodes = new Map(flat.map((one) => [one.id, nodeColumns(one)]))
  const ends = side === 'out' ? [`${node}.${port}`] : source.wires.filter(({ to }) => to === `${node}.${port}`).map(({ from }) => from)
  const inner = ends.map((end) => innerSource(resolved, end))
  const end = inner.find((one) => hasColumn(resolved, one, column)) ?? inner[0]
  if (end === undefined) return { nodes: {}, wires: [] }
  return onCanvas(resolved, columnPath({ nodes, wires: document.wires }, end, column))
}

function innerSource({ uses }: Resolved, end: string): string {
  const { node, port } = splitEnd(end)
  return uses.get(node)?.outputs.get(port) ?? end
}

function innerTargets({ uses }: Resolved, end: string): readonly string[] {
  const { node, port } = splitEnd(end)
  return uses.get(node)?.inputs.get(port) ?? [end]
}

function hasColumn(resolved: Resolved, end: string, column: string): boolean {
  const { node, port } = splitEnd(end)
  const relation = resolved.nodes.get(node)?.outputs.get(port)?.relation
  return relation?.columns.some(({ name }) => name === column) ?? false
}

function onCanvas(resolved: Resolved, flat: Lineage): Lineage {
  if (resolved.uses.size === 0) return flat
  const nodes: Record<string, Lineage['nodes'][string]> = {}
  for (const [id, passed] of Object.entries(flat.nodes)) {
    const [top = id] = id.split('/')
    const before = nodes[top] ?? { columns: [], acts: [], begins: false }
    const outputs = [...(resolved.uses.get(top)?.outputs.values() ?? [])].map((end) => splitEnd(end).node)
    const leaves = top === id || outputs.includes(id)
    nodes[top] = {
      columns: [...new Set([...before.columns, ...(leaves ? passed.columns : [])])],
      acts: [...before.acts, ...passed.acts],
      begins: before.begins || passed.begins,
    }
  }
  const wires = resolved.source.wires.flatMap(({ from, to }) => {
    const [start, targets] = [innerSource(resolved, from), innerTargets(resolved, to)]
    const carried = flat.wires.filter((wire) => wire.from === start && targets.includes(wire.to))
    return carried.length === 0 ? [] : [{ from, to, columns: [...new Set(carried.flatMap(({ columns }) => columns))] }]
  })
  return { nodes, wires }
}

function nodeColumns(node: ResolvedNode): NodeColumns {
  const before = new Set([...node.sources.values()].flat().map(({ node: id, port }) => `${id}.${port}`))
  const sourceOf = (part: Relation) => (part.op === 'mark' && before.has(`${part.node}.${part.port}`) ? `${part.node}.${part.port}` : null)
  const runs = node.definition !== undefined && 'run' in node.definition
  const tables = new Map<string, ColumnUses>()
  for (const [port, { relation }] of node.outputs)
    if (relation) tables.set(port, runs ? runUses(node, relation) : columnUses(relation, sourceOf))
  const learned = Object.entries(node.definition?.outputs ?? {}).flatMap(([port, { kind }]) => (kind === 'table' ? [] : [port]))
  return { tables, learns: runs ? learnedFrom(node) : new Map(), learned: runs ? learned : [] }
}

/** What a node that runs by itself makes: columns of the same name pass through it, others come of all that it may read. */
function runUses(node: ResolvedNode, { columns }: Relation): ColumnUses {
  const inputs = tablesBefore(node)
  const learned = learnedFrom(node)
  const all = [...learned].flatMap(([source, names]) => names.map((column) => ({ source, column, as: 'formula' as const })))
  const models = [...node.sources].flatMap(([port, sources]) =>
    node.inputs.has(port)
      ? []
      : sources.map((source) => ({ source: `${source.node}.${source.port}`, column: '*', as: 'formula' as const })),
  )
  const values = columns.map(({ name }) => {
    const same = inputs.filter(({ relation }) => relation.columns.some((column) => column.name === name))
    return [
      name,
      same.length > 0 ? same.map(({ end }) => ({ source: end, column: name, as: 'same' as const })) : [...all, ...models],
    ] as const
  })
  return { values: new Map(values), rows: [] }
}

function tablesBefore(node: ResolvedNode): { end: string; relation: Relation }[] {
  return [...node.inputs].flatMap(([port, tables]) =>
    tables.flatMap(({ relation }, at) => {
      const source = node.sources.get(port)?.[at]
      return relation && source ? [{ end: `${source.node}.${source.port}`, relation }] : []
    }),
  )
}

/** The columns that a node may learn from: all but those that never become features. */
function learnedFrom(node: ResolvedNode): Map<string, readonly string[]> {
  const models = [...node.sources].flatMap(([port, sources]) => (node.inputs.has(port) ? [] : sources))
  return new Map([
    ...tablesBefore(node).map(({ end, relation }): [string, string[]] => [
      end,
      relation.columns.filter(({ role }) => role !== 'id' && role !== 'ignore').map(({ name }) => name),
    ]),
    ...models.map(({ node: id, port }): [string, string[]] => [`${id}.${port}`, ['*']]),
  ])
}
