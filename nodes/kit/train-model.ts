import type { FitControl, FittedModel, Task } from '../../engine/learn/estimator.ts'
import { designMatrix, learnFeatures } from '../../engine/learn/design-matrix.ts'
import type { Matrix } from '../../engine/learn/matrix.ts'
import type { GoldenRow, Model } from '../../engine/learn/model.ts'
import { modelFromJson } from '../../engine/learn/model-from-json.ts'
import { buildProfile, type ProfileColumn } from '../../engine/monitor/build-profile.ts'
import type { ReferenceProfile } from '../../engine/monitor/profile.ts'
import { scoreName } from '../../engine/monitor/watch-requests.ts'
import { createScorer } from '../../engine/learn/score-model.ts'
import { readValue, type JsonValue } from '../../engine/relation/read-value.ts'
import { findColumn, limit } from '../../engine/relation/build.ts'
import { toCell } from '../../engine/relation/to-cell.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Column } from '../../engine/relation/types.ts'
import type { ModelArtifact } from './artifacts.ts'
import { resolveColumns, type ColumnsRule } from './columns-rule.ts'
import type { ColumnData, RunContext } from './context.ts'
import { NodeProblem } from './problem.ts'

export interface TrainRequest {
  readonly learner: string
  readonly task: Task
  /** Empty: the column with the role `target`. */
  readonly target: string
  readonly features: ColumnsRule
  readonly positive?: string
  /** The learner knows missing values itself. */
  readonly keepMissing: boolean
  fit(
    data: { x: Matrix; y: Float64Array; classes: readonly string[]; weights?: Float64Array },
    control: FitControl,
  ): Promise<{ model: FittedModel; backend?: string }>
}

const mostLevels = 60
const goldenRows = 5

/** Loads the table at port `table`, learns features and a model, and puts together everything that is needed to score raw rows later. */
export async function trainModel(request: TrainRequest, relation: Relation, ctx: RunContext): Promise<ModelArtifact> {
  const target = targetColumn(relation, request.target)
  const columns = featureColumns(relation, request.features, target)
  const weight = relation.columns.find((column) => column.role === 'weight')
  const loaded = await ctx.load(
    relation,
    [...columns, target, ...(weight ? [weight] : [])],
    request.task === 'classification' ? [target.name] : [],
  )
  const { data, y, classes, weights } = targetOf(loaded, target, { task: request.task, weight })
  if (data.rows === 0) throw noRows(target.name)
  const features = learnFeatures(columns, data, { mostLevels, keepMissing: request.keepMissing })
  const x = designMatrix(features, data)
  const history: { name: string; step: number; value: number }[] = []
  const control: FitControl = {
    cancelled: () => ctx.signal.aborted,
    progress: (share, note) => ctx.progress(share * 0.95, note),
    metric(name, step, value) {
      history.push({ name, step, value })
      ctx.metric(name, step, value)
    },
    yieldNow: () => new Promise((resolve) => setImmediate(resolve)),
  }
  const { model: fitted, backend } = await request.fit({ x, y, classes, ...(weights && { weights }) }, control)
  for (const remark of fitted.remarks) ctx.log(remark.en)
  const names = features.map((feature) => feature.name)
  const model: Model = {
    id: ctx.fingerprint,
    name: ctx.title,
    learner: request.learner,
    task: request.task,
    target: { name: target.name, type: target.type },
    classes,
    ...(classes.length === 2 && { positive: positiveClass(classes, request.positive), threshold: 0.5 }),
    recipe: ctx.recipe('table', [...names, target.name]),
    features,
    estimator: { id: fitted.estimator, json: fitted.toJSON() },
    importance: byColumn(fitted, names),
    reference: null,
    golden: [],
    trained: {
      rows: data.rows,
      seconds: ctx.seconds(),
      seed: ctx.seed,
      fingerprint: ctx.fingerprint,
      ...(backend && { backend }),
      ...(history.length > 0 && { history }),
    },
  }
  ctx.progress(0.97)
  const raw = ctx.rawRows('table', names)
  const golden = await goldenOf(model, raw, ctx)
  return { kind: 'model', model: { ...model, golden, reference: await referenceOf({ model, fitted, x }, raw, ctx) } }
}

