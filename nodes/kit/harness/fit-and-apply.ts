import { buildRecipe, stageProjections } from '../../../engine/learn/recipe.ts'
import { compileClosure } from '../../../engine/relation/closure/compile-closure.ts'
import { inputRelation } from '../../../engine/relation/build.ts'
import { resolveExpression } from '../../../engine/relation/resolve-expression.ts'
import type { Relation } from '../../../engine/relation/relation.ts'
import type { Column, LiteralValue, Value } from '../../../engine/relation/types.ts'
import { fitContext } from '../../../engine/run/fit-context.ts'
import type { ExampleTable, NodeDefinition } from '../define-node.ts'
import { appliedTables } from './compile-node.ts'
import { relationOf, tableOf } from './example-table.ts'
import type { Harness } from './open-harness.ts'

export interface FittedAndApplied {
  /** What was learnt, as it is stored: through JSON. */
  readonly state: unknown
  /** The first output of other rows, computed by DuckDB. */
  readonly rows: ExampleTable['rows']
  /** The same, row by row without a database, as an endpoint does. Only for nodes whose rows stay. */
  readonly served: readonly (readonly Value[])[]
}

/** Learns from one table and treats the rows of another, on both engines. */
export async function fitAndApply(
  { db }: Harness,
  node: NodeDefinition,
  params: unknown,
  tables: { readonly training: ExampleTable; readonly others: readonly (readonly LiteralValue[])[] },
): Promise<FittedAndApplied> {
  if (!('fit' in node)) throw new Error(`${node.id} has no fit body`)
  const { training, others } = tables
  const parsed = node.params.parse(params) as never
  const fit = fitContext(db, 1, new AbortController().signal)
  const state: unknown = JSON.parse(JSON.stringify(await node.fit(parsed, relationOf(training), fit)))
  const port = Object.keys(node.outputs)[0] ?? 'table'
  const apply = (input: Relation) => appliedTables(node, state, parsed, input)[port] as Relation
  const { rows } = await tableOf(db, apply(relationOf({ ...training, rows: others })))
  return { state, rows, served: rowByRow(apply(inputRelation('input', training.columns)), training.columns, others) }
}

function rowByRow(
  relation: Relation,
  columns: readonly Column[],
  rows: readonly (readonly LiteralValue[])[],
): readonly (readonly Value[])[] {
  const names = relation.columns.map(({ name }) => name)
  const [stage] = buildRecipe(relation, names).stages
  if (!stage) throw new Error('no step can be done row by row')
  let known: readonly Column[] = stage.columns
  const steps = stageProjections(stage.relation).map((exprs) => {
    const closures = exprs.map(({ expr }) => compileClosure(expr, known))
    known = exprs.map(({ name, expr }): Column => ({ name, type: resolveExpression(expr, known).type }))
    return (row: readonly Value[]) => closures.map((closure) => closure(row))
  })
  const places = stage.columns.map(({ name }) => columns.findIndex((column) => column.name === name))
  const last = names.map((name) => known.findIndex((column) => column.name === name))
  return rows.map((row) => {
    const done = steps.reduce<readonly Value[]>(
      (values, step) => step(values),
      places.map((place) => row[place] ?? null) as readonly Value[],
    )
    return last.map((place) => done[place] ?? null)
  })
}
