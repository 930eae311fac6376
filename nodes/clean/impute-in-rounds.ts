import { decisionTreeRegressor } from '../../engine/learn/decision-tree.ts'
import type { FittedModel } from '../../engine/learn/estimator.ts'
import { linearRegression } from '../../engine/learn/linear-regression.ts'
import type { Matrix } from '../../engine/learn/matrix.ts'
import { extend } from '../../engine/relation/build.ts'
import { call, column as columnExpr, literal, type Expr } from '../../engine/relation/expression.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import { isNumeric, type Column, type DataType } from '../../engine/relation/types.ts'
import { freeNames } from '../kit/add-derived.ts'
import { chooseColumn } from '../kit/choose-column.ts'
import type { FitContext } from '../kit/context.ts'
import { fitControl } from '../kit/fit-control.ts'
import { NodeProblem } from '../kit/problem.ts'
import type { Result } from '../kit/result-place.ts'
import { treeOf, treeOptions } from './impute-by-trees.ts'
import { drawnRows, known, knownNumber, levelInputs, nothingToLearn, type Filled, type TreeSettings } from './impute-columns.ts'
import { inputNumber, treeAsExpression, type TreeInput, type TreeNode } from './tree-as-expression.ts'

/** A column that takes part: a number on the common scale with what stands first where it is missing, or 1 where a text is `level`. */
interface Part extends TreeInput {
  readonly centre: number
  readonly scale: number
  readonly first: number
}

/** One model of a column by all others, in their order without it. */
type Step =
  | { readonly part: number; readonly intercept: number; readonly weights: readonly number[] }
  | { readonly part: number; readonly tree: TreeNode }

export interface RoundsState {
  readonly parts: readonly Part[]
  /** In the order in which they were learnt and are to be applied. */
  readonly steps: readonly Step[]
  readonly filled: readonly string[]
}

export interface RoundsSettings extends TreeSettings {
  readonly estimator: 'ridge' | 'tree'
  readonly penalty: number
  readonly rounds: number
  readonly tolerance: number
  readonly scale: boolean
}

// The work grows with the rows and the square of the columns, and this many columns are models in each round.
const [mostRows, mostNumbers, mostParts] = [20_000, 100_000, 60]

/**
 * Fills with the mean, then models each column that has gaps by all others, fewest gaps first, and fills it again; so many rounds, or until
 * no value changes by more than the tolerance (as IterativeImputer of scikit-learn with skip_complete). Throws NodeProblem.
 */
export async function learnRounds(
  { columns, from }: Filled,
  settings: RoundsSettings,
  source: { readonly input: Relation; readonly ctx: FitContext },
): Promise<RoundsState> {
  const all = [...new Set([...columns, ...from])]
  const most = Math.min(mostRows, Math.floor(mostNumbers / all.length))
  const drawn = await drawnRows(all, { ...source, seed: settings.seed, most })
  const gaps: { readonly part: number; readonly missing: Uint8Array }[] = []
  const parts: Part[] = []
  const x: Float64Array[] = []
  for (const column of all) {
    const values = drawn.valuesOf(column)
    if (column.type === 'text') {
      for (const input of levelInputs(column.name, values)) {
        parts.push({ ...input, centre: 0, scale: 1, first: 0 })
        x.push(Float64Array.from(values, (value) => Number(value === input.level)))
      }
      continue
    }
    const input: TreeInput = { column: column.name, type: column.type }
    const numbers = Float64Array.from(values, (value) => inputNumber(input, value))
    const found = numbers.filter((value) => !Number.isNaN(value))
    if (found.length === 0 && columns.includes(column)) throw nothingToLearn(column, settings)
    const { mean, deviation } = spreadOf(found)
    const [centre, scale] = settings.scale ? [mean, deviation || 1] : [0, 1]
    const first = settings.scale ? 0 : mean
    if (found.length < numbers.length && found.length > 0)
      gaps.push({ part: parts.length, missing: Uint8Array.from(numbers, (value) => Number(Number.isNaN(value))) })
    parts.push({ ...input, centre, scale, first })
    x.push(numbers.map((value) => (Number.isNaN(value) ? first : (value - centre) / scale)))
  }
  if (parts.length > mostParts) throw new NodeProblem(tooMany)
  return { parts, steps: await rounds({ x, gaps }, settings, source.ctx), filled: columns.map(({ name }) => name) }
}

interface Rows {
  /** By part; filled again in place. */
  readonly x: readonly Float64Array[]
  readonly gaps: readonly { readonly part: number; readonly missing: Uint8Array }[]
}

async function rounds({ x, gaps }: Rows, settings: RoundsSettings, ctx: FitContext): Promise<readonly Step[]> {
  const count = (missing: Uint8Array) => missing.reduce((sum, one) => sum + one, 0)
  const order = gaps.toSorted((a, b) => count(a.missing) - count(b.missing))
  const isGap = new Map(gaps.map(({ part, missing }) => [part, missing]))
  const largest = x.reduce(
    (most, column, part) => column.reduce((far, value, row) => (isGap.get(part)?.[row] === 1 ? far : Math.max(far, Math.abs(value))), most),
    0,
  )
  const steps: Step[] = []
  for (let round = 0; round < settings.rounds; round++) {
    let change = 0
    for (const { part, missing } of order) {
      const column = x[part] as Float64Array
      const others = x.filter((_, at) => at !== part)
      const { step, predict } = await modelled({ others, column, missing, part }, settings, ctx)
      steps.push(step)
      const rows = placesOf(missing, 1)
      for (const [at, value] of predict(matrixOf(others, rows)).entries()) {
        const row = rows[at] as number
        change = Math.max(change, Math.abs(value - (column[row] as number)))
        column[row] = value
      }
    }
    if (change < settings.tolerance * largest) break
  }
  return steps
}

