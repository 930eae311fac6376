import { breathe, type FitControl } from '../../engine/learn/estimator.ts'
import { randomFrom } from '../../engine/learn/random.ts'
import { codedColumn, type CodedColumn, type FilterColumn, type FilterTarget } from '../../engine/learn/selection/filter-column.ts'
import { classPower, numberPower } from '../../engine/profile/predictive-power.ts'

/** How well each column by itself tells the target, as profiles say it: 2 AUC − 1 of classes, the share of the variance of numbers. */
export async function powerScores(
  columns: readonly FilterColumn[],
  target: FilterTarget,
  seed: number,
  control: FitControl,
): Promise<readonly (number | null)[]> {
  const folds = foldsOf(target.kind === 'class' ? target.codes.length : target.values.length, seed)
  const found: (number | null)[] = []
  for (const column of columns) {
    found.push(powerOf(codedColumn(column), target, folds))
    control.progress(found.length / columns.length)
    await breathe(control)
  }
  return found
}

function foldsOf(rows: number, seed: number): Uint8Array {
  const random = randomFrom(seed)
  return Uint8Array.from({ length: rows }, () => random.below(2))
}

/** As in a profile: bins learnt on one half of the rows and judged on the other. */
function powerOf({ codes, count }: CodedColumn, target: FilterTarget, folds: Uint8Array): number | null {
  if (target.kind === 'class') {
    const rows = new Float64Array(count * 2 * target.classes)
    codes.forEach((code, row) => {
      const at = (code * 2 + (folds[row] ?? 0)) * target.classes + (target.codes[row] ?? 0)
      rows[at] = (rows[at] ?? 0) + 1
    })
    return classPower(
      Array.from(rows, (found, at) => ({
        rows: found,
        class: at % target.classes,
        fold: Math.floor(at / target.classes) % 2,
        bin: Math.floor(at / target.classes / 2),
      })).filter((one) => one.rows > 0),
    )
  }
  const [rows, sums, squares] = [new Float64Array(count * 2), new Float64Array(count * 2), new Float64Array(count * 2)]
  codes.forEach((code, row) => {
    const [at, y] = [code * 2 + (folds[row] ?? 0), target.values[row] ?? 0]
    rows[at] = (rows[at] ?? 0) + 1
    sums[at] = (sums[at] ?? 0) + y
    squares[at] = (squares[at] ?? 0) + y * y
  })
  return numberPower(
    Array.from(rows, (found, at) => ({ rows: found, fold: at % 2, bin: at >> 1, sum: sums[at] ?? 0, squares: squares[at] ?? 0 })).filter(
      (one) => one.rows > 0,
    ),
  )
}
