import { resolveExpression } from '../../relation/resolve-expression.ts'
import { isList, type Column } from '../../relation/types.ts'
import type { Feature, Model } from '../model.ts'
import { holds, listsUnsaid, placeOfText, type OnnxCell, type OnnxScope } from './onnx-cell.ts'
import { onnxExpression } from './onnx-expression.ts'
import { beside, forRows, table } from './onnx-matrix.ts'
import { numbersTensor, type OnnxValue } from './onnx-model.ts'
import { inStep, recipeSteps, schemasOf, type RawSteps } from './model-steps.ts'

/** Shapes of inputs: a column of one cell for each row, or a plain list. */
export type InputShape = 'column' | 'list'

/** An input for each raw column: texts as they are, everything else as doubles. Throws LearnProblem `cannot-export` for lists. */
export function onnxInputs(columns: readonly Column[], shape: InputShape): readonly OnnxValue[] {
  return columns.map(({ name, type }) => {
    if (isList(type)) throw listsUnsaid()
    return { name, type: type === 'text' ? 'string' : 'double', dims: shape === 'list' ? ['rows'] : ['rows', 1] }
  })
}

/**
 * The matrix of the learner, [rows, columns], from the raw columns: what is missing is NaN there, or what stands for it. Throws LearnProblem
 * `cannot-export`, naming the step that ONNX cannot say.
 */
export function onnxMatrix(
  scope: OnnxScope,
  { model, steps, inputs }: { readonly model: Model; readonly steps: RawSteps; readonly inputs: readonly OnnxValue[] },
): string {
  const schemas = schemasOf(steps)
  let known = steps.columns
  let cells: readonly OnnxCell[] = known.map((column, at) => inputCell(scope, column, inputs[at]!))
  const [first] = cells
  for (const [at, exprs] of recipeSteps(steps).entries()) {
    const before = cells
    cells = exprs.map((item) => inStep(model, item, () => onnxExpression(scope, resolveExpression(item.expr, known), before)))
    known = schemas[at]!
  }
  const parts = model.features.map((feature) => {
    const at = known.findIndex(({ name }) => name === feature.name)
    const part = featureColumns(scope, feature, asNumber(scope, cells[at]!))
    return scope.graph.isFixed(part) && first ? forRows(scope, part, first.value) : part
  })
  return beside(scope, parts)
}

function inputCell({ graph, calc }: OnnxScope, { name, type }: Column, { dims }: OnnxValue): OnnxCell {
  const column = dims.length > 1 ? name : graph.node('Reshape', [name, graph.constant(numbersTensor('int64', [-1, 1]))])
  if (type === 'text')
    return { type, value: column, missing: graph.node('Equal', [column, graph.constant({ type: 'string', dims: [1, 1], values: [''] })]) }
  const missing = graph.node('IsNaN', [column])
  if (type === 'bool') return { type, value: calc.isEqual(column, 1), missing }
  // Times come as seconds and are microseconds inside.
  return { type, value: type === 'timestamp' ? calc.apply('Round', calc.multiply(column, 1e6)) : column, missing }
}

/** As the learner reads it: yes and no as 1 and 0, dates as days and times as seconds since 1970. */
function asNumber({ graph, calc }: OnnxScope, cell: OnnxCell): OnnxCell {
  if (cell.type === 'bool') return { ...cell, value: graph.node('Cast', [cell.value], { to: { kind: 'int', value: 11 } }) }
  return cell.type === 'timestamp' ? { ...cell, value: calc.divide(cell.value, 1e6) } : cell
}

function featureColumns(scope: OnnxScope, feature: Feature, cell: OnnxCell): string {
  const { graph, calc } = scope
  if (feature.kind === 'number') {
    const isNaN = graph.node('IsNaN', [cell.value])
    const missing = cell.missing === null ? isNaN : graph.node('Or', [cell.missing, isNaN])
    return calc.choose(missing, feature.fill ?? Number.NaN, cell.value)
  }
  const { levels, coded } = feature
  const place = placeOfText(scope, cell, levels)
  const known = holds(scope, {
    type: 'bool',
    value: graph.node('Less', [graph.constant(numbersTensor('int64', [-1], [1, 1])), place]),
    missing: cell.missing,
  })
  const number = calc.choose(known, graph.node('Cast', [place], { to: { kind: 'int', value: 11 } }), coded ? Number.NaN : -1)
  if (coded) return number
  const places = table(
    scope,
    levels.map((_, at) => at),
    [1, levels.length],
  )
  return graph.node('Cast', [calc.isEqual(number, places)], { to: { kind: 'int', value: 11 } })
}
