// Which columns to learn from: scores of each by itself, what columns say twice, searches with a model.

/** A column as it is judged: numbers with NaN for missing, or codes of levels with -1 for missing. */
export type FilterColumn =
  | { readonly kind: 'number'; readonly name: string; readonly values: Float64Array }
  | {
      readonly kind: 'category'
      readonly name: string
      readonly codes: Int32Array
      readonly levels: number
      readonly levelNames?: readonly string[]
    }

/** What is to be predicted; no value is missing. */
export type FilterTarget =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'class'; readonly codes: Int32Array; readonly classes: number }

/** A code from 0 for each row, missing values among them with a code of their own. */
export interface CodedColumn {
  readonly codes: Int32Array
  readonly count: number
}

const usualBins = 10

/**
 * Levels as they are; numbers in bins of about equally many rows, or one for each value where there are no more values than bins. Missing values
 * are the last code.
 */
export function codedColumn(column: FilterColumn | FilterTarget, bins = usualBins): CodedColumn {
  if (column.kind === 'number') return codedNumbers(column.values, bins)
  const levels = column.kind === 'class' ? column.classes : column.levels
  return { codes: column.codes.map((code) => (code < 0 ? levels : code)), count: levels + 1 }
}

function codedNumbers(values: Float64Array, bins: number): CodedColumn {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const few: number[] = []
  for (let at = 0; at < sorted.length && few.length <= bins; at++) if (sorted[at] !== few.at(-1)) few.push(sorted[at]!)
  const tops = few.length <= bins ? few : quantiles(sorted, bins)
  const codes = new Int32Array(values.length)
  for (let row = 0; row < values.length; row++) codes[row] = Number.isNaN(values[row]) ? tops.length : firstAtLeast(tops, values[row]!)
  return { codes, count: tops.length + 1 }
}

/** The highest value of each bin, each once. */
function quantiles(sorted: Float64Array, bins: number): readonly number[] {
  const tops = Array.from({ length: bins }, (_, at) => sorted[Math.ceil(((at + 1) * sorted.length) / bins) - 1]!)
  return tops.filter((top, at) => top !== tops[at - 1])
}

function firstAtLeast(tops: readonly number[], value: number): number {
  let [low, high] = [0, tops.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (tops[middle]! >= value) high = middle
    else low = middle + 1
  }
  return low
}

/** Rows by code of the one and of the other. */
export function countsOf(a: CodedColumn, b: CodedColumn): number[][] {
  const counts = Array.from({ length: a.count }, () => new Array<number>(b.count).fill(0))
  for (let row = 0; row < a.codes.length; row++) counts[a.codes[row]!]![b.codes[row]!]!++
  return counts
}
