/** Rows of one bin of a column, in one of two halves of the rows (`fold`), by class of the target. */
export interface ClassCount {
  readonly bin: number
  readonly fold: number
  readonly class: number
  readonly rows: number
}

/** Sums of a numeric target over the rows of one bin of a column in one of two halves. */
export interface SumCount {
  readonly bin: number
  readonly fold: number
  readonly rows: number
  readonly sum: number
  readonly squares: number
}

/** Rows that a bin borrows from the whole when its own are few. */
const prior = 2

/**
 * How well the bins of one column rank the classes of the target: 2 AUC − 1, at least 0. Scores of a half are the class shares that the other
 * half has in the same bin, so a column of many small bins gains nothing by chance. Several classes: one against the rest, weighted by rows.
 */
export function classPower(counts: readonly ClassCount[]): number | null {
  const classes = [...new Set(counts.map((count) => count.class))]
  if (classes.length < 2) return null
  const seen = classes.length === 2 ? classes.slice(0, 1) : classes
  let weighted = 0
  let weight = 0
  for (const positive of seen) {
    const auc = foldedAuc(counts, positive)
    if (auc === null) continue
    const rows = total(counts.filter((count) => count.class === positive))
    weighted += rows * Math.max(0, 2 * auc - 1)
    weight += rows
  }
  return weight === 0 ? null : Math.min(1, weighted / weight)
}

const total = (counts: readonly { readonly rows: number }[]) => counts.reduce((sum, { rows }) => sum + rows, 0)

function foldedAuc(counts: readonly ClassCount[], positive: number): number | null {
  let found = 0
  let weight = 0
  for (const fold of [0, 1]) {
    const [learned, judged] = [tally(counts, 1 - fold, positive), tally(counts, fold, positive)]
    const pairs = judged.yes * judged.no
    if (pairs === 0 || learned.yes + learned.no === 0) continue
    const base = learned.yes / (learned.yes + learned.no)
    const score = (bin: number) => {
      const { yes, no } = learned.bins.get(bin) ?? { yes: 0, no: 0 }
      return (yes + prior * base) / (yes + no + prior)
    }
    const byScore = new Map<number, { yes: number; no: number }>()
    for (const [bin, { yes, no }] of judged.bins) {
      const key = score(bin)
      const sum = byScore.get(key) ?? { yes: 0, no: 0 }
      byScore.set(key, { yes: sum.yes + yes, no: sum.no + no })
    }
    let below = 0
    let wins = 0
    for (const [, { yes, no }] of [...byScore].toSorted(([a], [b]) => a - b)) {
      wins += yes * (below + no / 2)
      below += no
    }
    found += wins
    weight += pairs
  }
  return weight === 0 ? null : found / weight
}

function tally(counts: readonly ClassCount[], fold: number, positive: number) {
  const bins = new Map<number, { yes: number; no: number }>()
  let yes = 0
  let no = 0
  for (const count of counts) {
    if (count.fold !== fold) continue
    const bin = bins.get(count.bin) ?? { yes: 0, no: 0 }
    if (count.class === positive) {
      bin.yes += count.rows
      yes += count.rows
    } else {
      bin.no += count.rows
      no += count.rows
    }
    bins.set(count.bin, bin)
  }
  return { bins, yes, no }
}

/** The share of the target's variance that the bins of one column explain, means taken from the other half of the rows; at least 0. */
export function numberPower(counts: readonly SumCount[]): number | null {
  let left = 0
  let all = 0
  for (const fold of [0, 1]) {
    const judged = counts.filter((count) => count.fold === fold)
    const learned = counts.filter((count) => count.fold !== fold)
    const rows = total(judged)
    const learnedRows = total(learned)
    if (rows === 0 || learnedRows === 0) continue
    const base = learned.reduce((sum, count) => sum + count.sum, 0) / learnedRows
    const sums = new Map<number, { rows: number; sum: number }>()
    for (const { bin, rows: size, sum } of learned) {
      const before = sums.get(bin) ?? { rows: 0, sum: 0 }
      sums.set(bin, { rows: before.rows + size, sum: before.sum + sum })
    }
    const mean = (bin: number) => {
      const { rows: size, sum } = sums.get(bin) ?? { rows: 0, sum: 0 }
      return (sum + prior * base) / (size + prior)
    }
    for (const { bin, rows: size, sum, squares } of judged) {
      const guess = mean(bin)
      left += squares - 2 * guess * sum + size * guess * guess
      all += squares - 2 * base * sum + size * base * base
    }
  }
  return all <= 0 ? null : Math.min(1, Math.max(0, 1 - left / all))
}
