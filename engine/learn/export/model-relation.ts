import { freeName, project } from '../../relation/build.ts'
import { call, column, literal, type Expr, type NamedExpr } from '../../relation/expression.ts'
import type { Relation } from '../../relation/relation.ts'
import type { Column } from '../../relation/types.ts'
import type { Feature, Model } from '../model.ts'
import { replayStage } from '../recipe.ts'
import { cannotExport } from './cannot-export.ts'
import { rawSteps, type RawSteps } from './model-steps.ts'
import { plainModel, type PlainModel, type PlainTree } from './plain-model.ts'

/** A model as steps from raw columns to answers: those of its recipe, the numbers that its learner sees, the scores, the answers. */
export interface ModelSteps extends RawSteps {
  /** The columns of the learner's matrix, in its order, null where a value is missing, from the features. */
  readonly matrix: readonly NamedExpr[]
  readonly plain: PlainModel
}

/** Takes a model apart. Throws LearnProblem `cannot-export` for learners that cannot be said in plain numbers. */
export function modelSteps(model: Model): ModelSteps {
  const steps = rawSteps(model)
  const plain = plainModel(model.estimator.json)
  if (!plain)
    throw cannotExport({
      en: `“${model.name}” is no linear model and no trees of plain questions.`,
      fr: `« ${model.name} » n’est ni un modèle linéaire, ni des arbres à questions simples.`,
    })
  const types = new Map(steps.recipe.columns.map(({ name, type }) => [name, type]))
  const matrix = model.features.flatMap((feature) => matrixColumns(feature, types.get(feature.name) ?? 'float'))
  return { ...steps, matrix: matrix.map((expr, at) => ({ name: `x${at}`, expr })), plain }
}

function matrixColumns(feature: Feature, type: Column['type']): readonly Expr[] {
  const value = column(feature.name)
  if (feature.kind === 'number') {
    const number = call('nan-to-null', asFloat(value, type))
    return [feature.fill === null ? number : call('coalesce', number, literal('float', feature.fill))]
  }
  if (feature.coded)
    return [
      call(
        'switch',
        value,
        literal('float', null),
        ...feature.levels.flatMap((level, place) => [literal('text', level), literal('float', place)]),
      ),
    ]
  const isLevel = (level: string) => call('is-true', call('equal', value, literal('text', level)))
  return feature.levels.map((level) => call('if', isLevel(level), literal('float', 1), literal('float', 0)))
}

/** As the learner reads it: yes and no as 1 and 0, dates as days and times as seconds since 1970. */
function asFloat(value: Expr, type: Column['type']): Expr {
  switch (type) {
    case 'int':
      return call('int-to-float', value)
    case 'bool':
      return call('int-to-float', call('bool-to-int', value))
    case 'date':
      return call('int-to-float', call('days-between', value, literal('date', '1970-01-01')))
    case 'timestamp':
      return call('seconds-between', literal('timestamp', '1970-01-01 00:00:00'), value)
    default:
      return value
  }
}

/** The names of a model's answers: the prediction, then the chance of each class. */
export function answerNames(model: Pick<Model, 'task' | 'classes'>): readonly string[] {
  return model.task === 'regression' ? ['prediction'] : ['prediction', ...model.classes.map((name) => `probability of ${name}`)]
}

/**
 * The answers of a model for the rows of a table that has its raw columns, as a query says them, after the columns of `keep`. Sums are added in
 * pairs, so that last digits may differ from the learner's own.
 */
export function modelRelation(model: Model, table: Relation, keep: readonly string[]): Relation {
  const { recipe, matrix, plain } = modelSteps(model)
  const replayed = replayStage({ relation: recipe }, table)
  const taken = new Set([...table.columns, ...replayed.relation.columns, ...matrix].map(({ name }) => name))
  const kept = keep.map((name) => ({ name, inside: replayed.carried.get(name) ?? name }))
  const carry = kept.map(({ inside }): NamedExpr => ({ name: inside, expr: column(inside) }))
  const step = (input: Relation, exprs: readonly NamedExpr[]) => project(input, [...exprs, ...carry])
  const named = (exprs: readonly Expr[], word: string): NamedExpr[] =>
    exprs.map((expr, at) => ({ name: freeName(`${word}${at}`, taken), expr }))
  const scores = named(scoresOf(plain), 'score ')
  const answers = named(
    answersOf(
      plain,
      scores.map(({ name }) => column(name)),
      model.classes.length,
    ),
    'answer ',
  )
  const at = step(step(step(replayed.relation, matrix), scores), answers)
  const own = answers.map(({ name }) => column(name))
  const outputs = model.task === 'regression' ? own : [prediction(model, own), ...own]
  const names = answerNames(model)
  return project(at, [
    ...kept.map(({ name, inside }) => ({ name, expr: column(inside) })),
    ...outputs.map((expr, place) => ({ name: freeName(names[place]!, new Set(keep)), expr })),
  ])
}

