import type { Text } from '../protocol/text.ts'
import { countText, numberText } from '../learn/number-text.ts'
import { badOption } from '../learn/problem.ts'
import { limitOf, type DriftVerdict, type FeatureDrift, type Matters } from './drift-result.ts'
import { featureDrift } from './feature-drift.ts'
import type { ReferenceProfile } from './profile.ts'
import type { FeatureCounts } from './window-counts.ts'

/** How many false alarms a person puts up with: for example one in 90 daily windows. */
export interface AlarmBudget {
  readonly falseAlarms: number
  readonly windows: number
}

export interface DriftReportSetting {
  readonly budget?: AlarmBudget
  readonly seed: number
  readonly matters?: Matters
  readonly replicates?: number
  /** The entry of the profile that holds the model's score: it shares the budget, but is no feature. */
  readonly predictions?: string
  /** The columns of yes and no. */
  readonly yesNo?: ReadonlySet<string>
}

export interface DriftReport {
  readonly verdict: Text
  readonly rows: number
  /** False-alarm rate per feature and window that the budget leaves. */
  readonly alpha: number
  readonly budget: AlarmBudget
  /** What the budget means, in words. */
  readonly budgetText: Text
  /** Most serious first, then the farthest past its limit. */
  readonly features: readonly FeatureDrift[]
}

const usualBudget: AlarmBudget = { falseAlarms: 1, windows: 90 }

/**
 * A window of live rows against the reference, feature by feature. The budget of false alarms is shared out evenly: alpha = alarms / (windows x
 * features), so that more features do not mean more alarms. Same counts and seed give the same report.
 */
export function driftReport(profile: ReferenceProfile, counts: readonly FeatureCounts[], setting: DriftReportSetting): DriftReport {
  const budget = setting.budget ?? usualBudget
  if (!(budget.falseAlarms > 0)) throw badOption('falseAlarms', { en: 'be more than 0', fr: 'être supérieur à 0' })
  if (!(budget.windows >= 1)) throw badOption('windows', { en: 'be 1 or more', fr: 'être d’au moins 1' })
  const alpha = Math.min(0.1, budget.falseAlarms / (budget.windows * profile.features.length))
  const features = profile.features.map((feature, j) => {
    const own = counts[j]
    if (!own) throw new TypeError(`there are no counts of ${feature.name}`)
    const { budget: _shared, predictions: _score, yesNo, ...rest } = setting
    return featureDrift(feature, own, { ...rest, alpha, seed: setting.seed + j, yesNo: yesNo?.has(feature.name) ?? false })
  })
  const sorted = features.toSorted((a, b) => severity[b.verdict] - severity[a.verdict] || shareOfLimit(b) - shareOfLimit(a))
  const rows = counts[0]?.rows ?? 0
  return {
    verdict: verdictText(
      sorted.filter(({ name }) => name !== setting.predictions),
      rows,
    ),
    rows,
    alpha,
    budget,
    budgetText: budgetText(budget, features.length, alpha),
    features: sorted,
  }
}

function shareOfLimit(drift: FeatureDrift): number {
  const found = limitOf(drift)
  return found && found.limit > 0 ? found.value / found.limit : -1
}

const severity: Readonly<Record<DriftVerdict, number>> = { drift: 3, small: 2, unknown: 1, same: 0 }

function verdictText(features: readonly FeatureDrift[], rows: number): Text {
  const drifted = features.filter(({ verdict }) => verdict === 'drift')
  const unknown = features.filter(({ verdict }) => verdict === 'unknown')
  const [all, seen] = [features.length, countText(rows)]
  if (rows === 0) return { en: 'No request has come yet.', fr: 'Aucune requête n’est encore arrivée.' }
  const first = drifted[0]
  if (first) {
    return {
      en: `${drifted.length} of ${all} features drifted in ${seen} rows. ${first.name}: ${first.text.en}`,
      fr: `${drifted.length} ${drifted.length === 1 ? 'variable' : 'variables'} sur ${all} ${drifted.length === 1 ? 'a' : 'ont'} dérivé, sur ${seen} lignes. ${first.name} : ${first.text.fr}`,
    }
  }
  if (unknown.length === all) {
    const needed = Math.max(...unknown.map(({ rowsNeeded }) => rowsNeeded ?? 0))
    const wait = needed > rows ? { en: ` Wait for ${countText(needed)}.`, fr: ` Attendez-en ${countText(needed)}.` } : { en: '', fr: '' }
    return { en: `${seen} rows are too few to judge.${wait.en}`, fr: `${seen} lignes ne suffisent pas pour juger.${wait.fr}` }
  }
  const open =
    unknown.length > 0
      ? { en: ` ${unknown.length} cannot be judged yet.`, fr: ` ${unknown.length} ne peuvent pas encore être jugées.` }
      : { en: '', fr: '' }
  return {
    en: `Live rows look like training: none of ${all} features drifted in ${seen} rows.${open.en}`,
    fr: `Les lignes reçues ressemblent à l’apprentissage : aucune des ${all} variables n’a dérivé, sur ${seen} lignes.${open.fr}`,
  }
}

function budgetText({ falseAlarms, windows }: AlarmBudget, features: number, alpha: number): Text {
  const alarms = numberText(falseAlarms, Number.isInteger(falseAlarms) ? 0 : 1)
  const rate = numberText(alpha * 100, 3)
  return {
    en: `${alarms.en} false alarm in ${countText(windows)} windows over ${features} features leaves ${rate.en}\u202f% for each comparison.`,
    fr: `${alarms.fr} fausse alerte en ${countText(windows)} fenêtres sur ${features} variables laisse ${rate.fr}\u202f% à chaque comparaison.`,
  }
}
