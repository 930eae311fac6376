import type { FairnessMeasure } from '../protocol/artifact.ts'
import { auc, aucInterval, effectiveSizes } from '../learn/evaluate/auc.ts'
import { rankScores } from '../learn/evaluate/rank-scores.ts'
import { shareText } from '../learn/number-text.ts'
import { takeValues } from '../learn/matrix.ts'
import { wilsonInterval, type Interval } from '../learn/statistics/proportion.ts'
import type { Groups } from './groups.ts'
import { chipText, measureLabels, quoted } from './measure-texts.ts'

/** How well the scores of a group say what happens. */
export interface GroupScore {
  readonly group: string
  readonly rows: number
  readonly judged: boolean
  readonly meanScore: number
  readonly baseRate: number
  /** meanScore - baseRate: above 0 the group is scored too high. */
  readonly gap: number
  readonly gapInterval: Interval | null
  /** Null when the group has only one outcome. */
  readonly auc: { readonly value: number; readonly interval: Interval | null } | null
}

interface ScoredRows {
  readonly actual: ArrayLike<number>
  readonly score: Float64Array
  readonly weights: Float64Array
}

/** Mean score against what happened, and the ranking quality, within each group. The interval of the gap is Wilson's of the observed share. */
export function groupScores({ actual, score, weights }: ScoredRows, groups: Groups, smallest: number): GroupScore[] {
  const rows: number[][] = groups.names.map(() => [])
  groups.codes.forEach((group, i) => rows[group]!.push(i))
  return groups.names.flatMap((group, g) => {
    const own = rows[g]!
    const weight = takeValues(weights, own)
    const total = weight.reduce((sum, value) => sum + value, 0)
    if (!(total > 0)) return []
    const scores = takeValues(score, own)
    const positive = Uint8Array.from(own, (i) => actual[i]!)
    const mean = (values: ArrayLike<number>) => weight.reduce((sum, value, i) => sum + value * values[i]!, 0) / total
    const [meanScore, baseRate] = [mean(scores), mean(positive)]
    const interval = wilsonInterval(baseRate, (total * total) / weight.reduce((sum, value) => sum + value * value, 0))
    const sizes = effectiveSizes(positive, weight)
    const area = auc(rankScores(scores, positive, weight), positive, weight)
    return {
      group,
      rows: own.length,
      judged: own.length >= smallest,
      meanScore,
      baseRate,
      gap: meanScore - baseRate,
      gapInterval: interval && [meanScore - interval[1], meanScore - interval[0]],
      auc: area && { value: area.value, interval: aucInterval(area, Math.min(sizes.positives, sizes.negatives)).interval },
    }
  })
}

/** The group whose mean score is furthest from what happened, as a measure. */
export function calibrationMeasure(scores: readonly GroupScore[], outcome: string, limit: number): FairnessMeasure {
  const judged = scores.filter((score) => score.judged)
  const worst = judged.reduce<GroupScore | null>((far, one) => (far && Math.abs(far.gap) >= Math.abs(one.gap) ? far : one), null)
  const base = { id: 'calibration-gap', label: measureLabels['calibration-gap'], kind: 'difference' as const, limit, worst: null }
  if (!worst) {
    return {
      ...base,
      value: null,
      interval: null,
      verdict: 'unknown',
      chip: chipText('difference', 'unknown', limit),
      text: {
        en: 'No group is large enough to compare scores with outcomes.',
        fr: 'Aucun groupe n’est assez grand pour comparer scores et issues.',
      },
    }
  }
  const value = Math.abs(worst.gap)
  const mayBeChance = worst.gapInterval !== null && worst.gapInterval[0] <= 0 && worst.gapInterval[1] >= 0
  const verdict = value > limit ? (mayBeChance ? 'chance' : 'bad') : value > 0.8 * limit ? 'near' : 'good'
  const [mean, real, name] = [shareText(worst.meanScore), shareText(worst.baseRate), quoted(outcome)]
  const interval =
    worst.gapInterval && ((worst.gap < 0 ? [-worst.gapInterval[1], -worst.gapInterval[0]] : [...worst.gapInterval]) as [number, number])
  return {
    ...base,
    value,
    interval,
    verdict: verdict === 'chance' ? 'near' : verdict,
    chip: chipText('difference', verdict, limit),
    text: {
      en: `In ${worst.group} the mean score is ${mean.en}; ${name.en} is real for ${real.en}.${verdict === 'chance' ? ' With so few rows this may be chance.' : ''}`,
      fr: `Dans ${worst.group}, le score moyen est de ${mean.fr} ; ${name.fr} est réel pour ${real.fr}.${verdict === 'chance' ? ' Sur si peu de lignes, cela peut être le hasard.' : ''}`,
    },
  }
}
