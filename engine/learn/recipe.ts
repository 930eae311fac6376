import { columnsOf, hasWindow } from '../relation/expression-tree.ts'
import { call, column as columnExpr, type NamedExpr } from '../relation/expression.ts'
import { freeName, inputRelation, project } from '../relation/build.ts'
import type { Relation } from '../relation/relation.ts'
import type { Column, DataType } from '../relation/types.ts'
import { laterExpression } from './later-expression.ts'
import type { Recipe, RecipeStage } from './model.ts'

/**
 * Follows a relation down from the learner as long as each row can be computed from one row below: projections are kept (only what the
 * wanted columns need, as later rows get them), steps that drop or order rows are left out. A stage begins at every node that is passed, so that the rawest one has
 * the columns of a source, or of a node that puts rows together.
 */
export function buildRecipe(relation: Relation, wanted: readonly string[]): Recipe {
  const stages: RecipeStage[] = []
  const projections: (readonly NamedExpr[])[] = []
  let needed = new Set(wanted)
  let at = relation

  const stage = (fingerprint: string, node: string) => {
    const columns = at.columns.filter((column) => needed.has(column.name))
    let from: Relation = inputRelation('input', columns.map(plain))
    for (const exprs of projections.toReversed()) from = project(from, exprs)
    stages.push({ fingerprint, node, columns: columns.map(plain), relation: from })
  }

  for (;;) {
    if (at.op === 'mark') {
      stage(at.fingerprint, at.node)
      at = at.input
    } else if (at.op === 'project') {
      const kept = laterOf(at.exprs, needed)
      if (kept.some((item) => hasWindow(item.expr))) break
      const below = new Set<string>()
      for (const item of kept) columnsOf(item.expr, below)
      if (!kept.every((item) => item.expr.kind === 'column' && item.expr.name === item.name)) projections.push(kept)
      needed = below
      at = at.input
    } else if (at.op === 'filter' || at.op === 'sort' || at.op === 'limit' || at.op === 'distinct' || at.op === 'sample') at = at.input
    else if (at.op === 'number' && !needed.has(at.name)) at = at.input
    else break
  }
  // Below the last mark lie the insides of a node, whose columns nobody has seen.
  if (stages.length === 0) stage('', '')
  return { stages: stages.reverse() }
}

/** The wanted expressions of a projection, as rows get them that nothing was learned from. */
export const laterOf = (exprs: readonly NamedExpr[], wanted: ReadonlySet<string>): readonly NamedExpr[] =>
  exprs.filter(({ name }) => wanted.has(name)).map(({ name, expr }) => ({ name, expr: laterExpression(expr) }))

const plain = ({ name, type }: Column): Column => ({ name, type })

/** What a stage needs to give only these columns: the pruned relation and its input columns. */
export function pruneStage(stage: RecipeStage, wanted: readonly string[]): { relation: Relation; columns: readonly Column[] } {
  const recipe = buildRecipe(stage.relation, wanted)
  const [rawest] = recipe.stages
  return rawest ? { relation: rawest.relation, columns: rawest.columns } : { relation: stage.relation, columns: stage.columns }
}

/** The projections of a stage, from the input upwards. */
export function stageProjections(relation: Relation): readonly (readonly NamedExpr[])[] {
  const found: (readonly NamedExpr[])[] = []
  for (let at = relation; at.op !== 'input';) {
    if (at.op !== 'project') throw new Error(`a stage of a recipe holds a ${at.op}`)
    found.push(at.exprs)
    at = at.input
  }
  return found.reverse()
}

export interface ReplayedTable {
  readonly relation: Relation
  /** Own columns of the table -> their names in `relation`. */
  readonly carried: ReadonlyMap<string, string>
}

/**
 * Computes a stage's columns over a table, row by row, carrying the table's own columns along under names of their own. Whole numbers where
 * the stage knows decimal ones are converted.
 */
export function replayStage(stage: { relation: Relation }, table: Relation): ReplayedTable {
  const steps = stageProjections(stage.relation)
  const taken = new Set([...namesIn(stage.relation), ...table.columns.map((column) => column.name)])
  const carried = new Map(table.columns.map((column, index) => [column.name, freeName(`own ${index}`, taken)]))
  const types = new Map(table.columns.map((column) => [column.name, column.type]))
  const start = inputColumns(stage.relation).map(({ name, type }): NamedExpr => {
    const given = types.get(name)
    return { name, expr: given !== undefined && widens(given, type) ? call('int-to-float', columnExpr(name)) : columnExpr(name) }
  })
  let relation = table
  for (const [index, exprs] of [start, ...steps].entries()) {
    const own = [...carried].map(([name, inside]): NamedExpr => ({ name: inside, expr: columnExpr(index === 0 ? name : inside) }))
    relation = project(relation, [...exprs, ...own])
  }
  return { relation, carried }
}

/** A column of the first type can stand where one of the second is wanted: a new file may have no decimals where the old one had some. */
function widens(given: DataType, wanted: DataType): boolean {
  return given === 'int' && wanted === 'float'
}

/** The columns that a stage starts from. */
export function inputColumns(relation: Relation): readonly Column[] {
  let at = relation
  while (at.op === 'project') at = at.input
  return at.columns
}

function namesIn(relation: Relation): string[] {
  const names = relation.columns.map((column) => column.name)
  return relation.op === 'project' ? [...names, ...namesIn(relation.input)] : names
}

/** The stage where a table stands: the latest one that it has passed, else the rawest whose columns it has; what it lacks when there is none. */
export function stageFor(
  recipe: Recipe,
  table: { readonly columns: readonly Column[]; readonly lineage: ReadonlySet<string> },
  wanted: readonly string[],
): { stage: RecipeStage; relation: Relation } | { missing: readonly Column[] } {
  const types = new Map(table.columns.map((column) => [column.name, column.type]))
  const fits = (stage: RecipeStage) => {
    const pruned = pruneStage(stage, wanted)
    const missing = pruned.columns.filter(({ name, type }) => {
      const given = types.get(name)
      return given === undefined || (given !== type && !widens(given, type))
    })
    return { stage, relation: pruned.relation, missing }
  }
  const passed = recipe.stages.toReversed().filter((stage) => stage.fingerprint !== '' && table.lineage.has(stage.fingerprint))
  const others = recipe.stages.filter((stage) => !passed.includes(stage))
  const tried = [...passed, ...others].map(fits)
  const found = tried.find((candidate) => candidate.missing.length === 0)
  if (found) return { stage: found.stage, relation: found.relation }
  return {
    missing: tried.reduce(
      (best, candidate) => (candidate.missing.length < best.length ? candidate.missing : best),
      tried[0]?.missing ?? [],
    ),
  }
}
