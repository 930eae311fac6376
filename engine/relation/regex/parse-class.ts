import type { CodeRange, PatternNode } from './pattern.ts'
import { PatternRefusal } from './pattern-reader.ts'
import type { PatternReader } from './pattern-reader.ts'

const range = (from: string, to = from): CodeRange => [from.charCodeAt(0), to.charCodeAt(0)]

/** \d, \w and \s: ASCII in all engines. */
export const shorthandRanges: Readonly<Record<string, readonly CodeRange[]>> = {
  d: [range('0', '9')],
  w: [range('0', '9'), range('A', 'Z'), range('a', 'z'), range('_')],
  s: [range('\t'), range('\n'), range('\f'), range('\r'), range(' ')],
}

const isLower = (code: number) => code >= 97 && code <= 122
const isUpper = (code: number) => code >= 65 && code <= 90
export const asciiLetter = (code: number): boolean => isLower(code) || isUpper(code)

/** The other case of an ASCII letter. */
export const caseTwin = (code: number): number => code ^ 32

function withCase([from, to]: CodeRange, at: number): readonly CodeRange[] {
  if ((isLower(from) && isLower(to)) || (isUpper(from) && isUpper(to))) {
    return [
      [from, to],
      [caseTwin(from), caseTwin(to)],
    ]
  }
  if (asciiLetter(from) || asciiLetter(to)) throw new PatternRefusal('class-mixed', at)
  return [[from, to]]
}

/** One character, or the ranges of \d, \w and \s. */
function readItem(reader: PatternReader): number | readonly CodeRange[] {
  const at = reader.at
  if (reader.done()) throw new PatternRefusal('class-open', at)
  const char = reader.next()
  if (char === '[') throw new PatternRefusal('class-nested', at)
  if (char !== '\\') return char.codePointAt(0) ?? 0
  const escaped = reader.done() ? '' : reader.next()
  const found = shorthandRanges[escaped] ?? reader.escapedCode(escaped)
  if (found === undefined) throw new PatternRefusal('class-escape', at)
  return found
}

function readEnd(reader: PatternReader, from: number): number {
  const ahead = reader.peek(1)
  if (reader.peek() !== '-' || ahead === ']' || ahead === undefined) return from
  reader.skip(1)
  const to = readItem(reader)
  if (typeof to !== 'number' || from > to) throw new PatternRefusal('class-range', reader.at)
  return to
}

/** The class after its opening bracket, up to and with the closing one. */
export function readClass(reader: PatternReader): PatternNode {
  const negated = reader.take('^')
  const ranges: CodeRange[] = []
  if (reader.peek() === ']') throw new PatternRefusal('class-empty', reader.at)
  while (!reader.take(']')) {
    const at = reader.at
    const item = readItem(reader)
    if (typeof item !== 'number') {
      ranges.push(...item)
      continue
    }
    const read: CodeRange = [item, readEnd(reader, item)]
    if (reader.ignoreCase) ranges.push(...withCase(read, at))
    else ranges.push(read)
  }
  return { kind: 'class', negated, ranges }
}
