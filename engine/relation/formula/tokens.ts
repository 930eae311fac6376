// The formula language: what a person types in a formula field, read to a typed expression, and written back.
// tokens -> parse -> check give an Expr; format, pretty, rename and complete serve the editor; formula.ts is the door.

import { problem } from './problem.ts'
import type { FormulaProblem, Span } from './problem.ts'

type TokenKind = 'column' | 'number' | 'text' | 'moment' | 'word' | 'symbol' | 'end'

export interface Token extends Span {
  readonly kind: TokenKind
  /** Column: its name. Text and moment: the content. Number: as typed. Word: upper case without accents. Symbol: in its usual form. */
  readonly value: string
  /** Without its closing mark. */
  readonly open?: boolean
}

interface Tokens {
  /** Ends with a token of kind `end`. Characters that mean nothing are left out. */
  readonly tokens: readonly Token[]
  readonly problems: readonly FormulaProblem[]
}

const blank = /\s+/uy
const number = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
// A word may hold points (MODE.SNGL) and end with an exclamation mark (TOINT!).
const word = /[\p{L}_][\p{L}\p{M}\p{N}_.]*(?:!(?!=))?/uy
const symbol = /<>|<=|>=|[+\-*/^&=<>%(),;≤≥≠−×÷]/uy

const usualForm: Readonly<Record<string, string>> = { '≤': '<=', '≥': '>=', '≠': '<>', '−': '-', '×': '*', '÷': '/' }

/** Upper case without accents: how names of functions and words are compared. */
export function foldName(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

/** What stands between `at` and the closing mark; a doubled mark stands for itself. */
function quoted(text: string, at: number, close: string): { readonly value: string; readonly to: number; readonly open: boolean } {
  let value = ''
  let from = at + 1
  for (;;) {
    const end = text.indexOf(close, from)
    if (end < 0) return { value: value + text.slice(from), to: text.length, open: true }
    value += text.slice(from, end)
    if (text[end + 1] !== close) return { value, to: end + 1, open: false }
    value += close
    from = end + 2
  }
}

const quotes = {
  '[': {
    kind: 'column',
    close: ']',
    code: 'column-unclosed',
    en: 'This column name is not closed: add ].',
    fr: 'Ce nom de colonne n’est pas fermé : ajoutez ].',
  },
  '"': {
    kind: 'text',
    close: '"',
    code: 'text-unclosed',
    en: 'This text is not closed: add ".',
    fr: 'Ce texte n’est pas fermé : ajoutez ".',
  },
  '#': {
    kind: 'moment',
    close: '#',
    code: 'date-unclosed',
    en: 'This date is not closed: add #.',
    fr: 'Cette date n’est pas fermée : ajoutez #.',
  },
} as const

function isQuote(char: string): char is keyof typeof quotes {
  return char in quotes
}

function badCharacter(char: string, at: number): FormulaProblem {
  const span = { from: at, to: at + char.length }
  if ("'“”„«»‘’`".includes(char)) {
    return problem(
      'unexpected-character',
      span,
      'Write texts between straight quotes: "…".',
      'Écrivez les textes entre guillemets droits : "…".',
    )
  }
  if (char === '!') return problem('unexpected-character', span, 'Write <> for “not equal”.', 'Écrivez <> pour « différent ».')
  if (char === ']') {
    return problem('unexpected-character', span, 'There is no [ for this ].', 'Il n’y a pas de [ pour ce ].')
  }
  return problem('unexpected-character', span, `The sign ${char} means nothing here.`, `Le signe ${char} n’a pas de sens ici.`)
}

/** Cuts the text of a formula into tokens. Never throws. */
export function tokenize(text: string): Tokens {
  const tokens: Token[] = []
  const problems: FormulaProblem[] = []
  let at = 0
  const push = (kind: TokenKind, length: number, value: string): void => {
    tokens.push({ kind, from: at, to: at + length, value })
    at += length
  }
  while (at < text.length) {
    at += matchAt(blank, text, at)?.length ?? 0
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0)
    if (at >= text.length) break
    if (isQuote(char)) {
      const { kind, close, code, en, fr } = quotes[char]
      const { value, to, open } = quoted(text, at, close)
      if (open) problems.push(problem(code, { from: at, to }, en, fr))
      tokens.push({ kind, from: at, to, value, ...(open && { open }) })
      at = to
      continue
    }
    const digits = matchAt(number, text, at)
    if (digits !== undefined) {
      push('number', digits.length, digits)
      continue
    }
    const letters = matchAt(word, text, at)
    if (letters !== undefined) {
      push('word', letters.length, foldName(letters))
      continue
    }
    const sign = matchAt(symbol, text, at)
    if (sign !== undefined) {
      push('symbol', sign.length, usualForm[sign] ?? sign)
      continue
    }
    problems.push(badCharacter(char, at))
    at += char.length
  }
  tokens.push({ kind: 'end', from: text.length, to: text.length, value: '' })
  return { tokens, problems }
}
