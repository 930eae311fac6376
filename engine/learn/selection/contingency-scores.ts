import { columnSums, rowSums, type Counts } from '../statistics/contingency.ts'

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/** In nats. */
export function entropy(counts: readonly number[]): number {
  const all = total(counts)
  return counts.reduce((sum, count) => (count > 0 ? sum - (count / all) * Math.log(count / all) : sum), 0)
}

/** What the rows of the table (a list for each value of a column) tell of its columns, the classes. All of them 0 where nothing is told. */
export interface ContingencyScores {
  /** Mutual information in nats. */
  readonly information: number
  /** The same in bits: entropy of the class less what is left of it (Quinlan 1986). */
  readonly gain: number
  /** Gain over the entropy of the column itself (Quinlan 1993). */
  readonly gainRatio: number
  /** How much the chance to mistake two rows drawn falls (Breiman and others 1984). */
  readonly gini: number
  /** Twice the information over the entropies of both: 1 when each tells the other. */
  readonly uncertainty: number
}

export function contingencyScores(counts: Counts): ContingencyScores {
  const [rows, classes] = [rowSums(counts), columnSums(counts)]
  const all = total(rows)
  if (all === 0) return { information: 0, gain: 0, gainRatio: 0, gini: 0, uncertainty: 0 }
  const [own, target] = [entropy(rows), entropy(classes)]
  const left = total(counts.map((row, at) => ((rows[at] ?? 0) / all) * entropy(row)))
  const information = Math.max(0, target - left)
  const giniLeft = total(counts.map((row, at) => ((rows[at] ?? 0) / all) * impurity(row)))
  return {
    information,
    gain: information / Math.LN2,
    gainRatio: own > 0 ? information / own : 0,
    gini: Math.max(0, impurity(classes) - giniLeft),
    uncertainty: own + target > 0 ? (2 * information) / (own + target) : 0,
  }
}

function impurity(counts: readonly number[]): number {
  const all = total(counts)
  return all === 0 ? 0 : 1 - total(counts.map((count) => (count / all) ** 2))
}