/** The chosen target, or the one that has the role. Throws NodeProblem `target-missing`, `target-gone`. */
export function targetColumn(relation: Relation, name: string): Column {
  const found = name === '' ? relation.columns.find((column) => column.role === 'target') : findColumn(relation, name)
  if (found) return found
  throw new NodeProblem(
    name === ''
      ? {
          code: 'target-missing',
          param: 'target',
          text: { en: 'No target is chosen: the column to predict.', fr: 'Aucune cible n’est choisie : la colonne à prédire.' },
          action: {
            en: 'Choose it here, or give a column the role target upstream.',
            fr: 'Choisissez-la ici, ou donnez le rôle « cible » à une colonne en amont.',
          },
        }
      : {
          code: 'target-gone',
          param: 'target',
          column: name,
          text: { en: `The target “${name}” is not in the table.`, fr: `La cible « ${name} » n’est pas dans la table.` },
          action: { en: 'Choose another column.', fr: 'Choisissez une autre colonne.' },
        },
  )
}

const withheld = new Set(['id', 'ignore', 'weight', 'group', 'sensitive', 'target'])

/** Columns to learn from: what the rule means, without the target; a rule other than names leaves out ids, ignored and sensitive columns. */
export function featureColumns(relation: Relation, rule: ColumnsRule, target: Column): Column[] {
  const { chosen, missing } = resolveColumns(rule, relation.columns)
  if (missing.length > 0)
    throw new NodeProblem({
      code: 'column-missing',
      param: 'features',
      column: missing[0] ?? '',
      text: { en: `The column “${missing[0]}” is not in the table.`, fr: `La colonne « ${missing[0]} » n’est pas dans la table.` },
      action: { en: 'Choose the features again.', fr: 'Choisissez à nouveau les variables.' },
    })
  const kept = chosen.filter(
    (column) => column.name !== target.name && (rule.by === 'names' || !withheld.has(column.role ?? '')) && !column.type.startsWith('list'),
  )
  if (kept.length > 0) return kept
  throw new NodeProblem({
    code: 'features-missing',
    param: 'features',
    text: { en: 'There is no column to learn from.', fr: 'Il n’y a aucune colonne dont apprendre.' },
    action: { en: 'Choose at least one besides the target.', fr: 'Choisissez-en au moins une en plus de la cible.' },
  })
}

/** Rows whose target is known, with the target as numbers (positions in `classes` for classification). */
function targetOf(
  loaded: ColumnData,
  target: Column,
  { task, weight }: { task: Task; weight: Column | undefined },
): { data: ColumnData; y: Float64Array; classes: readonly string[]; weights?: Float64Array } {
  const category = task === 'classification' ? loaded.categories.get(target.name) : undefined
  const numbers = loaded.numbers.get(target.name)
  if (!category && !numbers)
    throw new NodeProblem({
      code: 'target-not-number',
      param: 'target',
      text: {
        en: `“${target.name}” is text; a regression predicts a number.`,
        fr: `« ${target.name} » est du texte ; une régression prédit un nombre.`,
      },
      action: { en: 'Choose a number, or use a classifier.', fr: 'Choisissez un nombre, ou utilisez un classifieur.' },
    })
  const raw = category ? Float64Array.from(category.codes, (code) => (code < 0 ? NaN : code)) : (numbers as Float64Array)
  const known: number[] = []
  for (let row = 0; row < loaded.rows; row++) if (!Number.isNaN(raw[row])) known.push(row)
  const data = known.length === loaded.rows ? loaded : takeRows(loaded, known)
  const y = known.length === loaded.rows ? raw : Float64Array.from(known, (row) => raw[row] as number)
  const weights = weight ? data.numbers.get(weight.name) : undefined
  return { data, y, classes: category?.levels ?? [], ...(weights && { weights }) }
}

