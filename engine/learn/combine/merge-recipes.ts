// Several models as one: their recipes side by side, their answers put together. Pure.
import { inputRelation, project } from '../../relation/build.ts'
import { mapColumns } from '../../relation/expression-tree.ts'
import { column as columnExpr, type NamedExpr } from '../../relation/expression.ts'
import type { Relation } from '../../relation/relation.ts'
import type { Column } from '../../relation/types.ts'
import type { Model, Recipe, RecipeStage } from '../model.ts'
import { stageProjections } from '../recipe.ts'

type Member = Pick<Model, 'recipe' | 'features' | 'target'>

/** What the feature of the member at `place` is called beside those of others. */
export function memberFeature(place: number, name: string): string {
  return `${place + 1}. ${name}`
}

/**
 * One recipe that gives the features of all members, each under `memberFeature`, and the target where the members know it. Its stages are those
 * that all members pass; where there is none, the rawest of each together. Null when these want the same column in different types.
 */
export function mergeRecipes(members: readonly Member[]): Recipe | null {
  const [first, ...others] = members
  const stages = (first?.recipe.stages ?? []).flatMap((stage): RecipeStage[] => {
    const same = others.map(({ recipe }) => recipe.stages.find(({ fingerprint }) => fingerprint === stage.fingerprint))
    if (stage.fingerprint === '' || same.some((other) => other === undefined)) return []
    return [mergeStages([stage, ...(same as RecipeStage[])], members)]
  })
  if (stages.length > 0) return { stages }
  const rawest = members.flatMap(({ recipe }) => recipe.stages[0] ?? [])
  const types = new Map<string, Set<string>>()
  for (const { name, type } of rawest.flatMap(({ columns }) => columns)) types.set(name, (types.get(name) ?? new Set()).add(String(type)))
  if (rawest.length < members.length || [...types.values()].some(({ size }) => size > 1)) return null
  return { stages: [{ ...mergeStages(rawest, members), fingerprint: '' }] }
}

function mergeStages(stages: readonly RecipeStage[], members: readonly Member[]): RecipeStage {
  const columns = [...new Map(stages.flatMap((stage) => stage.columns.map((column) => [column.name, column] as const))).values()]
  const raw = (name: string) => `raw ${name}`
  let relation: Relation = project(
    inputRelation('input', columns),
    columns.map(({ name }): NamedExpr => ({ name: raw(name), expr: columnExpr(name) })),
  )
  // What is carried along beside the member that is computed: the raw columns, and the features that are done.
  let carried = columns.map(({ name }) => raw(name))
  let target: string | null = null
  for (const [place, stage] of stages.entries()) {
    const member = members[place] as Member
    const computed = computeMember(relation, { stage, place, carried, raw })
    const done = member.features.map(({ name }) => ({ from: computed.place(name), to: memberFeature(place, name) }))
    const known = target === null && stage.relation.columns.some(({ name }) => name === member.target.name)
    if (known) done.push({ from: computed.place(member.target.name), to: (target = `target ${member.target.name}`) })
    relation = project(computed.relation, [
      ...carried.map((name): NamedExpr => ({ name, expr: columnExpr(name) })),
      ...done.map(({ from, to }): NamedExpr => ({ name: to, expr: columnExpr(from) })),
    ])
    carried = [...carried, ...done.map(({ to }) => to)]
  }
  const features = members.flatMap((member, place) => member.features.map(({ name }) => memberFeature(place, name)))
  const last: NamedExpr[] = features.map((name) => ({ name, expr: columnExpr(name) }))
  const goal = members[0]?.target.name
  if (target !== null && goal !== undefined && !features.includes(goal)) last.push({ name: goal, expr: columnExpr(target) })
  const [{ fingerprint, node }] = stages as [RecipeStage]
  return { fingerprint, node, columns: columns.map(({ name, type }): Column => ({ name, type })), relation: project(relation, last) }
}

interface Computing {
  readonly stage: RecipeStage
  readonly place: number
  readonly carried: readonly string[]
  readonly raw: (name: string) => string
}

/** The columns of a member's stage over the raw ones; `place` says under which name each stands. */
function computeMember(start: Relation, { stage, place, carried, raw }: Computing): { relation: Relation; place(name: string): string } {
  let relation = start
  let nameOf = raw
  for (const [level, exprs] of stageProjections(stage.relation).entries()) {
    const named = (name: string) => `work ${place} ${level} ${name}`
    const below = nameOf
    relation = project(relation, [
      ...carried.map((name): NamedExpr => ({ name, expr: columnExpr(name) })),
      ...exprs.map((item): NamedExpr => ({ name: named(item.name), expr: mapColumns(item.expr, (name) => columnExpr(below(name))) })),
    ])
    nameOf = named
  }
  return { relation, place: nameOf }
}
