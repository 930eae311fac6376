import { breathe, type FitControl } from '../estimator.ts'
import { chiSquareTest } from '../statistics/contingency.ts'
import { testCorrelation } from '../statistics/correlation-tests.ts'
import { fTail } from '../statistics/f-distribution.ts'
import { analyseVariance } from '../statistics/mean-tests.ts'
import { contingencyScores } from './contingency-scores.ts'
import { codedColumn, countsOf, type CodedColumn, type FilterColumn, type FilterTarget } from './filter-column.ts'
import { reliefScores } from './relief.ts'

export type FilterMethod =
  | 'pearson'
  | 'regression'
  | 'anova'
  | 'chi-square'
  | 'information'
  | 'gain'
  | 'gain-ratio'
  | 'gini'
  | 'uncertainty'
  | 'relief'

/** Null where a method has nothing to say: of text for a correlation, of a column without spread. */
export interface ColumnScore {
  readonly score: number | null
  readonly p: number | null
}

const none: ColumnScore = { score: null, p: null }

/**
 * How much each column by itself says of the target; higher is more. Pearson's is the size of the correlation, of two classes as 0 and 1; the
 * regression and the analysis of variance give F; the measures of counts take numbers in ten bins of equally many rows, and what is missing for
 * a value of its own.
 */
export async function scoreColumns(
  columns: readonly FilterColumn[],
  target: FilterTarget,
  { method, seed, neighbours = 10 }: { readonly method: FilterMethod; readonly seed: number; readonly neighbours?: number },
  control: FitControl,
): Promise<readonly ColumnScore[]> {
  if (method === 'relief') {
    const found = await reliefScores(columns, target, { neighbours, asked: 500, seed }, control)
    return Array.from(found, (score) => ({ score, p: null }))
  }
  const coded = codedColumn(target)
  const judge = judgeOf(method, target, coded)
  const found: ColumnScore[] = []
  for (const column of columns) {
    found.push(judge(column))
    control.progress(found.length / columns.length)
    await breathe(control)
  }
  return found
}

function judgeOf(method: Exclude<FilterMethod, 'relief'>, target: FilterTarget, coded: CodedColumn): (column: FilterColumn) => ColumnScore {
  const counted = (column: FilterColumn) => contingencyScores(countsOf(codedColumn(column), coded))
  switch (method) {
    case 'pearson':
      return (column) => correlationOf(column, target, (r, p) => ({ score: Math.abs(r), p }))
    case 'regression':
      return (column) =>
        correlationOf(column, target, (r, _, rows) => {
          const f = (r * r * (rows - 2)) / Math.max(1 - r * r, Number.MIN_VALUE)
          return { score: f, p: fTail(f, 1, rows - 2) }
        })
    case 'anova':
      return (column) => varianceOf(column, target)
    case 'chi-square':
      return (column) => {
        const { statistic, p } = chiSquareTest(countsOf(codedColumn(column), coded), 0.95)
        return { score: statistic, p }
      }
    case 'information':
      return (column) => ({ score: counted(column).information, p: null })
    case 'gain':
      return (column) => ({ score: counted(column).gain, p: null })
    case 'gain-ratio':
      return (column) => ({ score: counted(column).gainRatio, p: null })
    case 'gini':
      return (column) => ({ score: counted(column).gini, p: null })
    case 'uncertainty':
      return (column) => ({ score: counted(column).uncertainty, p: null })
  }
}

/** Over the rows that know the number. */
function correlationOf(
  column: FilterColumn,
  target: FilterTarget,
  answer: (r: number, p: number | null, rows: number) => ColumnScore,
): ColumnScore {
  if (column.kind !== 'number' || (target.kind === 'class' && target.classes !== 2)) return none
  const y = target.kind === 'number' ? target.values : Float64Array.from(target.codes)
  const { values } = column
  let [rows, meanX, meanY] = [0, 0, 0]
  for (let i = 0; i < y.length; i++) {
    if (Number.isNaN(values[i])) continue
    rows++
    meanX += values[i]!
    meanY += y[i]!
  }
  meanX /= rows
  meanY /= rows
  let [xx, xy, yy] = [0, 0, 0]
  for (let i = 0; i < y.length; i++) {
    if (Number.isNaN(values[i])) continue
    const [a, b] = [values[i]! - meanX, y[i]! - meanY]
    xx += a * a
    xy += a * b
    yy += b * b
  }
  if (rows < 3 || !(xx > 0) || !(yy > 0)) return none
  const r = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)))
  return answer(r, testCorrelation(r, rows, { ranks: false, level: 0.95 }).p, rows)
}

function varianceOf(column: FilterColumn, target: FilterTarget): ColumnScore {
  if (column.kind !== 'number' || target.kind !== 'class') return none
  const groups = Array.from({ length: target.classes }, () => ({ count: 0, mean: 0, variance: 0 }))
  column.values.forEach((value, row) => {
    const group = groups[target.codes[row]!]!
    if (Number.isNaN(value)) return
    // Welford 1962: the sum of squares stands in `variance` until the end.
    group.count++
    const away = value - group.mean
    group.mean += away / group.count
    group.variance += away * (value - group.mean)
  })
  const { statistic, p } = analyseVariance(
    groups.map(({ count, mean, variance }) => ({ count, mean, variance: count > 1 ? variance / (count - 1) : 0 })),
    0.95,
  )
  return { score: statistic, p }
}