function takeRows(data: ColumnData, rows: readonly number[]): ColumnData {
  return {
    rows: rows.length,
    numbers: new Map([...data.numbers].map(([name, values]) => [name, Float64Array.from(rows, (row) => values[row] as number)])),
    categories: new Map(
      [...data.categories].map(([name, { codes, levels }]) => [
        name,
        { codes: Int32Array.from(rows, (row) => codes[row] as number), levels },
      ]),
    ),
  }
}

/** The class that scores are about: the one asked for, else the one that reads like a yes, else the last. */
export function positiveClass(classes: readonly string[], asked: string | undefined): string {
  if (asked !== undefined && classes.includes(asked)) return asked
  return classes.find((name) => /^(yes|true|1|y|oui|vrai|positive|default|bad)$/i.test(name)) ?? (classes.at(-1) as string)
}

/** Importance of indicator columns added up to the column that they come from. */
function byColumn(fitted: FittedModel, names: readonly string[]): Model['importance'] {
  const sums = new Map(names.map((name) => [name, 0]))
  for (const item of fitted.importance()) {
    const name = sums.has(item.name) ? item.name : names.find((candidate) => item.name.startsWith(`${candidate} = `))
    if (name !== undefined) sums.set(name, (sums.get(name) ?? 0) + item.value)
  }
  return [...sums].map(([name, value]) => ({ name, value }))
}

async function goldenOf(model: Model, raw: Relation, ctx: RunContext): Promise<GoldenRow[]> {
  const scorer = createScorer(model)
  const places = scorer.columns.map((column) => raw.columns.findIndex((candidate) => candidate.name === column.name))
  const rows = await ctx.rows(limit(raw, goldenRows))
  return rows.map((row): GoldenRow => {
    const input = scorer.columns.map((column, index) => toCell(row[places[index] ?? -1] ?? null, column.type) as JsonValue)
    const scored = scorer.score(input.map((value, index) => readValue(value, scorer.columns[index]?.type ?? 'text') ?? null))
    return { input, output: scored.probabilities ?? [scored.prediction as number] }
  })
}

/** What raw training rows, and the model's score on them, looked like: live requests are compared with it. */
async function referenceOf(
  { model, fitted, x }: { model: Model; fitted: FittedModel; x: Matrix },
  raw: Relation,
  ctx: RunContext,
): Promise<ReferenceProfile> {
  const asCategories = raw.columns.filter((column) => column.type === 'bool').map((column) => column.name)
  const data = await ctx.load(raw, raw.columns, asCategories)
  const columns = raw.columns.map((column): ProfileColumn => {
    const values = data.numbers.get(column.name)
    if (values) return { kind: 'number', name: column.name, values }
    const category = data.categories.get(column.name)
    return { kind: 'category', name: column.name, codes: category?.codes ?? new Int32Array(data.rows), levels: category?.levels ?? [] }
  })
  const place = model.positive === undefined ? 0 : model.classes.indexOf(model.positive)
  const score = model.task === 'classification' ? fitted.predictProba?.(x)[place] : fitted.predict(x)
  return buildProfile([...columns, ...(score ? [{ kind: 'number' as const, name: scoreName, values: score }] : [])])
}

/** Predictions of a model for a whole table, by the same code as everywhere. */
export function fittedOf(model: Model): FittedModel {
  return modelFromJson(model.estimator.json)
}

function noRows(target: string): NodeProblem {
  return new NodeProblem({
    code: 'no-rows',
    port: 'table',
    text: { en: `No row has a value in “${target}”.`, fr: `Aucune ligne n’a de valeur dans « ${target} ».` },
    action: { en: 'Look at the rows that come in.', fr: 'Regardez les lignes qui arrivent.' },
  })
}
