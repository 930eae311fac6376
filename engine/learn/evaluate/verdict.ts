import type { Text } from '../../protocol/text.ts'
import { countText, nearShareText, roughText } from '../number-text.ts'
import type { ClassificationReport } from './evaluate-classification.ts'
import type { RegressionReport } from './evaluate-regression.ts'
import type { Measured } from './measured.ts'

/** One or two sentences: how good the answers are against the best constant answer, and whether that may be chance. */
export function classificationVerdict(report: ClassificationReport): Text {
  const accuracy = figure(report, 'accuracy')
  const base = report.baseline['accuracy'] ?? 0
  const [own, constant] = [nearShareText(accuracy.value ?? 0, 1), nearShareText(base, 1)]
  const rows = countText(report.rows)
  // With more classes the area is a mean over them, which the last sentence would misread.
  const area = report.thresholds && report.figures.find(({ id, value }) => id === 'auc' && value !== null)
  const first = {
    en: `Right in ${own.en} of ${rows} rows; the best constant answer is right in ${constant.en}.`,
    fr: `Juste dans ${own.fr} de ${rows} lignes ; la meilleure réponse constante l’est dans ${constant.fr}.`,
  }
  const better = area ?? figure(report, 'balanced-accuracy')
  const against = (area ? 0.5 : report.baseline['balanced-accuracy']) ?? 0.5
  return join(first, chance(better, against), area ? areaText(area.value!) : null)
}

export function regressionVerdict(report: RegressionReport): Text {
  const error = figure(report, 'mae')
  const [own, constant] = [roughText(error.value ?? 0), roughText(report.baseline['mae'] ?? 0)]
  const rows = countText(report.rows)
  const first = {
    en: `Off by ${own.en} on average in ${rows} rows; always answering the median is off by ${constant.en}.`,
    fr: `Se trompe de ${own.fr} en moyenne sur ${rows} lignes ; répondre toujours la médiane se trompe de ${constant.fr}.`,
  }
  const r2 = figure(report, 'r2')
  return join(first, r2.value === null ? null : chance(r2, 0), r2.value !== null && r2.value > 0 ? explained(r2.value) : null)
}

function figure(report: { readonly figures: readonly Measured[] }, id: string): Measured {
  const found = report.figures.find((one) => one.id === id)
  if (!found) throw new RangeError(`no figure ${id}`)
  return found
}

function chance({ interval, value }: Measured, against: number): Text | null {
  if (value === null) return null
  if (value <= against) return { en: 'That is no better than a constant.', fr: 'Ce n’est pas mieux qu’une constante.' }
  if (interval && interval[0] > against) return null
  return {
    en: 'On so few rows the gain may be chance.',
    fr: 'Sur si peu de lignes, le gain peut être dû au hasard.',
  }
}

function areaText(value: number): Text {
  const text = nearShareText(value, 0)
  return {
    en: `A positive row scores above a negative one ${text.en} of the time.`,
    fr: `Une ligne positive est mieux notée qu’une négative dans ${text.fr} des cas.`,
  }
}

function explained(r2: number): Text {
  const text = nearShareText(r2, 0)
  return {
    en: `It explains ${text.en} of the variation.`,
    fr: `Il explique ${text.fr} de la variation.`,
  }
}

function join(...parts: readonly (Text | null)[]): Text {
  const said = parts.filter((part) => part !== null)
  return { en: said.map(({ en }) => en).join(' '), fr: said.map(({ fr }) => fr).join(' ') }
}
