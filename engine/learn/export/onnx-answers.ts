import { outputCount } from '../estimator.ts'
import type { DenseLayer } from '../neural-network/forward-pass.ts'
import type { NetworkFields } from '../neural-network/network-model.ts'
import type { BayesFields } from '../bayes/naive-bayes.ts'
import type { VectorFields } from '../svm/vector-model.ts'
import { cannotExport } from './cannot-export.ts'
import type { OnnxScope } from './onnx-cell.ts'
import { calibratedAnswer, combinedAnswer } from './onnx-ensembles.ts'
import { beside, columnsOf, forRows, rowSums, scaledToOne, table } from './onnx-matrix.ts'
import { numbersTensor } from './onnx-model.ts'
import { neighbourAnswer } from './onnx-neighbours.ts'
import { onnxTrees } from './onnx-trees.ts'
import type { ModelParts } from './model-parts.ts'
import type { PlainModel } from './plain-model.ts'

/**
 * What a model answers for the rows of a matrix of doubles [rows, columns]: [rows, 1], or [rows, classes]; one row where all rows get the same.
 * Throws LearnProblem `cannot-export`.
 */
export function onnxAnswer(scope: OnnxScope, parts: ModelParts, matrix: string): string {
  switch (parts.kind) {
    case 'constant':
      return forRows(scope, table(scope, parts.answer, [1, parts.answer.length]), matrix)
    case 'plain':
      return plainAnswer(scope, parts, matrix)
    case 'bayes':
      return bayesAnswer(scope, parts.fields, matrix)
    case 'network':
      return networkAnswer(scope, parts.fields, matrix)
    case 'neighbours':
      return neighbourAnswer(scope, parts.fields, matrix)
    case 'vectors':
      return vectorAnswer(scope, parts.fields, matrix)
    case 'calibrated':
      return calibratedAnswer(scope, parts.maps, onnxAnswer(scope, parts.inner, matrix))
    case 'combined': {
      const answers = parts.members.map(({ parts: own, from }) => {
        const answer = onnxAnswer(
          scope,
          own,
          columnsOf(
            scope,
            matrix,
            own.features.map((_, at) => from + at),
          ),
        )
        return own.task === 'regression'
          ? answer
          : spread(
              scope,
              answer,
              parts.classes.map((name) => own.classes.indexOf(name)),
            )
      })
      const { combination, task } = parts
      const combined = combinedAnswer(scope, combination, { answers, task, outputs: outputCount(parts) })
      return combination.how === 'learned' ? onnxAnswer(scope, combination.final, combined) : combined
    }
  }
}

function plainAnswer(scope: OnnxScope, { plain, task, classes }: ModelParts & { readonly kind: 'plain' }, matrix: string): string {
  const { graph, calc } = scope
  const scores = plain.kind === 'trees' ? onnxTrees(scope, plain, matrix) : linearScores(scope, plain, matrix)
  const own = () => {
    switch (plain.answer) {
      case 'value':
      case 'shares':
        return scores
      case 'exponential':
        return calc.apply('Exp', scores)
      case 'rate': {
        const [logarithm, times] = [columnsOf(scope, scores, [0]), columnsOf(scope, scores, [1])]
        const product = calc.multiply(times, calc.apply('Exp', logarithm))
        return calc.choose(calc.apply('GreaterOrEqual', times, 0), product, Number.NaN)
      }
      case 'sigmoid':
        return beside(scope, [calc.apply('Sigmoid', calc.apply('Neg', scores)), calc.apply('Sigmoid', scores)])
      case 'softmax':
        return graph.node('Softmax', [scores], { axis: { kind: 'int', value: 1 } })
    }
  }
  if (task === 'regression') return own()
  return spread(
    scope,
    own(),
    classes.map((_, place) => plain.places.indexOf(place)),
  )
}

