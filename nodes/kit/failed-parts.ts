import type { View } from '../../engine/protocol/artifact.ts'
import type { Text } from '../../engine/protocol/text.ts'
import { capital, listed } from './phrases.ts'

/** A part of a study that failed while the rest stands: a trial, a point of a curve, a shuffle. */
export interface FailedPart {
  /** As it stands in a sentence: “trial 3”. */
  readonly name: Text
  /** What it was, where its name does not say it: the settings of a trial. */
  readonly detail?: Text
  readonly reason: Text
}

/** Names of one reason that are written out. */
const mostNames = 8

/** Which parts failed and why, a line for each reason, or the reason and a line for each part that has a detail; no view where none did. */
export function failedViews(title: Text, failed: readonly FailedPart[]): readonly View[] {
  if (failed.length === 0) return []
  const lines = Map.groupBy(failed, ({ reason }) => reason.en)
    .values()
    .map((parts) => (parts.some(({ detail }) => detail) ? inLines(parts) : inLine(parts)))
    .toArray()
  const between = failed.some(({ detail }) => detail) ? '\n\n' : '\n'
  return [{ view: 'text', title, text: { en: lines.map(({ en }) => en).join(between), fr: lines.map(({ fr }) => fr).join(between) } }]
}

function inLine(parts: readonly FailedPart[]): Text {
  const names = listed(
    parts.map(({ name }) => name),
    mostNames,
  )
  const { reason } = parts[0] as FailedPart
  return { en: `${capital(names.en)}: ${reason.en}`, fr: `${capital(names.fr)} : ${reason.fr}` }
}

function inLines(parts: readonly FailedPart[]): Text {
  const { reason } = parts[0] as FailedPart
  const shown = parts.length > mostNames + 1 ? parts.slice(0, mostNames) : parts
  const rest = parts.length - shown.length
  const lines = (language: keyof Text, colon: string) =>
    shown.map(({ name, detail }) => `${capital(name[language])}${detail ? `${colon}${detail[language]}` : ''}`)
  return {
    en: [reason.en, ...lines('en', ': '), ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n'),
    fr: [reason.fr, ...lines('fr', ' : '), ...(rest > 0 ? [`et ${rest} autres`] : [])].join('\n'),
  }
}

/** What a part without a score says: its model was judged, but the rows do not give this figure. */
export const withoutFigure = (label: Text): Text => ({
  en: `${label.en} has no value on its rows.`,
  fr: `${label.fr} n’a pas de valeur sur ses lignes.`,
})
