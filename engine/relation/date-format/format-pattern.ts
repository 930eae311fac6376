import type { FormatPart, FormatToken } from './parse-format.ts'

const partPatterns: Readonly<Record<FormatPart, string>> = {
  YYYY: '([0-9]{4})',
  YY: '([0-9]{2})',
  MM: '([0-9]{2})',
  M: '([0-9]{1,2})',
  DD: '([0-9]{2})',
  D: '([0-9]{1,2})',
  hh: '([01][0-9]|2[0-3])',
  h: '([01]?[0-9]|2[0-3])',
  mm: '([0-5][0-9])',
  ss: '([0-5][0-9])',
  fff: '([0-9]{1,6})',
}

/** A regular expression, in the syntax all engines share, whose groups are the parts of the format in order. */
export function formatPattern(tokens: readonly FormatToken[]): string {
  return tokens.map((token) => ('part' in token ? partPatterns[token.part] : token.text.replace(/[\\^$.|?*+()[\]{}]/, '\\$&'))).join('')
}