function linearScores(scope: OnnxScope, { rows }: PlainModel & { readonly kind: 'linear' }, matrix: string): string {
  const width = rows[0]?.coefficients.length ?? 0
  const slopes = Array.from({ length: width }, (_, at) => rows.map(({ coefficients }) => coefficients[at]!)).flat()
  const product = scope.graph.node('MatMul', [matrix, table(scope, slopes, [width, rows.length])])
  return scope.calc.add(
    product,
    table(
      scope,
      rows.map(({ intercept }) => intercept),
      [1, rows.length],
    ),
  )
}

/** Columns in another order, those of -1 being 0. */
function spread(scope: OnnxScope, shares: string, places: readonly number[]): string {
  const { graph, calc } = scope
  if (places.every((place, at) => place === at)) return shares
  const zero = calc.multiply(columnsOf(scope, shares, [0]), 0)
  const known = Math.max(...places) + 1
  return graph.node(
    'Concat',
    places.map((place) => (place < 0 || place >= known ? zero : columnsOf(scope, shares, [place]))),
    { axis: { kind: 'int', value: 1 } },
  )
}

function bayesAnswer(scope: OnnxScope, { laws, priors }: BayesFields, matrix: string): string {
  const { graph, calc } = scope
  const normal = laws.flatMap((law, at) => (law.kind === 'normal' ? [{ at, ...law }] : []))
  const counted = laws.flatMap((law, at) => (law.kind === 'count' ? [{ at, ...law }] : []))
  const terms = [table(scope, priors, [1, priors.length])]
  const ofRow = (values: readonly number[]) => table(scope, values, [1, values.length])
  // A missing number is left out of the product.
  if (normal.length > 0) {
    const own = columnsOf(
      scope,
      matrix,
      normal.map(({ at }) => at),
    )
    const isMissing = graph.node('IsNaN', [own])
    const byClass = priors.map((_, c) => {
      const away = calc.subtract(own, ofRow(normal.map(({ means }) => means[c]!)))
      const scaled = calc.multiply(calc.multiply(away, away), ofRow(normal.map(({ variances }) => -0.5 / variances[c]!)))
      const logs = calc.add(scaled, ofRow(normal.map(({ variances }) => -0.5 * Math.log(2 * Math.PI * variances[c]!))))
      return rowSums(scope, calc.choose(isMissing, 0, logs))
    })
    terms.push(beside(scope, byClass))
  }
  if (counted.length > 0) {
    const own = columnsOf(
      scope,
      matrix,
      counted.map(({ at }) => at),
    )
    const known = calc.choose(graph.node('IsNaN', [own]), 0, own)
    const logs = table(
      scope,
      counted.flatMap((law) => law.logs),
      [counted.length, priors.length],
    )
    terms.push(graph.node('MatMul', [known, logs]))
  }
  const logs = terms.reduce((sum, term) => calc.add(sum, term))
  return graph.node('Softmax', [logs], { axis: { kind: 'int', value: 1 } })
}

function networkAnswer(scope: OnnxScope, { task, layers, means, deviations, target }: NetworkFields, matrix: string): string {
  const { graph, calc } = scope
  const ofRow = (values: ArrayLike<number>) => table(scope, values, [1, values.length])
  // What is divided by infinity is 0: columns that never changed have no say.
  const scales = deviations.map((deviation) => (deviation === 0 ? Number.POSITIVE_INFINITY : deviation))
  let values = calc.divide(calc.subtract(matrix, ofRow(means)), ofRow(scales))
  for (const { kernel, bias, inputs, units, activation } of layers) {
    // Weights are kept as they were learned, in single precision; sums are in double precision, as here.
    const weights = graph.node('Cast', [graph.constant(numbersTensor('float', kernel, [inputs, units]))], {
      to: { kind: 'int', value: 11 },
    })
    values = activated(scope, activation, calc.add(graph.node('MatMul', [values, weights]), ofRow(bias)))
  }
  return task === 'regression' ? calc.add(calc.multiply(values, target.deviation), target.mean) : values
}

