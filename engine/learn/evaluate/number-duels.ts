import { randomFrom } from '../random.ts'
import { meanLead, shareAbove, type DuelRows, type Lead } from './lead.ts'
import { percentileInterval } from './measured.ts'

const groups = 5000
const replicates = 1000

/** The leads of two models of numbers: by the mean error row by row, by what follows from sums of squares by a bootstrap. */
export function numberDuels(rows: DuelRows): Lead[] {
  const { actual, a, b } = rows
  const answers = { a, b }
  return [meanLead('mae', (k, i) => Math.abs(actual[i]! - answers[k].predicted[i]!), rows), ...squareLeads(rows)]
}

/** Of many rows every 5000th goes into one group, and groups are drawn: both models get the same rows in each draw. */
function squareLeads({ actual, a, b, weights, seed }: DuelRows): Lead[] {
  const count = Math.min(groups, actual.length)
  const sums = Array.from({ length: 5 }, () => new Float64Array(count))
  const shift = actual[0]!
  for (let i = 0; i < actual.length; i++) {
    const [group, weight, value] = [i % count, weights[i]!, actual[i]! - shift]
    sums[0]![group]! += weight
    sums[1]![group]! += weight * value
    sums[2]![group]! += weight * value * value
    sums[3]![group]! += weight * (actual[i]! - a.predicted[i]!) ** 2
    sums[4]![group]! += weight * (actual[i]! - b.predicted[i]!) ** 2
  }
  const own = leadsOf(sums.map((sum) => sum.reduce((total, part) => total + part, 0)))
  const random = randomFrom(seed)
  const draws = own.map(() => new Float64Array(replicates))
  for (let r = 0; r < replicates; r++) {
    const drawn = [0, 0, 0, 0, 0]
    for (let g = 0; g < count; g++) {
      const at = random.below(count)
      for (let k = 0; k < 5; k++) drawn[k]! += sums[k]![at]!
    }
    leadsOf(drawn).forEach((lead, k) => (draws[k]![r] = lead))
  }
  return ['rmse', 'r2'].map((figure, k) => ({
    figure,
    lead: own[k]!,
    interval: percentileInterval(draws[k]!),
    probability: shareAbove(draws[k]!),
    method: 'bootstrap',
  }))
}

/** Of the root mean squared error, and of R2. */
function leadsOf([weight, sum, squares, first, second]: readonly number[]): [number, number] {
  const spread = squares! - (sum! * sum!) / weight!
  const root = Math.sqrt(second! / weight!) - Math.sqrt(first! / weight!)
  return [root, spread > 0 ? (second! - first!) / spread : Number.NaN]
}
