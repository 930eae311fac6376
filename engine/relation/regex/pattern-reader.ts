import type { RefusalCode } from './refusals.ts'

export class PatternRefusal extends Error {
  readonly code: RefusalCode
  readonly at: number

  constructor(code: RefusalCode, at: number) {
    super(code)
    this.code = code
    this.at = at
  }
}

const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12 }
const punctuation = '\\^$.|?*+()[]{}-/&'

/** A cursor over the code points of a pattern; a leading `(?i)` is taken at once. */
export class PatternReader {
  readonly ignoreCase: boolean
  groups = 0
  at = 0
  readonly #chars: readonly string[]

  constructor(source: string) {
    this.#chars = [...source]
    this.ignoreCase = source.startsWith('(?i)')
    if (this.ignoreCase) this.at = 4
  }

  done(): boolean {
    return this.at >= this.#chars.length
  }

  peek(ahead = 0): string | undefined {
    return this.#chars[this.at + ahead]
  }

  next(): string {
    return this.#chars[this.at++] ?? ''
  }

  skip(count: number): void {
    this.at += count
  }

  take(char: string): boolean {
    if (this.peek() !== char) return false
    this.at++
    return true
  }

  rest(count: number): string {
    return this.#chars.slice(this.at, this.at + count).join('')
  }

  /** The code point that a backslash and this character stand for, if the engines agree on it. */
  escapedCode(char: string): number | undefined {
    if (char === '') return undefined
    return controls[char] ?? (punctuation.includes(char) ? char.codePointAt(0) : undefined)
  }
}
