import type { OnnxScope } from './onnx-cell.ts'
import { numbersTensor } from './onnx-model.ts'

/** Doubles in rows and columns. */
export function table({ graph }: OnnxScope, values: ArrayLike<number>, dims: readonly [number, number]): string {
  return graph.constant(numbersTensor('double', values, dims))
}

/** Columns of a matrix, in this order. */
export function columnsOf({ graph }: OnnxScope, matrix: string, columns: readonly number[]): string {
  return graph.node('Gather', [matrix, graph.constant(numbersTensor('int64', columns))], { axis: { kind: 'int', value: 1 } })
}

/** Matrices as one. */
export function beside({ graph }: OnnxScope, parts: readonly string[]): string {
  return parts.length === 1 ? parts[0]! : graph.node('Concat', parts, { axis: { kind: 'int', value: 1 } })
}

/** [rows, 1]. */
export function rowSums({ graph }: OnnxScope, matrix: string): string {
  return graph.node('ReduceSum', [matrix, graph.constant(numbersTensor('int64', [1]))], { keepdims: { kind: 'int', value: 1 } })
}

/** Shares that sum to 1, equal ones where nothing is left. */
export function scaledToOne(scope: OnnxScope, shares: string, count: number): string {
  const { calc } = scope
  const sum = rowSums(scope, shares)
  return calc.choose(calc.isEqual(sum, 0), 1 / count, calc.divide(shares, sum))
}

/** What is the same for all rows, [1, width], once for each row of a matrix. */
export function forRows({ graph }: OnnxScope, values: string, matrix: string): string {
  const rows = graph.node('Shape', [matrix], { start: { kind: 'int', value: 0 }, end: { kind: 'int', value: 1 } })
  const dims = graph.node('Concat', [rows, graph.constant(numbersTensor('int64', [1]))], { axis: { kind: 'int', value: 0 } })
  return graph.node('Expand', [values, dims])
}
