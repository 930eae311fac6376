import type { ExpressionText } from '../expression-error.ts'

/** Literal text, or the number of a group (0 is the whole match). */
export type ReplacementPart = string | number

export type ParsedReplacement =
  | { readonly ok: true; readonly parts: readonly ReplacementPart[] }
  | { readonly ok: false; readonly reason: ExpressionText }

const badDollar: ExpressionText = {
  en: 'In the replacement, $ is followed by the number of a group; $$ stands for a dollar sign.',
  fr: 'Dans le remplacement, $ est suivi du numéro d’un groupe ; $$ représente le signe dollar.',
}

/** Reads a replacement: $0 to $9 are groups of the pattern, $$ is a dollar sign, everything else stands for itself. */
export function parseReplacement(source: string, groups: number): ParsedReplacement {
  const parts: ReplacementPart[] = []
  let text = ''
  for (let at = 0; at < source.length; at++) {
    const char = source.charAt(at)
    if (char !== '$') {
      text += char
      continue
    }
    const next = source.charAt(++at)
    if (next === '$') {
      text += '$'
      continue
    }
    if (!/^[0-9]$/.test(next)) return { ok: false, reason: badDollar }
    if (Number(next) > groups) return { ok: false, reason: missingGroup(Number(next)) }
    if (text !== '') parts.push(text)
    text = ''
    parts.push(Number(next))
  }
  if (text !== '') parts.push(text)
  return { ok: true, parts }
}

/** What a person is told when a pattern has no group of this number. */
export function missingGroup(group: number): ExpressionText {
  return { en: `The pattern has no group ${group}.`, fr: `Le motif n’a pas de groupe ${group}.` }
}
