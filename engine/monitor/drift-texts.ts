import type { Text } from '../protocol/text.ts'
import { countText, numberText, roughText, shareText } from '../learn/number-text.ts'
import type { DistanceResult, DriftVerdict, MissingResult } from './drift-result.ts'
import type { CategoryProfile, FeatureProfile, NumberProfile } from './profile.ts'
import type { CategoryCounts, FeatureCounts, NumberCounts } from './window-counts.ts'

interface Finding {
  readonly verdict: DriftVerdict
  readonly missing: MissingResult
  readonly decider: DistanceResult | null
  /** The levels `true` and `false` are said as yes and no. */
  readonly yesNo: boolean
}

/** What changed against training, in sentences that count. */
export function driftText(profile: FeatureProfile, counts: FeatureCounts, { verdict, missing, decider, yesNo }: Finding): Text {
  if (counts.rows === 0) return { en: 'No request has come yet.', fr: 'Aucune requête n’est encore arrivée.' }
  const parts: Text[] = []
  if (missing.verdict === 'drift' || missing.verdict === 'small') parts.push(missingText(missing))
  const real = decider !== null && decider.value > decider.noise!
  if (real && profile.kind === 'number' && counts.kind === 'number') parts.push(...numberTexts(profile, counts, decider))
  if (real && profile.kind === 'category' && counts.kind === 'category') parts.push(...categoryTexts(profile, counts, { decider, yesNo }))
  if (parts.length > 0 && verdict === 'small') {
    parts.push({ en: 'More than chance, but too little to matter.', fr: 'Plus que le hasard, mais trop peu pour compter.' })
  }
  if (parts.length > 0) return joined(parts)
  return verdict === 'unknown'
    ? { en: 'Too few values to compare with training.', fr: 'Trop peu de valeurs pour comparer avec l’apprentissage.' }
    : { en: 'As in training.', fr: 'Comme à l’apprentissage.' }
}

/** The line of the deciding distance and why it is there: chance, what matters, and what stays hidden. */
export function thresholdText(
  decider: DistanceResult,
  { alpha, known, seen, limit, detectable }: { alpha: number; known: number; seen: number; limit: number; detectable: number },
): Text {
  const often = countText(1 / alpha)
  const sizes = [countText(known), countText(seen)]
  const [noise, matters, hidden] = [roughText(decider.noise!), roughText(limit), roughText(detectable)]
  const guess = decider.extrapolated
    ? { en: ' That tail is extrapolated from the simulation.', fr: ' Cette queue est extrapolée de la simulation.' }
    : { en: '', fr: '' }
  const inDeviations = decider.id === 'wasserstein'
  return {
    en:
      `With ${sizes[0]} values in training and ${sizes[1]} now, chance alone passes ${noise.en} in one of ${often} comparisons.${guess.en}` +
      ` It matters from ${matters.en} on. ` +
      (inDeviations
        ? `A move of less than ${hidden.en} standard deviations stays hidden at this size.`
        : `A change in less than ${shareText(detectable).en} of the rows stays hidden at this size.`),
    fr:
      `Avec ${sizes[0]} valeurs à l’apprentissage et ${sizes[1]} maintenant, le hasard seul dépasse ${noise.fr} dans une comparaison sur ${often}.${guess.fr}` +
      ` Cela compte à partir de ${matters.fr}. ` +
      (inDeviations
        ? `Un déplacement de moins de ${hidden.fr} écarts-types reste caché à cette taille.`
        : `Un changement dans moins de ${shareText(detectable).fr} des lignes reste caché à cette taille.`),
  }
}

/** Said instead of a threshold when nothing can be compared. */
export const nothingText: Text = { en: 'There are no values to compare.', fr: 'Il n’y a pas de valeurs à comparer.' }

/** Said instead of a threshold when there are too few rows: how many to wait for, or that waiting does not help. */
export function waitText(rows: number | null): Text {
  return rows === null
    ? {
        en: 'There were too few values in training to compare with.',
        fr: 'Il y avait trop peu de valeurs à l’apprentissage pour comparer.',
      }
    : { en: `Wait for ${countText(rows)} rows.`, fr: `Attendez ${countText(rows)} lignes.` }
}

function missingText({ reference, current }: MissingResult): Text {
  const [was, is] = [shareText(reference), shareText(current)]
  return { en: `Missing in ${is.en} of rows, in training ${was.en}.`, fr: `Manque dans ${is.fr} des lignes, ${was.fr} à l’apprentissage.` }
}