function activated({ graph, calc }: OnnxScope, activation: DenseLayer['activation'], values: string): string {
  switch (activation) {
    case 'linear':
      return values
    case 'relu':
      return calc.apply('Relu', values)
    case 'tanh':
      return calc.apply('Tanh', values)
    case 'sigmoid':
      return calc.apply('Sigmoid', values)
    case 'gelu': {
      const cube = calc.multiply(calc.multiply(values, values), values)
      const inside = calc.multiply(calc.add(calc.multiply(cube, 0.044715), values), Math.sqrt(2 / Math.PI))
      return calc.multiply(calc.multiply(values, 0.5), calc.add(calc.apply('Tanh', inside), 1))
    }
    case 'softmax':
      return graph.node('Softmax', [values], { axis: { kind: 'int', value: 1 } })
  }
}

function vectorAnswer(
  scope: OnnxScope,
  { task, classes, centres, scales, machines, chances, target }: VectorFields,
  matrix: string,
): string {
  const { graph, calc } = scope
  const ofRow = (values: ArrayLike<number>) => table(scope, values, [1, values.length])
  const width = centres.length
  const factors = scales.map((scale) => (scale === 0 ? 0 : 1 / scale))
  const point = calc.multiply(calc.subtract(matrix, ofRow(centres)), ofRow(factors))
  const count = machines.intercepts.length
  const byMachine = (rows: readonly Float64Array[], length: number) =>
    table(scope, Array.from({ length }, (_, at) => rows.map((row) => row[at]!)).flat(), [length, count])
  const sums =
    machines.kernel === 'linear'
      ? graph.node('MatMul', [point, byMachine(machines.slopes, width)])
      : graph.node('MatMul', [nearness(scope, machines, { point, width }), byMachine(machines.factors, machines.points.length / width)])
  const values = calc.add(sums, ofRow(machines.intercepts))
  if (task === 'regression') return calc.add(calc.multiply(values, target.scale), target.centre)
  if (classes.length > 2 && machines.kernel === 'gaussian')
    throw cannotExport(
      {
        en: 'Curved borders between more than two classes find the chances of each row step by step, which this form cannot say.',
        fr: 'Les frontières courbes entre plus de deux classes cherchent les chances de chaque ligne pas à pas, ce que cette forme ne sait pas dire.',
      },
      { en: 'Use straight borders.', fr: 'Utilisez des frontières droites.' },
    )
  const line = (of: (chance: (typeof chances)[number]) => number) => ofRow(chances.map(of))
  const odds = calc.add(
    calc.multiply(
      values,
      line(({ slope }) => slope),
    ),
    line(({ intercept }) => intercept),
  )
  const shares = calc.apply('Sigmoid', odds)
  return count === 1 ? beside(scope, [calc.subtract(1, shares), shares]) : scaledToOne(scope, shares, classes.length)
}

/** exp(-gamma d²) of each row to each kept one: d² = a² - 2 a b + b². */
function nearness(
  scope: OnnxScope,
  { points, gamma }: { readonly points: Float64Array; readonly gamma: number },
  { point, width }: { readonly point: string; readonly width: number },
): string {
  const { graph, calc } = scope
  const kept = points.length / width
  const across = Array.from({ length: width }, (_, column) =>
    Array.from({ length: kept }, (__, row) => points[row * width + column]!),
  ).flat()
  const squares = Array.from({ length: kept }, (_, row) =>
    points.subarray(row * width, (row + 1) * width).reduce((sum, value) => sum + value * value, 0),
  )
  const both = graph.node('MatMul', [point, table(scope, across, [width, kept])])
  const own = rowSums(scope, calc.multiply(point, point))
  const distance = calc.add(calc.subtract(own, calc.multiply(both, 2)), table(scope, squares, [1, kept]))
  return calc.apply('Exp', calc.multiply(calc.apply('Max', distance, 0), -gamma))
}