interface Gap {
  readonly others: readonly Float64Array[]
  readonly column: Float64Array
  readonly missing: Uint8Array
  readonly part: number
}

/** The model of a column by the others, from the rows where it is known. A column of one value, or without others, has its mean for a model. */
async function modelled(
  { others, column, missing, part }: Gap,
  settings: RoundsSettings,
  ctx: FitContext,
): Promise<{ step: Step; predict: FittedModel['predict'] }> {
  const rows = placesOf(missing, 0)
  const y = Float64Array.from(rows, (row) => column[row] as number)
  const { mean } = spreadOf(y)
  if (others.length === 0 || rows.length < 2 || y.every((value) => value === y[0]))
    return {
      step: { part, intercept: mean, weights: others.map(() => 0) },
      predict: ({ rows: count }) => new Float64Array(count).fill(mean),
    }
  const [matrix, control] = [matrixOf(others, rows), fitControl(ctx)]
  if (settings.estimator === 'tree') {
    const model = await decisionTreeRegressor.fit(matrix, y, treeOptions(settings), control)
    return { step: { part, tree: treeOf(model, ([value = 0]) => value) }, predict: (x) => model.predict(x) }
  }
  const model = await linearRegression.fit(matrix, y, { seed: settings.seed, l2: settings.penalty }, control)
  const { coefficients, intercept } = model.toJSON() as unknown as LinearJson
  return { step: { part, intercept: intercept.value, weights: coefficients.map(({ value }) => value) }, predict: (x) => model.predict(x) }
}

interface LinearJson {
  readonly coefficients: readonly { readonly value: number }[]
  readonly intercept: { readonly value: number }
}

const placesOf = (missing: Uint8Array, wanted: number) => [...missing.keys()].filter((row) => missing[row] === wanted)

function matrixOf(columns: readonly Float64Array[], rows: readonly number[]): Matrix {
  return {
    rows: rows.length,
    names: columns.map((_, at) => `z${at}`),
    columns: columns.map((column) => Float64Array.from(rows, (row) => column[row] as number)),
  }
}

function spreadOf(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  if (values.length === 0) return { mean: 0, deviation: 0 }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) }
}

/** The input with helper columns, and what stands in them at the end where a column is missing. The helpers are to be taken off again. */
export function roundsResults(
  { parts, steps, filled }: RoundsState,
  input: Relation,
): { readonly relation: Relation; readonly results: readonly Result[] } {
  const free = freeNames(input)
  const chosen = parts.map((part) => chosenColumn(part, filled.includes(part.column) ? 'columns' : 'from', input))
  const names = parts.map((_, at) => ({ given: free(`given ${at}`), now: free(`now ${at}`) }))
  const asked = new Set(steps.map(({ part }) => part))
  const given = parts.flatMap((part, at) =>
    asked.has(at) ? [{ name: names[at]?.given ?? '', expr: partExpr(part, chosen[at] as Column) }] : [],
  )
  let relation = extend(input, [
    ...given,
    ...parts.map((part, at) => ({
      name: names[at]?.now ?? '',
      expr: call('coalesce', partExpr(part, chosen[at] as Column), literal('float', part.first)),
    })),
  ])
  for (const step of steps) {
    const others = names.filter((_, at) => at !== step.part).map(({ now }) => now)
    const { given: known = '', now = '' } = names[step.part] ?? {}
    relation = extend(relation, [{ name: now, expr: call('coalesce', columnExpr(known), predicted(step, others)) }])
  }
  const results = filled.map((name) => {
    const at = parts.findIndex((part) => part.column === name)
    const { centre = 0, scale = 1 } = parts[at] ?? {}
    const value = call('add', call('multiply', columnExpr(names[at]?.now ?? ''), literal('float', scale)), literal('float', centre))
    return { source: name, expr: call('coalesce', known(chosen[at] as Column), value) }
  })
  return { relation, results }
}

function chosenColumn({ column, type }: Part, param: 'columns' | 'from', input: Relation): Column {
  return chooseColumn(input, column, { param, accepts: isNumeric(type) ? ['int', 'float'] : [type], replace: null })
}

function partExpr({ level, centre, scale }: Part, column: Column): Expr {
  if (level !== undefined) return call('int-to-float', call('bool-to-int', call('equal', known(column), literal('text', level))))
  return call('divide', call('subtract', knownNumber(column), literal('float', centre)), literal('float', scale))
}

function predicted(step: Step, others: readonly string[]): Expr {
  const type: DataType = 'float'
  if ('tree' in step)
    return treeAsExpression(
      step.tree,
      others.map((column) => ({ column, type })),
      type,
    )
  const terms = step.weights.map((weight, at) => call('multiply', columnExpr(others[at] ?? ''), literal(type, weight)))
  return [literal(type, step.intercept), ...terms].reduce((sum, term) => call('add', sum, term))
}

const tooMany = {
  code: 'too-many-columns',
  param: 'from',
  text: {
    en: `At most ${mostParts} columns can take part in rounds; a text counts as many as 12.`,
    fr: `Au plus ${mostParts} colonnes peuvent prendre part aux tours ; un texte compte jusqu’à 12 fois.`,
  },
  action: { en: 'Choose fewer columns to fill from.', fr: 'Remplissez d’après moins de colonnes.' },
}
