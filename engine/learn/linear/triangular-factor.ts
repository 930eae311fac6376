import { breathe, type FitControl } from '../estimator.ts'
import type { Matrix } from '../matrix.ts'
import type { ColumnScales } from './column-scales.ts'

const blockRows = 2048

/**
 * The triangular factor R of the QR decomposition of the scaled columns with the target as last column, rows weighted by the square root
 * of their weight. Householder on blocks of rows, each stacked under the R so far (Golub and Van Loan 5.2), so that memory stays at one block.
 * R is returned by columns: `factor[j][i]` is entry (i, j).
 */
export async function triangularFactor(
  source: { x: Matrix; y: Float64Array; weights: Float64Array; targetMean: number },
  scales: ColumnScales,
  control: FitControl,
): Promise<Float64Array[]> {
  const { x, y, weights, targetMean } = source
  const width = x.columns.length + 1
  const stack = Array.from({ length: width }, () => new Float64Array(width + blockRows))
  for (let start = 0; start < x.rows; start += blockRows) {
    const end = Math.min(x.rows, start + blockRows)
    for (let j = 0; j < width; j++) {
      const values = j < width - 1 ? x.columns[j]! : y
      const centre = j < width - 1 ? scales.means[j]! : targetMean
      const deviation = j < width - 1 ? scales.deviations[j]! : 1
      const factor = deviation === 0 ? 0 : 1 / deviation
      const column = stack[j]!
      for (let i = start; i < end; i++) column[width + i - start] = Math.sqrt(weights[i]!) * (values[i]! - centre) * factor
    }
    eliminate(stack, width, width + end - start)
    if (start % (blockRows * 32) === 0) {
      await breathe(control)
      control.progress((0.95 * end) / x.rows)
    }
  }
  return stack.map((column, j) => column.slice(0, Math.max(j + 1, 0)))
}

/** Reflects the rows below the triangle into it, column by column; entry (j, j) and the rows from `width` on take part. */
function eliminate(stack: readonly Float64Array[], width: number, rows: number): void {
  for (let j = 0; j < stack.length; j++) {
    const own = stack[j]!
    let below = 0
    for (let i = width; i < rows; i++) below += own[i]! * own[i]!
    if (below === 0) continue
    const head = own[j]!
    const norm = head > 0 ? -Math.sqrt(head * head + below) : Math.sqrt(head * head + below)
    const lead = head - norm
    const beta = 2 / (lead * lead + below)
    for (let k = j + 1; k < stack.length; k++) {
      const other = stack[k]!
      let product = lead * other[j]!
      for (let i = width; i < rows; i++) product += own[i]! * other[i]!
      product *= beta
      other[j]! -= product * lead
      for (let i = width; i < rows; i++) other[i]! -= product * own[i]!
    }
    own[j] = norm
    own.fill(0, width, rows)
  }
}
