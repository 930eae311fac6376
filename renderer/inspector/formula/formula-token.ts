// The formula editor: what is typed is read by the engine; the studio only colours it, and shows what the engine says.

export type FormulaTokenKind = 'column' | 'text' | 'date' | 'number' | 'function' | 'word' | 'sign'

export interface FormulaToken {
  readonly kind: FormulaTokenKind | null
  readonly length: number
}

const words = new Set(
  ['AND', 'OR', 'NOT', 'IN', 'BETWEEN', 'IS', 'TRUE', 'FALSE', 'NULL', 'MISSING', 'NAN', 'INFINITY'].concat([
    'ET',
    'OU',
    'NON',
    'PAS',
    'DANS',
    'ENTRE',
    'EST',
    'VRAI',
    'FAUX',
    'MANQUANT',
    'INFINI',
  ]),
)
const closing: Readonly<Record<string, { readonly close: string; readonly kind: FormulaTokenKind }>> = {
  '[': { close: ']', kind: 'column' },
  '"': { close: '"', kind: 'text' },
  '#': { close: '#', kind: 'date' },
}
const patterns: readonly (readonly [RegExp, FormulaTokenKind | null])[] = [
  [/\s+/uy, null],
  [/(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/uy, 'number'],
  [/[+\-*/^&=<>%(),;≤≥≠−×÷]/uy, 'sign'],
]
const word = /[\p{L}_][\p{L}\p{M}\p{N}_.]*(?:!(?!=))?/uy
const call = /\s*\(/uy

/** The token of a line that begins at `at`, for its colour. Never longer than the line; anything unknown is one character. */
export function formulaToken(line: string, at: number): FormulaToken {
  const quote = closing[line[at] ?? '']
  if (quote) {
    // A doubled closing mark stands for itself.
    let end = at + 1
    while (end < line.length) {
      if (line[end] !== quote.close) end += 1
      else if (line[end + 1] === quote.close) end += 2
      else return { kind: quote.kind, length: end + 1 - at }
    }
    return { kind: quote.kind, length: line.length - at }
  }
  for (const [pattern, kind] of patterns) {
    pattern.lastIndex = at
    const length = pattern.exec(line)?.[0].length ?? 0
    if (length > 0) return { kind, length }
  }
  word.lastIndex = at
  const letters = word.exec(line)?.[0]
  if (letters === undefined) return { kind: null, length: 1 }
  const folded = letters.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
  call.lastIndex = at + letters.length
  const kind = call.test(line) && !words.has(folded) ? 'function' : words.has(folded) ? 'word' : null
  return { kind, length: letters.length }
}
