import type { ClassFigures } from './confusion.ts'

/**
 * The figures of always giving the constant answer that is best for each: the commonest class, its shares as probabilities, or for two
 * classes always the positive one (precision and F1). It knows the rows it is judged on, which makes it a little too good.
 */
export function constantClassifierFigures(
  figures: readonly ClassFigures[],
  positive: number | null,
  costs: Float64Array | null,
): Record<string, number | null> {
  const total = figures.reduce((sum, { actual }) => sum + actual, 0)
  const shares = figures.map(({ actual }) => actual / total)
  const present = shares.filter((share) => share > 0)
  const most = Math.max(...shares)
  const own = positive === null ? null : shares[positive]!
  const spread = shares.reduce((sum, share) => sum + share * (1 - share), 0)
  return {
    accuracy: most,
    'balanced-accuracy': 1 / present.length,
    precision: own ?? most / present.length,
    recall: own === null ? 1 / present.length : null,
    f1: own === null ? (2 * most) / (1 + most) / present.length : (2 * own) / (1 + own),
    mcc: 0,
    'log-loss': -present.reduce((sum, share) => sum + share * Math.log(share), 0),
    brier: own === null ? spread : own * (1 - own),
    auc: 0.5,
    'average-precision': own ?? 1 / present.length,
    'calibration-error': 0,
    specificity: null,
    kappa: 0,
    'norm-macro-recall': 0,
    cost:
      costs &&
      Math.min(...shares.map((_, answer) => shares.reduce((sum, share, k) => sum + share * costs[k * shares.length + answer]!, 0))),
  }
}
