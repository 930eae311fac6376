import type { GroupRow, Rate } from '../protocol/artifact.ts'
import { wilsonInterval } from '../learn/statistics/proportion.ts'
import type { Cells, GroupCounts } from './group-counts.ts'

type RateId = 'baseRate' | 'selectionRate' | 'tpr' | 'fpr' | 'fnr' | 'tnr' | 'precision' | 'accuracy'

/** Which cells a rate is a share of, and which of them it counts. */
const shares: Readonly<Record<RateId, { of: readonly (keyof Cells)[]; hits: readonly (keyof Cells)[] }>> = {
  baseRate: { of: ['tp', 'fp', 'fn', 'tn'], hits: ['tp', 'fn'] },
  selectionRate: { of: ['tp', 'fp', 'fn', 'tn'], hits: ['tp', 'fp'] },
  tpr: { of: ['tp', 'fn'], hits: ['tp'] },
  fnr: { of: ['tp', 'fn'], hits: ['fn'] },
  fpr: { of: ['fp', 'tn'], hits: ['fp'] },
  tnr: { of: ['fp', 'tn'], hits: ['tn'] },
  precision: { of: ['tp', 'fp'], hits: ['tp'] },
  accuracy: { of: ['tp', 'fp', 'fn', 'tn'], hits: ['tp', 'tn'] },
}

/** A row of the group report, with what the studio does not draw yet. */
export interface GroupRates extends GroupRow {
  readonly tnr: Rate
  /** Rows whose outcome is real, weighted. */
  readonly positives: number
}

/**
 * All rates of a group with Wilson 95 % intervals. `of` is the number of rows that the rate is a share of; with weights the effective number.
 * A rate of nothing is null: a group without positives has no true positive rate, not one of 0.
 */
export function groupRates(group: string, counts: GroupCounts, smallest: number): GroupRates {
  const rate = (id: RateId): Rate => {
    const { of, hits } = shares[id]
    const sum = (cells: Cells, names: readonly (keyof Cells)[]) => names.reduce((total, name) => total + cells[name], 0)
    const weight = sum(counts.weight, of)
    if (!(weight > 0)) return { value: null, interval: null, of: 0 }
    const value = sum(counts.weight, hits) / weight
    const effective = (weight * weight) / sum(counts.squares, of)
    const interval = wilsonInterval(value, effective)
    return { value, interval: interval && [...interval], of: effective }
  }
  return {
    group,
    rows: counts.rows,
    judged: counts.rows >= smallest,
    positives: counts.weight.tp + counts.weight.fn,
    baseRate: rate('baseRate'),
    selectionRate: rate('selectionRate'),
    tpr: rate('tpr'),
    fpr: rate('fpr'),
    fnr: rate('fnr'),
    tnr: rate('tnr'),
    precision: rate('precision'),
    accuracy: rate('accuracy'),
  }
}
