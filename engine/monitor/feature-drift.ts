import { newcombeInterval } from '../learn/statistics/proportion.ts'
import { normalCdf } from '../learn/statistics/normal.ts'
import { compareCategories } from './category-drift.ts'
import { usualMatters, type DriftSetting, type DriftVerdict, type FeatureDrift, type MissingResult } from './drift-result.ts'
import { driftText, nothingText, thresholdText, waitText } from './drift-texts.ts'
import { compareNumbers, type Compared } from './number-drift.ts'
import type { FeatureProfile } from './profile.ts'
import type { FeatureCounts } from './window-counts.ts'

/** 80 % power: the normal quantile of 0.8. */
const powerPoint = 0.8416212335729143

/**
 * One feature of a window against its reference. Two tests share the false-alarm rate: the distribution of the known values, and the share of
 * missing ones. `drift` needs both lines crossed, that of chance and that of what matters.
 */
export function featureDrift(profile: FeatureProfile, counts: FeatureCounts, setting: DriftSetting): FeatureDrift {
  const matters = setting.matters ?? usualMatters
  const alpha = setting.alpha / 2
  const missing = compareMissing(profile, counts, { alpha, matters: matters.missing })
  const yesNo = setting.yesNo ?? false
  const base = { name: profile.name, kind: profile.kind, rows: counts.rows, missing, yesNo }
  const compared = compareKnown(profile, counts, { ...setting, alpha })
  if (!compared) {
    const verdict: DriftVerdict = missing.verdict === 'drift' ? 'drift' : 'unknown'
    const texts = { text: driftText(profile, counts, { verdict, missing, decider: null, yesNo }), threshold: nothingText }
    return {
      ...base,
      verdict,
      distances: [],
      detectable: null,
      matters: null,
      rowsNeeded: counts.rows === 0 ? 1 : null,
      bins: [],
      ...texts,
    }
  }
  const decider = compared.distances.find(({ decides }) => decides)!
  const [known, seen] = [profile.rows - profile.missing, counts.rows - counts.missing]
  const limit = decider.id === 'wasserstein' ? matters.shift : matters.moved
  const detectable = smallestVisible(decider.id === 'wasserstein', compared.floorFactor, known, seen)
  // A window that could not even show a move by one deviation, or by half of the rows, says nothing.
  const blind = detectable > (decider.id === 'wasserstein' ? 1 : 0.5)
  const real = decider.value > decider.noise!
  const values: DriftVerdict = blind && !real ? 'unknown' : !real ? 'same' : decider.value >= limit ? 'drift' : 'small'
  const verdict = worse(values, missing.verdict)
  const needed = values === 'unknown' ? rowsNeeded(decider.id === 'wasserstein', compared.floorFactor, known) : null
  return {
    ...base,
    verdict,
    distances: compared.distances,
    detectable,
    matters: limit,
    rowsNeeded: needed,
    bins: compared.bins,
    text: driftText(profile, counts, { verdict, missing, decider, yesNo }),
    threshold: values === 'unknown' ? waitText(needed) : thresholdText(decider, { alpha, known, seen, limit, detectable }),
  }
}

function compareKnown(profile: FeatureProfile, counts: FeatureCounts, setting: DriftSetting): Compared | null {
  if (profile.rows === profile.missing || counts.rows === counts.missing) return null
  const noise = { alpha: setting.alpha, seed: setting.seed, ...(setting.replicates ? { replicates: setting.replicates } : {}) }
  if (profile.kind === 'number' && counts.kind === 'number') return compareNumbers(profile, counts, noise)
  if (profile.kind === 'category' && counts.kind === 'category') return compareCategories(profile, counts, noise)
  throw new TypeError(`the counts of ${profile.name} are of another profile`)
}

/** Pooled two-proportion z test; the interval is Newcombe's. */
function compareMissing(profile: FeatureProfile, counts: FeatureCounts, line: { alpha: number; matters: number }): MissingResult {
  const [n, m] = [profile.rows, counts.rows]
  const reference = profile.missing / n
  if (m === 0) return { reference, current: 0, interval: null, p: 1, verdict: 'unknown' }
  const current = counts.missing / m
  const pooled = (profile.missing + counts.missing) / (n + m)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
  const p = error > 0 ? 2 * normalCdf(-Math.abs(current - reference) / error) : 1
  const real = p < line.alpha
  return {
    reference,
    current,
    interval: newcombeInterval({ share: current, of: m }, { share: reference, of: n }),
    p,
    verdict: !real ? 'same' : Math.abs(current - reference) >= line.matters ? 'drift' : 'small',
  }
}

/** A shift moves the distance by itself, with an error of sqrt(1/N + 1/n) deviations; shares have half of that. */
function smallestVisible(shift: boolean, factor: number, known: number, seen: number): number {
  return (factor + powerPoint * (shift ? 1 : 0.5)) * Math.sqrt(1 / known + 1 / seen)
}

/** Rows of a window that could show a move by one deviation, or by half of the rows; null when the reference itself is too small. */
function rowsNeeded(shift: boolean, factor: number, known: number): number | null {
  const most = ((shift ? 1 : 0.5) / (factor + powerPoint * (shift ? 1 : 0.5))) ** 2 - 1 / known
  return most > 0 ? Math.ceil(1 / most) : null
}

const order: readonly DriftVerdict[] = ['same', 'unknown', 'small', 'drift']

function worse(a: DriftVerdict, b: DriftVerdict): DriftVerdict {
  return order.indexOf(a) >= order.indexOf(b) ? a : b
}
