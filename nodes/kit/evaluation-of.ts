import { evaluateClassification } from '../../engine/learn/evaluate/evaluate-classification.ts'
import { evaluateRegression } from '../../engine/learn/evaluate/evaluate-regression.ts'
import { figureOf } from '../../engine/learn/evaluate/figure-of.ts'
import type { GridCell } from '../../engine/learn/evaluate/prediction-tables.ts'
import { classificationVerdict, regressionVerdict } from '../../engine/learn/evaluate/verdict.ts'
import type { Model } from '../../engine/learn/model.ts'
import type { Evaluation } from '../../engine/protocol/artifact.ts'

/** Answers beside what was true, row by row; NaN where one of them is not known. */
export interface JudgedAnswers {
  /** Regression: values. Classification: positions in the model's classes. */
  readonly actual: Float64Array
  readonly predicted: Float64Array
  /** Classification: one array per class, where the model gives them; they then decide instead of `predicted`. */
  readonly probabilities: readonly Float64Array[] | null
  readonly weights?: Float64Array | undefined
  /** When each row was, and which series or list it belongs to (NaN: none). */
  readonly time?: Float64Array | undefined
  readonly group?: Float64Array | undefined
}

export interface JudgeSettings {
  /** Two classes: null takes the model's own. */
  readonly threshold: number | null
  /** costs[actual][predicted] of one row, in the order of the model's classes. */
  readonly costs?: readonly (readonly number[])[] | undefined
  /** The predictions are meant to be this quantile. */
  readonly quantile?: number | undefined
  /** Places of a list that count for the figures about its first ones. */
  readonly places?: number | undefined
  readonly seed: number
}

type Judged = Pick<Model, 'name' | 'task' | 'target' | 'classes' | 'positive' | 'threshold' | 'importance' | 'trained'>

/** Figures, curves and tables of a model's answers. Throws LearnProblem `no-rows`, `bad-weights`. */
export function evaluationOf(model: Judged, answers: JudgedAnswers, settings: JudgeSettings): Evaluation {
  const { actual, predicted, probabilities, weights, time, group } = answers
  const { seed, costs, quantile, places } = settings
  const head = { model: model.name, node: model.trained.fingerprint, target: model.target.name, importance: [...model.importance] }
  if (model.task === 'regression') {
    const report = evaluateRegression({
      actual,
      predicted,
      seed,
      ...(weights && { weights }),
      ...(time && { time }),
      ...(group && { group }),
      ...(quantile !== undefined && { quantile }),
      ...(places !== undefined && { places }),
    })
    return {
      ...head,
      task: 'regression',
      rows: report.rows,
      figures: report.figures.map((figure) => figureOf(figure, report.baseline[figure.id])),
      verdict: regressionVerdict(report),
      residuals: [...report.residuals],
      actualPredicted: report.actualPredicted.map(({ cell, ...point }) => ({ ...point, cell: sidesOf(cell) })),
      residualPredicted: report.residualPredicted.map(({ cell, ...point }) => ({ ...point, cell: sidesOf(cell) })),
      residualQuantiles: report.residualQuantiles.map(({ normal, residual }) => ({ normal, residual })),
      errorBySize: report.errorBySize.map(({ interval, ...rest }) => ({ ...rest, interval: [interval[0], interval[1]] })),
    }
  }
  const positive = model.positive === undefined ? -1 : model.classes.indexOf(model.positive)
  const limit = settings.threshold ?? model.threshold
  const report = evaluateClassification({
    classes: model.classes,
    actual,
    ...(probabilities ? { probabilities } : { predicted }),
    ...(positive >= 0 && { positive }),
    ...(limit !== undefined && { threshold: limit }),
    ...(weights && { weights }),
    ...(costs && { costs }),
    ...(group && { group }),
    ...(places !== undefined && { places }),
    seed,
  })
  return {
    ...head,
    task: 'classification',
    rows: report.rows,
    figures: report.figures.map((figure) => figureOf(figure, report.baseline[figure.id])),
    verdict: classificationVerdict(report),
    classes: [...model.classes],
    yesNo: model.target.type === 'bool',
    ...(model.positive !== undefined && { positive: model.positive }),
    ...(limit !== undefined && model.classes.length === 2 && { threshold: limit }),
    ...(costs && { costs: costs.map((row) => [...row]) }),
    confusion: report.confusion.map((row) => [...row]),
    perClass: report.perClass.map((row) => ({
      class: row.class,
      rows: row.rows,
      precision: plain(row.precision),
      recall: plain(row.recall),
      specificity: plain(row.specificity),
      f1: plain(row.f1),
      auc: plain(row.auc),
      averagePrecision: plain(row.averagePrecision),
    })),
    ...(report.averages.length > 0 && {
      averages: report.averages.map(({ of, precision, recall, f1 }) => ({
        of,
        precision: plain(precision),
        recall: plain(recall),
        f1: plain(f1),
      })),
    }),
    ...(report.curves.length > 0 && { curves: report.curves.map(curvesOf) }),
    ...(report.thresholds && { thresholds: report.thresholds.map((row) => ({ ...row })) }),
  }
}

type Curves = ReturnType<typeof evaluateClassification>['curves'][number]

function curvesOf({
  roc,
  rocBand,
  precisionRecall,
  gain,
  calibration,
  scores,
  ...rest
}: Curves): NonNullable<Evaluation['curves']>[number] {
  return {
    ...rest,
    roc: roc && pointsOf(roc),
    rocBand: rocBand && rocBand.map(([x, low, high]): [number, number, number] => [x, low, high]),
    precisionRecall: precisionRecall && pointsOf(precisionRecall),
    gain: gain && pointsOf(gain),
    calibration: calibration.map(({ interval, ...bin }) => ({ ...bin, interval: [interval[0], interval[1]] })),
    scores: scores.map((bin) => ({ ...bin })),
  }
}

function sidesOf([x, y]: GridCell['cell']): [[number | null, number | null], [number | null, number | null]] {
  return [
    [x[0], x[1]],
    [y[0], y[1]],
  ]
}

function plain({ value, interval }: { readonly value: number | null; readonly interval: readonly [number, number] | null }) {
  return { value, interval: interval && ([interval[0], interval[1]] satisfies [number, number]) }
}

function pointsOf(curve: { readonly x: Float64Array; readonly y: Float64Array }): [number, number][] {
  return Array.from(curve.x, (x, index): [number, number] => [x, curve.y[index] as number])
}
