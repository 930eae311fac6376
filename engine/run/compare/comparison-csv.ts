import type { PairReport } from '../../protocol/experiment-comparison.ts'

const heads = [
  'figure',
  'a',
  'a_low',
  'a_high',
  'b',
  'b_low',
  'b_high',
  'change',
  'change_low',
  'change_high',
  'probability_b_better',
  'no_model',
]

/** The figures of two models as a table of numbers, one line each; empty fields where nothing is known. */
export function comparisonCsv({ figures, resamples }: Pick<PairReport, 'figures' | 'resamples'>): string {
  const lines = figures.map(({ id, a, intervalA, b, intervalB, interval, bBetter, baseline }) =>
    [
      id,
      a,
      ...(intervalA ?? ['', '']),
      b,
      ...(intervalB ?? ['', '']),
      b - a,
      ...(interval ?? ['', '']),
      bBetter / resamples,
      baseline ?? '',
    ].join(','),
  )
  return `${[heads.join(','), ...lines].join('\n')}\n`
}
