/** One column that tells nearly everything is a leak by itself. */
const everything = 0.9
/**
 * Power from which a column is suspected, once it has `ahead` times that of the next one: 0.5 is an AUC of 0.75 (2 AUC - 1), 0.7 a share of the
 * variance. The limits are our own, set on files whose leaks are known: bank marketing, bike rentals, COMPAS.
 */
const much = { classification: 0.5, regression: 0.7 }
const ahead = 1.5

export interface ColumnPower {
  readonly column: string
  /** What the column alone tells of the target, 0 to 1. */
  readonly power: number
}

export interface SuspectedLeak extends ColumnPower {
  /** Certain: it tells nearly everything. Otherwise it tells much, and far more than any other column. */
  readonly certain: boolean
  /** The power of the next best column; 0 where the column is certain or there is no other. */
  readonly next: number
}

/** Columns that tell the target so well by themselves that they may have been written after it. At most one is not certain. */
export function suspectedLeaks(powers: readonly ColumnPower[], task: keyof typeof much): readonly SuspectedLeak[] {
  const best = powers.reduce<ColumnPower | undefined>(
    (first, one) => (one.power < everything && (!first || one.power > first.power) ? one : first),
    undefined,
  )
  return powers.flatMap(({ column, power }): SuspectedLeak[] => {
    if (power >= everything) return [{ column, power, certain: true, next: 0 }]
    const next = Math.max(0, ...powers.filter((other) => other.column !== column).map((other) => other.power))
    return column === best?.column && power >= much[task] && power >= ahead * next ? [{ column, power, certain: false, next }] : []
  })
}

/** Where a column is empty the class is nearly always the same, where it is filled it is the other: filled in after the fact. */
const afterTheFact = 0.5

/** Fewer empty, or filled, rows say nothing of a class. */
export const fewestToTell = 20

/** Whether being empty or filled tells the class: the shares of the rarest class where a column is empty and where it is not. */
export const tellsByMissing = ({ missing, present }: { readonly missing: number; readonly present: number }): boolean =>
  Math.abs(missing - present) >= afterTheFact
