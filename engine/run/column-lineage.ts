import { columnPath, type NodeColumns } from '../graph/column-path.ts'
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

/** The way of a column through a resolved pipeline. A column that comes in is followed from where it leaves the node before. */
export function columnLineage(resolved: Resolved, { node, port, side, column }: PickedColumn): Lineage {
  const nodes = new Map([...resolved.nodes].map(([id, one]) => [id, nodeColumns(one)]))
  const wires = resolved.document.wires
  const sources = resolved.nodes.get(node)?.sources.get(port) ?? []
  const from = sources.find((source) => hasColumn(resolved, source, column)) ?? sources[0]
  const end = side === 'out' ? `${node}.${port}` : from ? `${from.node}.${from.port}` : null
  return end === null ? { nodes: {}, wires: [] } : columnPath({ nodes, wires }, end, column)
}

function hasColumn(resolved: Resolved, source: { node: string; port: string }, column: string): boolean {
  const relation = resolved.nodes.get(source.node)?.outputs.get(source.port)?.relation
  return relation?.columns.some(({ name }) => name === column) ?? false
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
