// The date formats of formulas: YYYY YY MM M DD D hh h mm ss fff, spaces and punctuation, T and Z. Months are MM, minutes are mm.

import type { ExpressionText } from '../expression-error.ts'

const formatParts = ['YYYY', 'YY', 'MM', 'M', 'DD', 'D', 'hh', 'h', 'mm', 'ss', 'fff'] as const
export type FormatPart = (typeof formatParts)[number]

export type FormatToken = { readonly part: FormatPart } | { readonly text: string }

export type ParsedFormat =
  | { readonly ok: true; readonly tokens: readonly FormatToken[] }
  | { readonly ok: false; readonly reason: ExpressionText }

function badLetter(letter: string): ExpressionText {
  return {
    en: `“${letter}” means nothing in a date format. It takes YYYY YY MM M DD D hh h mm ss fff.`,
    fr: `« ${letter} » n’a pas de sens dans un format de date. Il prend YYYY YY MM M DD D hh h mm ss fff.`,
  }
}

const badControl: ExpressionText = {
  en: 'A date format holds no line breaks or other control characters.',
  fr: 'Un format de date ne contient ni saut de ligne ni autre caractère de contrôle.',
}

/** Cuts a date format into its parts and the texts between them, one character each. */
export function parseFormat(format: string): ParsedFormat {
  const tokens: FormatToken[] = []
  const rest = (at: number) => format.slice(at)
  for (let at = 0; at < format.length;) {
    const part = formatParts.find((candidate) => rest(at).startsWith(candidate))
    if (part !== undefined) {
      tokens.push({ part })
      at += part.length
      continue
    }
    const text = String.fromCodePoint(format.codePointAt(at) ?? 0)
    if (/[A-Za-z]/.test(text) && text !== 'T' && text !== 'Z') return { ok: false, reason: badLetter(text) }
    if (text < ' ' || text === '\x7f') return { ok: false, reason: badControl }
    tokens.push({ text })
    at += text.length
  }
  return { ok: true, tokens }
}

const partKinds: readonly (readonly FormatPart[])[] = [['YYYY', 'YY'], ['MM', 'M'], ['DD', 'D'], ['hh', 'h'], ['mm'], ['ss'], ['fff']]

/** Why a format cannot read dates: it needs one year, month and day, and nothing twice. */
export function refuseForReading(tokens: readonly FormatToken[]): ExpressionText | undefined {
  const parts = tokens.flatMap((token) => ('part' in token ? [token.part] : []))
  const counts = partKinds.map((kind) => parts.filter((part) => kind.includes(part)).length)
  if (counts.some((count) => count > 1)) {
    return { en: 'Each part of a date stands once in the format.', fr: 'Chaque partie d’une date figure une seule fois dans le format.' }
  }
  if (counts.slice(0, 3).includes(0)) {
    return { en: 'The format needs a year, a month and a day.', fr: 'Le format a besoin d’une année, d’un mois et d’un jour.' }
  }
  return undefined
}

/** The tokens of a format that has been checked. */
export function formatTokens(format: string): readonly FormatToken[] {
  const parsed = parseFormat(format)
  return parsed.ok ? parsed.tokens : []
}
