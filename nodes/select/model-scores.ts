import type { Importance } from '../../engine/learn/estimator.ts'
import { importanceByColumn } from '../../engine/learn/importance-by-column.ts'
import { matrixWidths } from '../../engine/learn/design-matrix.ts'
import { takeRows, takeValues } from '../../engine/learn/matrix.ts'
import type { Model } from '../../engine/learn/model.ts'
import { modelFromJson } from '../../engine/learn/model-from-json.ts'
import { inputColumns, replayStage, stageFor } from '../../engine/learn/recipe.ts'
import { permutationImportance } from '../../engine/learn/selection/permutation-importance.ts'
import { lineageOf } from '../../engine/relation/lineage.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import { applyModel } from '../kit/apply-model.ts'
import { drawnRows } from '../kit/complete-rows.ts'
import type { FitContext } from '../kit/context.ts'
import { fitControl } from '../kit/fit-control.ts'
import { quotedNames } from '../kit/phrases.ts'
import { NodeProblem } from '../kit/problem.ts'

const shuffled = { mostRows: 4_000, repeats: 5 }
// Before a run the engine waits for the answer of a model that may be slow.
const shuffledInTrial = { mostRows: 200, repeats: 1 }

export interface ModelScores {
  /** For each column its share in the importance of all; null for one that the model did not learn from. */
  readonly scores: readonly (number | null)[]
  /** The model says of itself what counts, or its columns were shuffled to find out. */
  readonly by: 'own' | 'shuffled'
  readonly rows: number
  readonly complete: number
}

/**
 * What a model makes of the columns of a table: its own importance (gain of trees, size of coefficients in standard deviations), or, where it has none,
 * what its answers lose when a feature is shuffled among these rows (below 0 is 0). A feature that is made of several columns is shared evenly
 * among them, features made of one column are added up. Throws NodeProblem `model-unfamiliar`, `model-columns-missing`.
 */
export async function modelScores(
  model: Model,
  { input, columns, seed }: { readonly input: Relation; readonly columns: readonly Column[]; readonly seed: number },
  ctx: FitContext,
): Promise<ModelScores> {
  const sources = model.features.map(({ name }) => sourcesOf(model, input, name))
  if (!sources.some((names) => names?.some((name) => columns.some((column) => column.name === name)))) throw unfamiliar(model, columns)
  const own = importanceByColumn(modelFromJson(model.estimator.json), model.features)
  const { trained } = model
  return own.some(({ value }) => value > 0)
    ? { scores: sharesOf(own, sources, columns), by: 'own', rows: trained.rows, complete: trained.rows }
    : shuffledScores(model, { input, columns, sources, seed }, ctx)
}

type Sources = readonly (readonly string[] | null)[]

/** The columns of the table that a feature is made of; null where the table has lost one of them. */
function sourcesOf(model: Model, input: Relation, feature: string): readonly string[] | null {
  const found = stageFor(model.recipe, { columns: input.columns, lineage: lineageOf(input) }, [feature])
  return 'missing' in found ? null : inputColumns(found.relation).map(({ name }) => name)
}

function sharesOf(importance: readonly Importance[], sources: Sources, columns: readonly Column[]): readonly (number | null)[] {
  const total = importance.reduce((sum, { value }) => sum + value, 0)
  const sums = new Map<string, number>()
  importance.forEach(({ value }, at) => {
    const names = sources[at] ?? []
    for (const name of names) sums.set(name, (sums.get(name) ?? 0) + (total > 0 ? value / total : 0) / names.length)
  })
  return columns.map(({ name }) => sums.get(name) ?? null)
}

async function shuffledScores(
  model: Model,
  {
    input,
    columns,
    sources,
    seed,
  }: { readonly input: Relation; readonly columns: readonly Column[]; readonly sources: Sources; readonly seed: number },
  ctx: FitContext,
): Promise<ModelScores> {
  const { mostRows, repeats } = ctx.isTrial ? shuffledInTrial : shuffled
  const wanted = [...model.features.map(({ name }) => name), model.target.name]
  const stage = stageFor(model.recipe, { columns: input.columns, lineage: lineageOf(input) }, wanted)
  if ('missing' in stage) throw lacks(model, stage.missing)
  const { drawn, rows: complete } = await drawnRows(input, ctx, { seed, most: mostRows })
  const replay = () => ({ ...replayStage(stage, drawn), target: model.target.name })
  const { matrix, fitted, actual } = await applyModel(model, 'table', { ...ctx, replay }, { columns: [], asCategories: [] })
  const known = Int32Array.from(actual?.keys() ?? []).filter((row) => !Number.isNaN(actual?.[row]))
  const { losses } = await permutationImportance(
    {
      model: fitted,
      x: takeRows(matrix, known),
      actual: takeValues(actual ?? new Float64Array(0), known),
      widths: matrixWidths(model.features),
      metric: model.task === 'classification' ? 'log-loss' : 'rmse',
      repeats,
      seed,
    },
    fitControl(ctx),
  )
  const importance = model.features.map(({ name }, at) => {
    const own = losses[at] ?? []
    return { name, value: Math.max(0, own.reduce((sum, loss) => sum + loss, 0) / own.length) }
  })
  return { scores: sharesOf(importance, sources, columns), by: 'shuffled', rows: known.length, complete }
}

function unfamiliar(model: Model, columns: readonly Column[]): NodeProblem {
  const own = quotedNames(model.features.map(({ name }) => name))
  const here = quotedNames(columns.map(({ name }) => name))
  return new NodeProblem({
    code: 'model-unfamiliar',
    port: 'model',
    text: {
      en: `The model has learnt from none of these columns. It knows ${own.en}; here are ${here.en}.`,
      fr: `Le modèle n’a appris d’aucune de ces colonnes. Il connaît ${own.fr} ; ici se trouvent ${here.fr}.`,
    },
    action: {
      en: 'Connect a model that was trained on this table, or on what is made of it.',
      fr: 'Reliez un modèle entraîné sur cette table, ou sur ce qui en est fait.',
    },
  })
}

function lacks({ name }: Model, missing: readonly Column[]): NodeProblem {
  const names = quotedNames(missing.map((column) => column.name))
  return new NodeProblem({
    code: 'model-columns-missing',
    port: 'model',
    text: {
      en: `“${name}” says nothing of its columns by itself, and cannot answer these rows: they lack ${names.en}.`,
      fr: `« ${name} » ne dit rien de ses colonnes par lui-même et ne peut répondre à ces lignes : il leur manque ${names.fr}.`,
    },
    action: {
      en: 'Connect the table that the model has learnt from.',
      fr: 'Reliez la table dont le modèle a appris.',
    },
  })
}
