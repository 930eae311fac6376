import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { capital, listed } from './phrases.ts'

/** A part of a study that failed while the rest stands: a trial, a point of a curve, a shuffle. */
export interface FailedPart {
  /** As it stands in a sentence: “trial 3”. */
  readonly name: Text
  readonly reason: Text
}

/** Names of one reason that are written out. */
const mostNames = 8

/** Which parts failed and why, a line for each reason; no view where none did. */
export function failedViews(title: Text, failed: readonly FailedPart[]): readonly View[] {
  if (failed.length === 0) return []
  const lines = Map.groupBy(failed, ({ reason }) => reason.en)
    .values()
    .map((parts): Text => {
      const names = listed(
        parts.map(({ name }) => name),
        mostNames,
      )
      const reason = (parts[0] as FailedPart).reason
      return { en: `${capital(names.en)}: ${reason.en}`, fr: `${capital(names.fr)} : ${reason.fr}` }
    })
    .toArray()
  return [{ view: 'text', title, text: { en: lines.map(({ en }) => en).join('\n'), fr: lines.map(({ fr }) => fr).join('\n') } }]
}

/** What a part without a score says: its model was judged, but the rows do not give this figure. */
export const withoutFigure = (label: Text): Text => ({
  en: `${label.en} has no value on its rows.`,
  fr: `${label.fr} n’a pas de valeur sur ses lignes.`,
})
