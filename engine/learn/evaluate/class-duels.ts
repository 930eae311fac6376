import { randomFrom } from '../random.ts'
import { multinomialSample } from '../statistics/binomial-sample.ts'
import { auc } from './auc.ts'
import { balancedAccuracy, classFigures, macro, matthews, meanCost, type ClassFigures, type Confusion } from './confusion.ts'
import { meanLead, normalLead, shareAbove, type DuelRows, type Lead } from './lead.ts'
import { percentileInterval } from './measured.ts'
import { rankScores } from './rank-scores.ts'

/** The leads of two classifiers: of their scores where both have them, and of the classes that they answer. */
export function classDuels(rows: DuelRows): Lead[] {
  const { a, b } = rows
  const scored = a.probabilities && b.probabilities ? scoreLeads(rows) : []
  return [...scored, ...decisionLeads(rows)]
}

function scoreLeads(rows: DuelRows): Lead[] {
  const { actual, classes, positive } = rows
  const scores = (k: 'a' | 'b') => rows[k].probabilities!
  const area = areaLead(rows)
  const columns = classes === 2 ? [positive] : Array.from({ length: classes }, (_, k) => k)
  return [
    ...(area ? [area] : []),
    meanLead('log-loss', (k, i) => -Math.log(Math.max(Number.EPSILON, scores(k)[actual[i]!]![i]!)), rows),
    meanLead(
      'brier',
      (k, i) => columns.reduce((sum, column) => sum + (scores(k)[column]![i]! - (actual[i] === column ? 1 : 0)) ** 2, 0),
      rows,
    ),
  ]
}

/** The difference of two areas on the same rows: the difference of the rows' influences is squared (DeLong and others 1988). */
function areaLead({ actual, a, b, weights, classes, positive }: DuelRows): Lead | null {
  const columns = classes === 2 ? [positive] : Array.from({ length: classes }, (_, k) => k)
  const influence = new Float64Array(actual.length)
  let lead = 0
  let known = 0
  for (const column of columns) {
    const own = Uint8Array.from(actual, (code) => (code === column ? 1 : 0))
    const [first, second] = [a, b].map(({ probabilities }) => {
      const score = probabilities![column]!
      return auc(rankScores(score, own, weights), own, weights)
    })
    if (!first || !second) continue
    known++
    lead += first.value - second.value
    for (let i = 0; i < influence.length; i++) influence[i]! += first.influence[i]! - second.influence[i]!
  }
  if (known === 0) return null
  const variance = influence.reduce((sum, part) => sum + part * part, 0)
  return normalLead('auc', { lead: lead / known, error: Math.sqrt(variance) / known, method: 'delong' })
}

type Decided = (figures: readonly ClassFigures[], table: Confusion) => number
const replicates = 1000

/**
 * Leads of what follows from the confusion tables. Rows are drawn with replacement for both models at once: a draw of the cells of actual class, answer
 * of a and answer of b.
 */
function decisionLeads({ actual, a, b, weights, classes, positive, costs, rows, seed }: DuelRows): Lead[] {
  const cells = new Map<number, number>()
  for (let i = 0; i < actual.length; i++) {
    const cell = (actual[i]! * classes + a.predicted[i]!) * classes + b.predicted[i]!
    cells.set(cell, (cells.get(cell) ?? 0) + weights[i]!)
  }
  const places = [...cells.keys()].toSorted((x, y) => x - y)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = Float64Array.from(places, (cell) => cells.get(cell)! / total)
  const flat = costs && Float64Array.from(costs.flat())
  const figures: Record<string, Decided> = {
    accuracy: (own) => own.reduce((sum, { hit }) => sum + hit, 0) / own.reduce((sum, figure) => sum + figure.actual, 0),
    'balanced-accuracy': balancedAccuracy,
    f1: (own) => (classes === 2 ? (own[positive]!.f1 ?? Number.NaN) : macro(own, 'f1')),
    mcc: matthews,
    ...(flat && { cost: (_: readonly ClassFigures[], table: Confusion) => -meanCost(table, flat) }),
  }
  const names = Object.keys(figures)
  const leadsOf = (amounts: ArrayLike<number>): number[] => {
    const tables = [new Float64Array(classes * classes), new Float64Array(classes * classes)] as const
    places.forEach((cell, k) => {
      const truth = Math.floor(cell / (classes * classes))
      tables[0][truth * classes + (Math.floor(cell / classes) % classes)]! += amounts[k]!
      tables[1][truth * classes + (cell % classes)]! += amounts[k]!
    })
    const [first, second] = [classFigures(tables[0], classes), classFigures(tables[1], classes)]
    return names.map((name) => figures[name]!(first, tables[0]) - figures[name]!(second, tables[1]))
  }
  const own = leadsOf(shares)
  const random = randomFrom(seed)
  const drawn = new Float64Array(places.length)
  const draws = names.map(() => new Float64Array(replicates))
  for (let r = 0; r < replicates; r++) {
    multinomialSample(Math.round(rows), shares, random, drawn)
    leadsOf(drawn).forEach((lead, k) => (draws[k]![r] = lead))
  }
  return names.map((figure, k) => ({
    figure,
    lead: own[k]!,
    interval: percentileInterval(draws[k]!),
    probability: shareAbove(draws[k]!),
    method: 'bootstrap',
  }))
}
