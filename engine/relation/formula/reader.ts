import { problem } from './problem.ts'
import type { FormulaProblem, FormulaProblemCode, Span } from './problem.ts'
import { tokenize } from './tokens.ts'
import type { Token } from './tokens.ts'
import { wordOf } from './words.ts'
import type { Word } from './words.ts'

/** Characters that a formula may have. */
const longestFormula = 20_000

/** The tokens of a formula, read one after the other, and the first problem met. */
export interface Reader {
  readonly peek: (ahead?: number) => Token
  readonly next: () => Token
  /** The token just read. */
  readonly before: () => Token | undefined
  /** Where the token just read ends. */
  readonly place: () => number
  readonly typed: (span: Span) => string
  readonly isSymbol: (value: string, ahead?: number) => boolean
  readonly isSeparator: () => boolean
  readonly wordAt: (ahead?: number) => Word | undefined
  readonly report: (code: FormulaProblemCode, span: Span, en: string, fr: string) => void
  /** Skips everything that is left. */
  readonly stop: () => void
  readonly firstProblem: () => FormulaProblem | undefined
}

function tooLong(length: number): FormulaProblem {
  return problem(
    'too-long',
    { from: longestFormula, to: length },
    `The formula has ${length} characters; ${longestFormula} are allowed.`,
    `La formule compte ${length} caractères ; ${longestFormula} sont permis.`,
  )
}

export function readerOf(text: string): Reader {
  const long = text.length > longestFormula
  const { tokens, problems } = tokenize(long ? '' : text)
  const end: Token = { kind: 'end', from: text.length, to: text.length, value: '' }
  let at = 0
  // What cannot even be cut into tokens comes first: the rest follows from it.
  let first: FormulaProblem | undefined = long ? tooLong(text.length) : problems[0]
  const peek = (ahead = 0): Token => tokens[at + ahead] ?? end
  const isSymbol = (value: string, ahead = 0): boolean => peek(ahead).kind === 'symbol' && peek(ahead).value === value
  return {
    peek,
    next() {
      const token = peek()
      if (token.kind !== 'end') at += 1
      return token
    },
    before: () => tokens[at - 1],
    place: () => tokens[at - 1]?.to ?? 0,
    typed: (span) => text.slice(span.from, span.to),
    isSymbol,
    isSeparator: () => isSymbol(',') || isSymbol(';'),
    wordAt: (ahead = 0) => (peek(ahead).kind === 'word' ? wordOf(peek(ahead).value) : undefined),
    report(code, span, en, fr) {
      first ??= problem(code, span, en, fr)
    },
    stop() {
      at = tokens.length - 1
    },
    firstProblem: () => first,
  }
}
