import { combinedModel, type Combination } from '../../engine/learn/combine/combined-model.ts'
import { memberFeature, mergeRecipes } from '../../engine/learn/combine/merge-recipes.ts'
import { matrixNames } from '../../engine/learn/design-matrix.ts'
import type { GoldenRow, Model } from '../../engine/learn/model.ts'
import { modelFromJson } from '../../engine/learn/model-from-json.ts'
import { createScorer, hashKeysOf } from '../../engine/learn/score-model.ts'
import type { ReferenceProfile } from '../../engine/monitor/profile.ts'
import { scoreName } from '../../engine/monitor/watch-requests.ts'
import { readValue, type JsonValue } from '../../engine/relation/read-value.ts'
import type { RunContext } from './context.ts'
import { NodeProblem } from './problem.ts'

export interface CombineRequest {
  readonly members: readonly Model[]
  readonly combination: Combination
  readonly learner: string
}

/** Several models as one, which needs the raw columns of all. Throws NodeProblem `models-apart` when they want one column in different types. */
export async function combineModels({ members, combination, learner }: CombineRequest, ctx: RunContext): Promise<Model> {
  const [first] = members
  const recipe = mergeRecipes(members)
  if (!first || !recipe) throw apart(members)
  const classes = [...new Set(members.flatMap((model) => model.classes))]
  const features = members.flatMap((model, place) =>
    model.features.map((feature) => ({ ...feature, name: memberFeature(place, feature.name) })),
  )
  let from = 0
  const placed = members.map((model) => {
    const fitted = modelFromJson(model.estimator.json)
    const start = from
    from += fitted.features.length
    return { model: fitted, from: start }
  })
  const fitted = combinedModel({ task: first.task, features: matrixNames(features), classes, members: placed, combination })
  const { threshold: _, ...head } = first
  const model: Model = {
    ...head,
    id: ctx.fingerprint,
    name: ctx.title,
    learner,
    classes,
    ...(first.positive !== undefined && classes.length === 2 && { threshold: 0.5 }),
    recipe,
    features,
    estimator: { id: fitted.estimator, json: fitted.toJSON() },
    importance: importanceOf(members, combination),
    reference: referenceOf(members),
    golden: [],
    trained: {
      rows: Math.max(...members.map(({ trained }) => trained.rows)),
      seconds: members.reduce((sum, { trained }) => sum + trained.seconds, ctx.seconds()),
      seed: ctx.seed,
      fingerprint: ctx.fingerprint,
    },
  }
  return { ...model, golden: await goldenOf(model, members, ctx) }
}

/** The shares of the members' importance, by the column as the members know it. */
function importanceOf(members: readonly Model[], combination: Combination): Model['importance'] {
  const weights = combination.how === 'mean' ? combination.weights : members.map(() => 1)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const sums = new Map<string, number>()
  members.forEach(({ importance }, place) => {
    const all = importance.reduce((sum, { value }) => sum + value, 0)
    for (const { name, value } of importance)
      sums.set(name, (sums.get(name) ?? 0) + (all > 0 ? ((weights[place] ?? 0) / total) * (value / all) : 0))
  })
  return [...sums].map(([name, value]) => ({ name, value }))
}

/** How the raw columns of all were spread in training; the score of the whole was not seen there. */
function referenceOf(members: readonly Model[]): ReferenceProfile | null {
  const known = members.flatMap(({ reference }) => (reference === null ? [] : [reference as ReferenceProfile]))
  const [first] = known
  if (!first) return null
  const features = new Map(known.flatMap((one) => one.features.map((feature) => [feature.name, feature] as const)))
  features.delete(scoreName)
  return { ...first, features: [...features.values()] }
}

/** The members' golden rows where they are of the same rows, with the answers of the whole. */
async function goldenOf(model: Model, members: readonly Model[], ctx: RunContext): Promise<readonly GoldenRow[]> {
  const scorer = createScorer(model, await ctx.hashKeys(hashKeysOf(model)))
  const inputs = await Promise.all(
    members.map(async (member) => {
      const { columns } = createScorer(member, await ctx.hashKeys(hashKeysOf(member)))
      return member.golden.map(({ input }) => new Map(columns.map(({ name }, at) => [name, input[at] ?? null] as const)))
    }),
  )
  const count = Math.min(...inputs.map((rows) => rows.length))
  return Array.from({ length: count }, (_, row) => row).flatMap((row): GoldenRow[] => {
    const values = new Map<string, JsonValue>()
    for (const rows of inputs)
      for (const [name, value] of rows[row] ?? []) {
        if (values.has(name) && JSON.stringify(values.get(name)) !== JSON.stringify(value)) return []
        values.set(name, value)
      }
    const input = scorer.columns.map(({ name }) => values.get(name) ?? null)
    const scored = scorer.score(input.map((value, at) => readValue(value, scorer.columns[at]?.type ?? 'text') ?? null))
    return [{ input, output: scored.probabilities ?? [scored.prediction as number] }]
  })
}

function apart(members: readonly Model[]): NodeProblem {
  return new NodeProblem({
    code: 'models-apart',
    port: 'models',
    text: {
      en: `${members.map(({ name }) => `“${name}”`).join(', ')} want a column of one name in different types, so no row can be given to all of them.`,
      fr: `${members.map(({ name }) => `« ${name} »`).join(', ')} veulent une colonne du même nom en des types différents : aucune ligne ne peut être donnée à tous.`,
    },
    action: { en: 'Connect models that learned from one table.', fr: 'Reliez des modèles appris d’une même table.' },
  })
}
