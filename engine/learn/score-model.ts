import { compileClosure } from '../relation/closure/compile-closure.ts'
import { noKeys, type HashKeys } from '../relation/closure/keyed-hash.ts'
import { someExpr } from '../relation/expression-tree.ts'
import { keyedHash } from '../relation/functions/keyed-hash.ts'
import type { Column, Value } from '../relation/types.ts'
import { designRow, matrixNames } from './design-matrix.ts'
import type { Model } from './model.ts'
import { modelFromJson } from './model-from-json.ts'
import { pruneStage, stageProjections } from './recipe.ts'

export interface Scored {
  /** The value, or the name of the class. */
  readonly prediction: number | string
  /** Classification: probabilities in the order of the model's classes. */
  readonly probabilities?: readonly number[]
}

/** A model ready to answer rows one at a time, without a database. Not re-entrant: it reuses its working room. */
export interface Scorer {
  /** The raw columns that a row must have, in the order in which `score` takes them. */
  readonly columns: readonly Column[]
  /** Throws what a strict function of the recipe throws for a value that it cannot take. */
  score(row: readonly Value[]): Scored
}

/** The names of the secret keys that a model's recipe hashes with. */
export function hashKeysOf(model: Pick<Model, 'recipe'>): readonly string[] {
  const names = new Set<string>()
  for (const { relation } of model.recipe.stages)
    for (const { expr } of stageProjections(relation).flat())
      someExpr(expr, (part) => {
        const key = part.kind === 'call' && part.fn === keyedHash.id ? part.args[1] : undefined
        if (key?.kind === 'literal') names.add(String(key.value))
        return false
      })
  return [...names]
}

/** Compiles a model's recipe, from its rawest stage, and its estimator. `keys`: those of `hashKeysOf`. */
export function createScorer(model: Model, keys: HashKeys = noKeys): Scorer {
  const [rawest] = model.recipe.stages
  if (!rawest) throw new Error('a model without a recipe')
  const names = model.features.map((feature) => feature.name)
  const { relation, columns } = pruneStage(rawest, names)
  const steps = stageProjections(relation)
  let known: readonly Column[] = columns
  const compiled: ((row: readonly Value[]) => readonly Value[])[] = []
  let at = relation
  const schemas: (readonly Column[])[] = []
  while (at.op === 'project') {
    schemas.push(at.columns)
    at = at.input
  }
  schemas.reverse()
  steps.forEach((exprs, index) => {
    const closures = exprs.map((item) => compileClosure(item.expr, known, keys))
    compiled.push((row) => closures.map((closure) => closure(row)))
    known = schemas[index] ?? known
  })
  const places = names.map((name) => known.findIndex((column) => column.name === name))
  const types = places.map((place) => known[place]?.type ?? 'float')
  const fitted = modelFromJson(model.estimator.json)
  const input = new Float64Array(matrixNames(model.features).length)
  const output = new Float64Array(Math.max(1, model.classes.length))
  return {
    columns,
    score(raw) {
      let row = raw
      for (const step of compiled) row = step(row)
      designRow(
        model.features,
        types,
        places.map((place) => row[place] ?? null),
        input,
      )
      fitted.scoreOne(input, output)
      if (model.task === 'regression') return { prediction: output[0] as number }
      return { prediction: classOf(model, output), probabilities: [...output] }
    },
  }
}

/** The model with another threshold; models of a number or of many classes have none and stay as they are. */
export function withThreshold(model: Model, threshold: number | null): Model {
  return threshold === null || model.positive === undefined ? model : { ...model, threshold }
}

/** The class to answer: for two classes by the model's threshold, else the most probable. */
export function classOf(model: Pick<Model, 'classes' | 'positive' | 'threshold'>, probabilities: ArrayLike<number>): string {
  const { classes, positive, threshold } = model
  if (classes.length === 2 && positive !== undefined && threshold !== undefined) {
    const place = classes.indexOf(positive)
    const score = probabilities[place] as number
    return classes[score >= threshold ? place : 1 - place] as string
  }
  let best = 0
  for (let index = 1; index < classes.length; index++) if ((probabilities[index] as number) > (probabilities[best] as number)) best = index
  return classes[best] as string
}
