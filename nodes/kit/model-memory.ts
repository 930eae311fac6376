import type { CrewMaker } from '../../engine/kernels/crew.ts'
import type { FittedModel } from '../../engine/learn/estimator.ts'
import type { Matrix } from '../../engine/learn/matrix.ts'
import type { GoldenRow, Model } from '../../engine/learn/model.ts'
import { createScorer, hashKeysOf } from '../../engine/learn/score-model.ts'
import { buildProfile, type ProfileColumn } from '../../engine/monitor/build-profile.ts'
import type { ReferenceProfile } from '../../engine/monitor/profile.ts'
import { scoreName } from '../../engine/monitor/watch-requests.ts'
import { limit, select } from '../../engine/relation/build.ts'
import { readValue, type JsonValue } from '../../engine/relation/read-value.ts'
import { toCell } from '../../engine/relation/to-cell.ts'
import { isList } from '../../engine/relation/types.ts'
import type { RunContext } from './context.ts'

const goldenRows = 5

/** What a model remembers of the rows it learned from, in the shape of requests: a few of them with its answers, and how all were spread. */
export async function modelMemory(
  model: Model,
  { fitted, x }: { fitted: FittedModel; x: Matrix },
  ctx: RunContext,
): Promise<Pick<Model, 'golden' | 'reference'>> {
  const scorer = createScorer(model, await ctx.hashKeys(hashKeysOf(model)))
  // The walk down has to end where the recipe's did, and that one followed the target too.
  const raw = select(
    ctx.rawRows('table', [...model.features.map((feature) => feature.name), model.target.name]),
    scorer.columns.map((column) => column.name),
  )
  const rows = await ctx.rows(limit(raw, goldenRows))
  const golden = rows.map((row): GoldenRow => {
    const input = scorer.columns.map((column, index) => toCell(row[index] ?? null, column.type) as JsonValue)
    const scored = scorer.score(input.map((value, index) => readValue(value, scorer.columns[index]?.type ?? 'text') ?? null))
    return { input, output: scored.probabilities ?? [scored.prediction as number] }
  })
  const columns = raw.columns.filter((column) => !isList(column.type) && column.name !== scoreName)
  const asCategories = columns.filter((column) => column.type === 'bool').map((column) => column.name)
  const data = await ctx.load(raw, columns, asCategories)
  const spread = columns.map(({ name }): ProfileColumn => {
    const values = data.numbers.get(name)
    if (values) return { kind: 'number', name, values }
    const category = data.categories.get(name)
    if (!category) throw new Error(`column ${name} was not loaded`)
    return { kind: 'category', name, ...category }
  })
  return { golden, reference: profileOf(spread, scoreOf(model, fitted, { x, crews: ctx.crews })) }
}

function profileOf(columns: readonly ProfileColumn[], score: Float64Array | undefined): ReferenceProfile {
  return buildProfile(score ? [...columns, { kind: 'number', name: scoreName, values: score }] : columns)
}

/** What is watched of the answers: the probability of the positive class, or of the first of many, or the value. */
function scoreOf(
  model: Model,
  fitted: FittedModel,
  { x, crews }: { readonly x: Matrix; readonly crews: CrewMaker },
): Float64Array | undefined {
  if (model.task === 'regression') return fitted.predict(x, crews)
  return fitted.predictProba?.(x, crews)[model.positive === undefined ? 0 : model.classes.indexOf(model.positive)]
}
