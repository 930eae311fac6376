import type { Relation } from '../../../engine/relation/relation.ts'
import type { Column, Value } from '../../../engine/relation/types.ts'
import { soloCrews } from '../../../engine/kernels/crew.ts'
import { relationsOf } from '../../../engine/run/relations-of.ts'
import type { ColumnData } from '../context.ts'
import type { ExampleTable, NodeDefinition } from '../define-node.ts'
import { NodeProblem, type NodeProblemData } from '../problem.ts'
import { values } from '../../../engine/relation/build.ts'

type Tables = Readonly<Record<string, ExampleTable | Relation | readonly ExampleTable[]>>

/** The relations that a compile body gives on these tables, by port; computes no row. */
export function compileNode(node: NodeDefinition, params: unknown, tables: Tables = {}): Readonly<Record<string, Relation>> {
  if (!('compile' in node)) throw new Error(`${node.id} has no compile body`)
  const inputs = new Map(
    Object.entries(tables).map(([port, given]) => [port, [given].flat().map((table) => ({ relation: relationIn(table) }))]),
  )
  const result = node.compile(node.params.parse(params) as never, relationsOf(node, inputs))
  return 'op' in result && typeof result.op === 'string' ? { table: result as Relation } : (result as Readonly<Record<string, Relation>>)
}

/** The state that a fit body learns when its questions are answered by these rows, one list of rows a question. */
export async function fitNode(
  node: NodeDefinition,
  params: unknown,
  table: ExampleTable,
  answers: readonly (readonly (readonly Value[])[])[],
) {
  if (!('fit' in node)) throw new Error(`${node.id} has no fit body`)
  const parsed = node.params.parse(params) as never
  const left = [...answers]
  const input = relationIn(table)
  const rows = () => Promise.resolve(left.shift() ?? [])
  const state: unknown = await node.fit(parsed, input, {
    seed: 1,
    signal: new AbortController().signal,
    rows,
    yieldNow: () => Promise.resolve(),
    progress: () => undefined,
    load: (_, columns) => Promise.resolve(numbersOf(columns, left.shift() ?? [])),
    crews: soloCrews,
    model: () => undefined,
  })
  const outputs = appliedTables(node, state, parsed, input)
  return { state, applied: outputs[Object.keys(node.outputs)[0] ?? 'table'] ?? input, outputs }
}

/** Answers as columns of numbers, in the order asked for. */
function numbersOf(columns: readonly Column[], rows: readonly (readonly Value[])[]): ColumnData {
  const numbers = columns.map(
    ({ name }, at) => [name, Float64Array.from(rows, (row) => (row[at] === null ? Number.NaN : Number(row[at])))] as const,
  )
  return { rows: rows.length, numbers: new Map(numbers), categories: new Map() }
}

/** What a fit body makes of a table with a state, by port. */
export function appliedTables(node: NodeDefinition, state: unknown, parsed: unknown, input: Relation): Readonly<Record<string, Relation>> {
  if (!('fit' in node)) throw new Error(`${node.id} has no fit body`)
  const applied = node.apply(state as never, parsed as never, input)
  return 'op' in applied && typeof applied.op === 'string'
    ? { [Object.keys(node.outputs)[0] ?? 'table']: applied as Relation }
    : (applied as Readonly<Record<string, Relation>>)
}

/** What a node objects to; fails when it objects to nothing or throws anything else. */
export async function problemOf(attempt: () => unknown): Promise<NodeProblemData> {
  try {
    await attempt()
  } catch (error) {
    if (error instanceof NodeProblem) return error.data
    throw error
  }
  throw new Error('there was no problem')
}

/** Names and types in one line each, with the role where there is one. */
export function columnsOf(relation: Relation | undefined): readonly string[] {
  return (relation?.columns ?? []).map(({ name, type, role }) => `${name}: ${type}${role ? ` (${role})` : ''}`)
}

/** The node's plain sentence in English. */
export function sentenceOf(node: NodeDefinition, params: unknown): string {
  return node.explain(node.params.parse(params) as never).en
}

function relationIn(table: ExampleTable | Relation): Relation {
  return 'op' in table ? table : values(table.columns, table.rows)
}
