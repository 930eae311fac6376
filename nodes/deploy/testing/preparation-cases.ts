// For tests only: every node that prepares rows, as it falls on the canvas and as its examples show it, with raw rows to ask.

import type { Model } from '../../../engine/learn/model.ts'
import { LearnProblem } from '../../../engine/learn/problem.ts'
import { stageProjections } from '../../../engine/learn/recipe.ts'
import type { JsonValue } from '../../../engine/relation/read-value.ts'
import type { Column } from '../../../engine/relation/types.ts'
import { catalogue } from '../../catalogue.ts'
import type { ExampleMade, ExampleTable, NodeDefinition } from '../../kit/define-node.ts'
import type { Harness } from '../../kit/harness/open-harness.ts'
import { NodeProblem } from '../../kit/problem.ts'
import { recipeModel } from './recipe-model.ts'

/** A model behind one node, and rows of its raw columns. */
export interface PreparationCase {
  readonly node: string
  readonly name: string
  readonly model: Model
  readonly table: ExampleTable
}

const columns: readonly Column[] = [
  { name: 'age', type: 'int' },
  { name: 'income', type: 'float' },
  { name: 'ratio', type: 'float' },
  { name: 'town', type: 'text' },
  { name: 'note', type: 'text' },
  { name: 'born', type: 'date' },
  { name: 'seen', type: 'timestamp' },
  { name: 'member', type: 'bool' },
  { name: 'y', type: 'float', role: 'target' },
]
const towns = ['Lyon', 'Paris', ' paris', 'Nice', "L'Aigle", 'Saint-Étienne']
const notes = ['Good value', 'too  expensive, sadly', 'ok', 'Good, and good again', 'ÉTÉ 2023: n° 12']
const rarely = <T>(row: number, each: number, value: T): T | null => (row % each === each >> 2 ? null : value)

const people: ExampleTable = {
  columns,
  rows: Array.from({ length: 90 }, (_, row) => [
    rarely(row, 11, 20 + ((row * 7) % 50)),
    rarely(row, 13, row === 40 ? 9000 : 100 + ((row * 37) % 211) / 7),
    ((row * 29) % 97) / 97,
    rarely(row, 17, towns[(row * row) % towns.length] ?? ''),
    rarely(row, 19, notes[(row * 3) % notes.length] ?? ''),
    rarely(row, 23, `20${10 + (row % 14)}-0${1 + (row % 9)}-1${row % 10}`),
    rarely(row, 29, `2024-0${1 + (row % 9)}-2${row % 8} ${10 + (row % 14)}:${10 + (row % 50)}:0${row % 10}`),
    rarely(row, 7, row % 3 === 0),
    ((row * 31) % 53) / 5,
  ]),
}

/** Settings that neither a default nor an example has. */
const more: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  'outlier.unusual-rows': [
    { method: 'forest', trees: 60, treeRows: 80 },
    { method: 'factor', neighbours: 5 },
  ],
  'feature.target-encode': [{ method: 'woe', target: 'member', noise: 0.2 }],
}

/** Nodes that make one table of one table, and do it without a worker. */
function preparations(): readonly NodeDefinition[] {
  return [...catalogue.values()].filter((node) => {
    const [input, ...others] = Object.values(node.inputs)
    const takesOne = input?.kind === 'table' && input.many !== true && others.length === 0
    return takesOne && Object.values(node.outputs)[0]?.kind === 'table' && ('fit' in node || 'compile' in node)
  })
}

/** All cases in which a model has steps to take along. What a node refuses by itself is left out, as no learner stands behind it then. */
export async function* preparationCases(harness: Harness): AsyncGenerator<PreparationCase> {
  for (const node of preparations()) {
    const [port = ''] = Object.keys(node.inputs)
    const settings = [
      { name: 'as it falls', params: {}, table: people },
      ...(more[node.id] ?? []).map((params) => ({ name: JSON.stringify(params), params, table: people })),
      ...node.examples.flatMap(({ inputs, params }, at) => {
        const table = inputs?.[port]
        return table && 'columns' in table ? [{ name: `example ${at + 1}`, params, table }] : []
      }),
    ]
    for (const { name, params, table } of settings) {
      const model = await modelBehind(harness, node, { params, port, table })
      if (model && model.recipe.stages.some(({ relation }) => stageProjections(relation).length > 0))
        yield { node: node.id, name: `${node.id}, ${name}`, model, table }
    }
  }
}

async function modelBehind(
  harness: Harness,
  node: NodeDefinition,
  { params, port, table }: { readonly params: Readonly<Record<string, unknown>>; readonly port: string; readonly table: ExampleTable },
): Promise<Model | null> {
  // A node that changes nothing, so that the raw columns are those of a source.
  const source: ExampleMade = { node: 'clean.rename-columns', port: 'table', params: {}, inputs: { table } }
  try {
    const { artifacts, tables } = await harness.run(node, params, { [port]: source })
    const [first = ''] = Object.keys(node.outputs)
    const artifact = artifacts[first]
    return artifact?.kind === 'table' ? recipeModel(artifact.relation, tables[first]?.rows ?? []) : null
  } catch (error) {
    if (error instanceof NodeProblem || error instanceof LearnProblem) return null
    throw error
  }
}

const oddNumbers: Partial<Record<Column['type'], readonly number[]>> = { int: [-3, 100_000, 0], float: [-3.5, 1e6, 0] }

/** The rows of a case in the order of the raw columns, and more with a cell that is missing or that nobody has seen. */
export function rawRowsOf({ table }: PreparationCase, asked: readonly Column[]): readonly (readonly JsonValue[])[] {
  const places = asked.map(({ name }) => table.columns.findIndex((column) => column.name === name))
  // An empty text is a missing one in ONNX and CSV; endless numbers are none in JSON.
  const usual = (value: unknown): JsonValue =>
    value === undefined || value === '' || value === 'Infinity' || value === 'NaN' ? null : (value as JsonValue)
  const rows = table.rows.slice(0, 40).map((row) => places.map((place) => usual(row[place])))
  const changed = asked.flatMap(({ type }, at) => {
    const row = rows[at % Math.max(1, rows.length)] ?? asked.map(() => null)
    const cell = row[at]
    const text = typeof cell === 'string' ? cell : JSON.stringify(cell)
    const others = type === 'text' ? ['never heard of', `  ${text}\t`, text.toUpperCase()] : (oddNumbers[type] ?? [])
    return [null, ...others].map((value) => row.with(at, value))
  })
  return [...rows, ...changed, asked.map(() => null)]
}