const number = (value: number) => literal('float', value)

/** Adds in pairs: a long chain would be nested deeper than databases read. */
function sum(terms: readonly Expr[]): Expr {
  if (terms.length <= 1) return terms[0] ?? number(0)
  const half = terms.length >> 1
  return call('add', sum(terms.slice(0, half)), sum(terms.slice(half)))
}

function scoresOf(plain: PlainModel): Expr[] {
  if (plain.kind === 'linear')
    return plain.rows.map(({ intercept, coefficients }) =>
      sum([
        number(intercept),
        ...coefficients.flatMap((value, at) => (value === 0 ? [] : [call('multiply', number(value), column(`x${at}`))])),
      ]),
    )
  return plain.start.map((start, output) => {
    const terms = plain.trees.flatMap(({ tree, output: own }) =>
      own === null || own === output ? [nodeOf(tree, 0, own === null ? output : 0)] : [],
    )
    const total = sum(start === 0 && terms.length > 0 ? terms : [number(start), ...terms])
    return plain.divisor === 1 ? total : call('divide', total, number(plain.divisor))
  })
}

function nodeOf(tree: PlainTree, node: number, output: number): Expr {
  const feature = tree.feature[node]!
  if (feature < 0) return number(tree.value[node]![output]!)
  const value = column(`x${feature}`)
  const threshold = tree.threshold[node]!
  const levels = tree.levels[node]
  const known = levels
    ? call('in', value, number(-1), ...levels.map(number))
    : threshold === Number.MAX_VALUE
      ? call('is-not-null', value)
      : call('less-or-equal', value, number(threshold))
  const goesLeft = tree.missingLeft[node]! ? call('or', call('is-null', value), known) : known
  return call('if', goesLeft, nodeOf(tree, tree.left[node]!, output), nodeOf(tree, tree.right[node]!, output))
}

function answersOf({ answer, places }: PlainModel, scores: readonly Expr[], classes: number): Expr[] {
  const [first] = scores
  if (!first) throw new Error('a model without outputs')
  const one = number(1)
  const spread = (shares: readonly Expr[]) => Array.from({ length: classes }, (_, place) => shares[places.indexOf(place)] ?? number(0))
  switch (answer) {
    case 'value':
      return [first]
    case 'exponential':
      return [call('exponential', first)]
    case 'rate': {
      const times = scores[1] ?? number(Number.NaN)
      const isRate = call('greater-or-equal', times, number(0))
      return [call('if', isRate, call('multiply', times, call('exponential', first)), number(Number.NaN))]
    }
    case 'sigmoid': {
      const odds = (score: Expr) => call('divide', one, call('add', one, call('exponential', score)))
      return spread([odds(first), odds(call('negate', first))])
    }
    case 'softmax': {
      const share = (own: Expr) => call('divide', one, sum(scores.map((other) => call('exponential', call('subtract', other, own)))))
      return spread(scores.map(share))
    }
    case 'shares':
      return spread(scores)
  }
}

/** The class that is answered: by the threshold of two, else the most probable, the first of equals. */
function prediction({ classes, positive, threshold }: Model, shares: readonly Expr[]): Expr {
  const name = (at: number) => literal('text', classes[at]!)
  if (classes.length === 2 && positive !== undefined && threshold !== undefined) {
    const at = classes.indexOf(positive)
    return call('if', call('greater-or-equal', shares[at]!, number(threshold)), name(at), name(1 - at))
  }
  return shares.reduceRight<Expr>(
    (later, share, at) => {
      const others = shares.slice(at + 1).map((other) => call('greater-or-equal', share, other))
      return others.length === 0 ? name(at) : call('if', others.length === 1 ? others[0]! : call('and', ...others), name(at), later)
    },
    name(classes.length - 1),
  )
}
