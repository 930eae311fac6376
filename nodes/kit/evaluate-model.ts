import { classificationVerdict, regressionVerdict } from '../../engine/learn/evaluate/verdict.ts'
import { evaluateClassification } from '../../engine/learn/evaluate/evaluate-classification.ts'
import { evaluateRegression } from '../../engine/learn/evaluate/evaluate-regression.ts'
import { figureOf } from '../../engine/learn/evaluate/figure-of.ts'
import type { Model } from '../../engine/learn/model.ts'
import type { Evaluation } from '../../engine/protocol/artifact.ts'
import { applyModel } from './apply-model.ts'
import type { RunContext } from './context.ts'
import { NodeProblem } from './problem.ts'

/** Judges a model on the rows at port `table`. Throws NodeProblem when the table lacks the target or what the model needs. */
export async function evaluateModel(model: Model, ctx: RunContext, threshold: number | null): Promise<Evaluation> {
  const applied = await applyModel(model, 'table', ctx, { columns: [], asCategories: [] })
  if (!applied.actual)
    throw new NodeProblem({
      code: 'target-gone',
      port: 'table',
      column: model.target.name,
      text: {
        en: `The table has no “${model.target.name}” to compare with.`,
        fr: `La table n’a pas de « ${model.target.name} » à comparer.`,
      },
      action: { en: 'Connect rows whose target is known.', fr: 'Reliez des lignes dont la cible est connue.' },
    })
  const skipped = applied.actual.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0)
  if (skipped > 0) ctx.log(`${model.name}: ${skipped} of ${applied.rows} rows have no ${model.target.name} that the model knows`)
  const head = { model: model.name, node: model.trained.fingerprint, target: model.target.name, importance: [...model.importance] }
  if (model.task === 'regression') {
    const report = evaluateRegression({ actual: applied.actual, predicted: applied.predicted, seed: ctx.seed })
    return {
      ...head,
      task: 'regression',
      rows: report.rows,
      figures: report.figures.map((figure) => figureOf(figure, report.baseline[figure.id])),
      verdict: regressionVerdict(report),
      residuals: [...report.residuals],
      actualPredicted: [...report.actualPredicted],
    }
  }
  const positive = model.positive === undefined ? -1 : model.classes.indexOf(model.positive)
  const limit = threshold ?? model.threshold
  const report = evaluateClassification({
    classes: model.classes,
    actual: applied.actual,
    ...(applied.probabilities ? { probabilities: applied.probabilities } : { predicted: applied.predicted }),
    ...(positive >= 0 && { positive }),
    ...(limit !== undefined && { threshold: limit }),
    seed: ctx.seed,
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
    confusion: report.confusion.map((row) => [...row]),
    perClass: report.perClass.map((row) => ({ ...row })),
    ...curvesOf(report.curves),
  }
}

type Curves = ReturnType<typeof evaluateClassification>['curves']

function curvesOf(curves: Curves): Pick<Evaluation, 'roc' | 'precisionRecall' | 'calibration' | 'thresholds'> {
  if (!curves) return {}
  return {
    ...(curves.roc && { roc: pointsOf(curves.roc) }),
    ...(curves.precisionRecall && { precisionRecall: pointsOf(curves.precisionRecall) }),
    calibration: curves.calibration.map(({ predicted, observed, rows, interval }) => ({
      predicted,
      observed,
      rows,
      interval: [interval[0], interval[1]],
    })),
    thresholds: curves.thresholds.map(({ threshold, tp, fp, tn, fn }) => ({ threshold, tp, fp, tn, fn })),
  }
}

function pointsOf(curve: { readonly x: Float64Array; readonly y: Float64Array }): [number, number][] {
  return Array.from(curve.x, (x, index): [number, number] => [x, curve.y[index] as number])
}
