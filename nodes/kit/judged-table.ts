import type { Evaluation } from '../../engine/protocol/artifact.ts'
import { freeName } from '../../engine/relation/build.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { TableArtifact } from './artifacts.ts'
import type { AddedColumn, RunContext } from './context.ts'
import type { JudgedModel } from './evaluate-model.ts'

type Answers = NonNullable<Evaluation['answers']>

type Judged = Pick<JudgedModel, 'model' | 'answers'>

export interface JudgedTable {
  readonly artifact: TableArtifact
  readonly places: readonly Answers[]
}

const mostScores = 20

/**
 * The judged rows with what was true and what each model answered beside them: the answer, the scores of classes (of two that of the positive
 * one), of numbers the residual. `places` says under which names, in the order of the models. `port`: where the rows come out.
 */
export async function judgedTable(judged: readonly Judged[], relation: Relation, port: string, ctx: RunContext): Promise<JudgedTable> {
  const taken = new Set(relation.columns.map(({ name }) => name))
  const fresh = (wanted: string) => {
    const found = freeName(wanted, taken)
    taken.add(found)
    return found
  }
  const several = judged.length > 1
  const truths: { readonly name: string; readonly model: JudgedModel['model']; readonly actual: Float64Array }[] = []
  /** Models that learned from the same rows share the column of what was true. */
  const truth = ({ model, answers: { actual } }: Judged, column: (name: string) => AddedColumn): string => {
    const known = truths.find((one) => sameTruth(one, { model, actual }))
    if (known) return known.name
    const name = fresh(truths.length === 0 ? 'actual' : `actual (${model.name})`)
    truths.push({ name, model, actual })
    columns.push(column(name))
    return name
  }
  const columns: AddedColumn[] = []
  const places: Answers[] = []
  for (const one of judged) {
    const { model, answers } = one
    const name = (what: string) => fresh(several ? `${what} (${model.name})` : what)
    const { actual, predicted, probabilities } = answers
    if (model.task === 'regression') {
      const place = {
        port,
        actual: truth(one, (column) => number(column, actual)),
        prediction: name('prediction'),
        scores: [],
        residual: name('residual'),
      }
      const residuals = actual.map((value, i) => value - (predicted[i] as number))
      columns.push(number(place.prediction, predicted), number(place.residual, residuals))
      places.push(place)
      continue
    }
    const words = (codes: Float64Array) => Array.from(codes, (code) => model.classes[code] ?? null)
    const shown = probabilities && model.classes.length <= mostScores ? scoresShown(model.classes, model.positive) : []
    const place = {
      port,
      actual: truth(one, (column) => ({ name: column, type: 'text', values: words(actual) })),
      prediction: name('prediction'),
      scores: model.classes.map(() => ''),
    }
    columns.push({ name: place.prediction, type: 'text', values: words(predicted) })
    for (const k of shown) {
      const score = name(`probability of ${model.classes[k]}`)
      place.scores[k] = score
      columns.push(number(score, probabilities?.[k] as Float64Array))
    }
    places.push(place)
  }
  return { artifact: await ctx.write(relation, columns), places }
}

interface Truth {
  readonly model: JudgedModel['model']
  readonly actual: Float64Array
}

function sameTruth(a: Truth, b: Truth): boolean {
  return a.model.classes.join('\n') === b.model.classes.join('\n') && a.actual.every((value, i) => Object.is(value, b.actual[i]))
}

function scoresShown(classes: readonly string[], positive: string | undefined): readonly number[] {
  if (classes.length === 2 && positive !== undefined) return [classes.indexOf(positive)]
  return classes.map((_, k) => k)
}

/** What is not known is missing, not a value. */
function number(name: string, values: Float64Array): AddedColumn {
  return {
    name,
    type: 'float',
    values: values.some(Number.isNaN) ? Array.from(values, (value) => (Number.isNaN(value) ? null : value)) : values,
  }
}