function numberTexts(profile: NumberProfile, counts: NumberCounts, decider: DistanceResult): Text[] {
  const mean = counts.finite > 0 ? counts.sum / counts.finite : profile.mean
  const [was, is] = [roughText(profile.mean), roughText(mean)]
  const shift = profile.deviation > 0 ? (mean - profile.mean) / profile.deviation : 0
  const texts: Text[] = []
  if (profile.deviation === 0) {
    const share = shareText(decider.value)
    texts.push({
      en: `It was always ${was.en} in training; now ${share.en} of rows have another value.`,
      fr: `Valait toujours ${was.fr} à l’apprentissage ; maintenant ${share.fr} des lignes ont une autre valeur.`,
    })
  } else {
    const like = numberText(decider.value, 2)
    // Where the mean hardly moves, the distance comes from the shape.
    const moved = Math.abs(shift) >= decider.value / 2
    const word = !moved ? shapeWord : shift > 0 ? higherWord : lowerWord
    texts.push({
      en: `${word.en}: mean ${is.en}, was ${was.en}. That is like a move by ${like.en} standard deviations.`,
      fr: `${word.fr} : moyenne ${is.fr}, était ${was.fr}. C’est comme un déplacement de ${like.fr} ${decider.value < 2 ? 'écart-type' : 'écarts-types'}.`,
    })
  }
  const beyond = counts.below + counts.above
  if (beyond > 0.01 * (counts.rows - counts.missing) && profile.deviation > 0) {
    const share = shareText(beyond / (counts.rows - counts.missing))
    texts.push({
      en: `${share.en} of values lie outside the range of training.`,
      fr: `${share.fr} des valeurs sortent de la plage de l’apprentissage.`,
    })
  }
  return texts
}

const higherWord = { en: 'Higher than in training', fr: 'Plus haut qu’à l’apprentissage' }
const lowerWord = { en: 'Lower than in training', fr: 'Plus bas qu’à l’apprentissage' }
const shapeWord = { en: 'Spread otherwise than in training', fr: 'Réparti autrement qu’à l’apprentissage' }

const yesNoWords: Readonly<Record<string, Text>> = { true: { en: 'yes', fr: 'oui' }, false: { en: 'no', fr: 'non' } }

function categoryTexts(
  profile: CategoryProfile,
  counts: CategoryCounts,
  { decider, yesNo }: { readonly decider: DistanceResult; readonly yesNo: boolean },
): Text[] {
  const named = (level: string): Text => (yesNo ? yesNoWords[level] : undefined) ?? { en: level, fr: level }
  const [known, seen] = [profile.rows - profile.missing, counts.rows - counts.missing]
  const texts: Text[] = []
  const fresh = Object.entries(counts.unlisted).toSorted(([, a], [, b]) => b - a)[0]
  if (fresh && profile.other === 0) {
    const [share, level] = [shareText(fresh[1] / seen), named(fresh[0])]
    texts.push({
      en: `“${level.en}” was never seen in training; ${share.en} of rows have it.`,
      fr: `«\u202f${level.fr}\u202f» n’a jamais été vu à l’apprentissage ; ${share.fr} des lignes l’ont.`,
    })
  }
  const moves = profile.levels.map((level, k) => ({ level, was: profile.counts[k]! / known, is: counts.counts[k]! / seen }))
  const widest = moves.toSorted((a, b) => Math.abs(b.is - b.was) - Math.abs(a.is - a.was))[0]
  if (widest && widest.is !== widest.was) {
    const [was, is] = [shareText(widest.was), shareText(widest.is)]
    const level = named(widest.level)
    const more = widest.is > widest.was
    texts.push({
      en: `${more ? 'More' : 'Less'} “${level.en}”: ${is.en}, was ${was.en}.`,
      fr: `${more ? 'Plus' : 'Moins'} de «\u202f${level.fr}\u202f» : ${is.fr}, était ${was.fr}.`,
    })
  }
  const one = decider.value > 0 ? Math.max(1, Math.round(1 / decider.value)) : 0
  if (one > 1) {
    texts.push({
      en: `In all, as if 1 row in ${countText(one)} had changed level.`,
      fr: `En tout, comme si 1 ligne sur ${countText(one)} avait changé de modalité.`,
    })
  }
  return texts
}

function joined(parts: readonly Text[]): Text {
  return { en: parts.map(({ en }) => en).join(' '), fr: parts.map(({ fr }) => fr).join(' ') }
}
