import { quietControl } from '../learn/estimator.ts'
import { growIsolationForest } from '../learn/tree/isolation-forest.ts'
import type { UnusualRows } from '../protocol/profile-further.ts'
import { isolationScore } from '../relation/learnt/isolation-score.ts'

const [trees, treeRows] = [100, 256]
const shownRows = 10
const shownCells = 4
const fewestRows = 30
/** Of one column alone, unusual rows are its ends, which the profile shows anyway. */
const fewestColumns = 2
/** Rows that score less above the middle one do not stand out. */
const leastAbove = 0.1
/** A cell counts when the score falls by this share of what sets the row apart from the middle one. */
const leastPart = 0.1

export interface FoundRow {
  /** Position in the columns. */
  readonly at: number
  readonly score: number
  readonly because: UnusualRows['rows'][number]['because']
}

export interface Found {
  readonly looked: number
  readonly typical: number
  readonly rows: readonly FoundRow[]
}

/**
 * The rows that an isolation forest over these columns sets apart soonest, with the cells to blame: the score falls when the median stands in
 * their place. Rows with NaN or an infinity are not looked at. Null where fewer than 30 are complete
 * or fewer than two columns vary.
 */
export async function unusualRows(columns: ReadonlyMap<string, Float64Array>, seed: number): Promise<Found | null> {
  const names = [...columns.keys()]
  const values = [...columns.values()]
  const places = Array.from(values[0]?.keys() ?? []).filter((row) => values.every((column) => Number.isFinite(column[row])))
  const ranges = values.map((column) => rangeOf(Float64Array.from(places, (row) => column[row] ?? 0)))
  if (places.length < fewestRows || ranges.filter(({ least, most }) => least < most).length < fewestColumns) return null
  const rows = places.map((row) => Float64Array.from(values, (column) => column[row] ?? 0))
  const forest = await growIsolationForest(rows, { trees, rows: treeRows, seed }, quietControl)
  const scores = Float64Array.from(rows, (row) => isolationScore(forest, row))
  const typical = scores.toSorted()[Math.floor(scores.length / 2)] ?? 0
  const order = Array.from(scores.keys()).toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
  const stand = order.filter((place) => (scores[place] ?? 0) - typical >= leastAbove)
  return {
    looked: rows.length,
    typical,
    rows: stand.slice(0, shownRows).map((place) => {
      const [row, score] = [rows[place] ?? new Float64Array(), scores[place] ?? 0]
      const because = names.flatMap((column, k) => {
        const { low, high, middle } = ranges[k] ?? { low: 0, high: 0, middle: 0 }
        const counts = score - isolationScore(forest, row.with(k, middle))
        return counts >= leastPart * (score - typical) && counts > 0 ? [{ column, counts, low, high }] : []
      })
      // What is common by itself says little beside what is not.
      const rare = because.filter(({ column, low, high }) => {
        const value = row[names.indexOf(column)] ?? 0
        return value < low || value > high
      })
      const told = (rare.length > 0 ? rare : because).toSorted((a, b) => b.counts - a.counts)
      return { at: places[place] ?? 0, score, because: told.slice(0, shownCells) }
    }),
  }
}

function rangeOf(values: Float64Array) {
  const sorted = values.toSorted()
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? 0
  return { least: at(0), low: at(0.05), middle: at(0.5), high: at(0.95), most: at(1) }
}
