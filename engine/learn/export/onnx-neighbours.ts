import type { NeighbourFields } from '../neighbours/nearest-neighbours.ts'
import { cannotExport } from './cannot-export.ts'
import type { OnnxScope } from './onnx-cell.ts'
import { beside, columnsOf, rowSums, table } from './onnx-matrix.ts'
import { numbersTensor } from './onnx-model.ts'

/**
 * The shares of classes among the nearest kept rows, or their mean. Distances are summed column by column, in the order of the model, so that they are
 * its own to the bit, and of rows as far away the first is taken, as the model does. Throws LearnProblem `cannot-export` for weighted rows.
 */
export function neighbourAnswer(scope: OnnxScope, fields: NeighbourFields, matrix: string): string {
  const { graph, calc } = scope
  const { task, classes, neighbours, metric, rows, scales, y, weights, factors, votes } = fields
  if (weights.some((weight) => weight !== 1))
    throw cannotExport(
      {
        en: 'Rows of weights other than 1 stand for several neighbours, which this form cannot say.',
        fr: 'Des lignes de poids autre que 1 valent plusieurs voisines, ce que cette forme ne sait pas dire.',
      },
      { en: 'Train without weights.', fr: 'Entraînez sans poids.' },
    )
  const point = calc.divide(matrix, table(scope, scales, [1, scales.length]))
  const parts = rows.columns.map((column, at) => {
    const kept = table(
      scope,
      column.map((value) => value / scales[at]!),
      [1, rows.rows],
    )
    const away = calc.subtract(columnsOf(scope, point, [at]), kept)
    return metric === 'euclidean' ? calc.multiply(away, away) : calc.apply('Abs', away)
  })
  const far = parts.reduce((sum, part) => calc.apply(metric === 'chebyshev' ? 'Max' : 'Add', sum, part))
  const count = Math.min(neighbours, rows.rows)
  const [near, places] = graph.nodes('TopK', [far, graph.constant(numbersTensor('int64', [count]))], {
    attributes: { axis: { kind: 'int', value: 1 }, largest: { kind: 'int', value: 0 } },
    count: 2,
  })
  const of = (values: Float64Array) => graph.node('Gather', [graph.constant(numbersTensor('double', values)), places!])
  const vote = calc.multiply(votes === 'equal' ? 1 : closeness(scope, near!, metric === 'euclidean'), of(factors))
  const total = rowSums(scope, vote)
  const mean = (values: string) => calc.divide(rowSums(scope, calc.multiply(vote, values)), total)
  if (task === 'regression') return mean(of(y))
  const own = of(y)
  return beside(
    scope,
    classes.map((_, place) => mean(graph.node('Cast', [calc.isEqual(own, place)], { to: { kind: 'int', value: 11 } }))),
  )
}

/** 1 over the distance; rows that meet the point count alone. */
function closeness(scope: OnnxScope, near: string, areSquares: boolean): string {
  const { calc } = scope
  const meets = calc.isEqual(columnsOf(scope, near, [0]), 0)
  const alone = calc.choose(calc.isEqual(near, 0), 1, 0)
  return calc.choose(meets, alone, calc.divide(1, areSquares ? calc.apply('Sqrt', near) : near))
}
