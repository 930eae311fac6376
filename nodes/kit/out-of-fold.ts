import type { Model } from '../../engine/learn/model.ts'
import { applyModel } from './apply-model.ts'
import type { RunContext } from './context.ts'
import { NodeProblem } from './problem.ts'

/** The answers that models gave to rows that they had not learned from: one model for each part of the rows. */
export interface OutOfFold {
  readonly rows: number
  /** Classification: all classes that some of the models know. */
  readonly classes: readonly string[]
  /** Regression: values. Classification: positions in `classes`. NaN for rows that nobody judged. */
  readonly actual: Float64Array
  readonly predicted: Float64Array
  readonly probabilities: readonly Float64Array[] | null
}

export interface PartedRows {
  /** The port of the table, and its column that numbers the parts. */
  readonly port: string
  readonly part: string
  readonly partOf: Float64Array
}

/** Has each model answer the rows of its part, by its own recipe. `models` by the number of the part. Throws NodeProblem `target-gone`. */
export async function outOfFold(models: ReadonlyMap<number, Model>, rows: PartedRows, ctx: RunContext): Promise<OutOfFold> {
  const count = rows.partOf.length
  const classes = [...new Set([...models.values()].flatMap((model) => model.classes))]
  const actual = new Float64Array(count).fill(Number.NaN)
  const predicted = new Float64Array(count).fill(Number.NaN)
  const isClass = classes.length > 0
  const probabilities = isClass ? classes.map(() => new Float64Array(count).fill(Number.NaN)) : null
  let givesShares = isClass
  for (const [number, model] of models) {
    const applied = await applyModel(model, rows.port, ctx, { columns: [], asCategories: [], only: { column: rows.part, equals: number } })
    if (!applied.actual) throw targetGone(model)
    givesShares &&= applied.probabilities !== null
    const places = model.classes.map((name) => classes.indexOf(name))
    const place = (at: number) => (isClass && !Number.isNaN(at) ? (places[at] as number) : at)
    let at = 0
    for (let row = 0; row < count; row++) {
      if (rows.partOf[row] !== number) continue
      actual[row] = place(applied.actual[at] as number)
      predicted[row] = place(applied.predicted[at] as number)
      for (const [k, shares] of (probabilities ?? []).entries()) {
        const own = model.classes.indexOf(classes[k] as string)
        // A class that this model never saw has no chance with it.
        shares[row] = own < 0 ? 0 : ((applied.probabilities?.[own]?.[at] as number | undefined) ?? Number.NaN)
      }
      at++
    }
    if (at !== applied.rows) throw new Error(`${applied.rows} answers for ${at} rows of part ${number}`)
    await ctx.yieldNow()
  }
  return { rows: count, classes, actual, predicted, probabilities: givesShares ? probabilities : null }
}

/** The rows at these places. */
export function takeAnswers(answers: OutOfFold, places: readonly number[]): OutOfFold {
  const take = (values: Float64Array) => Float64Array.from(places, (at) => values[at] as number)
  return {
    rows: places.length,
    classes: answers.classes,
    actual: take(answers.actual),
    predicted: take(answers.predicted),
    probabilities: answers.probabilities && answers.probabilities.map(take),
  }
}

/** The mean of several answers to the same rows; for classes without probabilities those of the first. */
export function meanAnswers(all: readonly OutOfFold[]): OutOfFold {
  const [first, ...others] = all
  if (!first) throw new Error('no answers')
  if (others.length === 0 || (first.classes.length > 0 && !all.every(({ probabilities }) => probabilities))) return first
  const mean = (of: (answers: OutOfFold) => Float64Array) => {
    const sum = new Float64Array(first.rows)
    for (const answers of all) of(answers).forEach((value, row) => (sum[row] = (sum[row] as number) + value / all.length))
    return sum
  }
  const classes = [...new Set(all.flatMap((answers) => answers.classes))]
  if (classes.length === 0) return { ...first, predicted: mean(({ predicted }) => predicted) }
  const none = new Float64Array(first.rows)
  const probabilities = classes.map((name) => mean((answers) => answers.probabilities?.[answers.classes.indexOf(name)] ?? none))
  const predicted = Float64Array.from({ length: first.rows }, (_, row) => {
    const shares = probabilities.map((values) => values[row] as number)
    return shares.some(Number.isNaN) ? Number.NaN : shares.indexOf(Math.max(...shares))
  })
  const actual = first.actual.map((place) => (Number.isNaN(place) ? place : classes.indexOf(first.classes[place] as string)))
  return { rows: first.rows, classes, actual, predicted, probabilities }
}

function targetGone(model: Model): NodeProblem {
  return new NodeProblem({
    code: 'target-gone',
    port: 'models',
    column: model.target.name,
    text: {
      en: `“${model.target.name}” cannot be computed for the rows that are left out, so nothing can be compared with it.`,
      fr: `« ${model.target.name} » ne se calcule pas pour les lignes mises de côté : il n’y a rien à comparer.`,
    },
    action: {
      en: 'Make the target before the first node that learns.',
      fr: 'Préparez la cible avant le premier nœud qui apprend.',
    },
  })
}
