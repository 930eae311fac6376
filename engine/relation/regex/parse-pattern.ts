import type { ExpressionText } from '../expression-error.ts'
import { asciiLetter, caseTwin, readClass, shorthandRanges } from './parse-class.ts'
import { anchorsInPlace, canBeEmpty, hasCapture, repeatProduct } from './pattern.ts'
import type { Pattern, PatternNode } from './pattern.ts'
import { PatternReader, PatternRefusal } from './pattern-reader.ts'
import { refusals } from './refusals.ts'

export type ParsedPattern =
  | { readonly ok: true; readonly pattern: Pattern }
  /** `at`: the position in the source, in code points. */
  | { readonly ok: false; readonly reason: ExpressionText; readonly at: number }

/** Reads a pattern of the common subset, or says why it is refused. */
export function parsePattern(source: string): ParsedPattern {
  const reader = new PatternReader(source)
  try {
    const root = readChoice(reader)
    if (!reader.done()) throw new PatternRefusal('stray', reader.at)
    if (!anchorsInPlace(root)) throw new PatternRefusal('anchor-place', 0)
    if (repeatProduct(root) > 1000) throw new PatternRefusal('repeat-large', 0)
    return { ok: true, pattern: { root, groups: reader.groups, matchesEmpty: canBeEmpty(root) } }
  } catch (error) {
    if (error instanceof PatternRefusal) return { ok: false, reason: refusals[error.code], at: error.at }
    throw error
  }
}

function readChoice(reader: PatternReader): PatternNode {
  const items = [readSequence(reader)]
  while (reader.take('|')) items.push(readSequence(reader))
  const [only] = items
  return items.length === 1 && only !== undefined ? only : { kind: 'choice', items }
}

function readSequence(reader: PatternReader): PatternNode {
  const items: PatternNode[] = []
  while (!reader.done() && reader.peek() !== '|' && reader.peek() !== ')') items.push(readRepeat(reader))
  return items.length === 0 ? { kind: 'empty' } : { kind: 'sequence', items }
}

interface Count {
  readonly min: number
  readonly max: number | null
}

function readCount(reader: PatternReader): Count | undefined {
  if (reader.take('*')) return { min: 0, max: null }
  if (reader.take('+')) return { min: 1, max: null }
  if (reader.take('?')) return { min: 0, max: 1 }
  if (reader.peek() !== '{') return undefined
  const match = /^\{([0-9]{1,5})(,([0-9]{0,5}))?\}/.exec(reader.rest(14))
  if (match === null) throw new PatternRefusal('brace', reader.at)
  const min = Number(match[1])
  const max = match[2] === undefined ? min : match[3] === '' ? null : Number(match[3])
  if (min > 1000 || (max ?? 0) > 1000) throw new PatternRefusal('repeat-large', reader.at)
  if (max !== null && max < min) throw new PatternRefusal('repeat-order', reader.at)
  reader.skip(match[0].length)
  return { min, max }
}

function readRepeat(reader: PatternReader): PatternNode {
  const body = readAtom(reader)
  const at = reader.at
  const optional = reader.peek() === '?'
  const count = readCount(reader)
  if (count === undefined) return body
  if (body.kind === 'start' || body.kind === 'end') throw new PatternRefusal('repeat-anchor', at)
  // Under a repeat JavaScript forgets a group on each turn, the others keep it.
  if (hasCapture(body) && !optional) throw new PatternRefusal('repeat-capture', at)
  // JavaScript drops a turn that matches nothing, RE2 keeps it: groups then differ.
  if (canBeEmpty(body)) throw new PatternRefusal('repeat-empty', at)
  const lazy = reader.take('?')
  if (!lazy && reader.peek() === '+') throw new PatternRefusal('possessive', reader.at)
  if (['*', '+', '?', '{'].includes(reader.peek() ?? '')) throw new PatternRefusal('repeat-twice', reader.at)
  return { kind: 'repeat', body, ...count, lazy }
}

function readGroup(reader: PatternReader): PatternNode {
  let capture = true
  if (reader.take('?')) {
    if (!reader.take(':')) throw new PatternRefusal('look-around', reader.at - 1)
    capture = false
  } else reader.groups++
  const body = readChoice(reader)
  if (!reader.take(')')) throw new PatternRefusal('group-open', reader.at)
  return { kind: 'group', capture, body }
}

const lineFeed = 10

function readAtom(reader: PatternReader): PatternNode {
  const at = reader.at
  const char = reader.next()
  switch (char) {
    case '(':
      return readGroup(reader)
    case '[':
      return readClass(reader)
    case '.':
      return { kind: 'class', negated: true, ranges: [[lineFeed, lineFeed]] }
    case '^':
      return { kind: 'start' }
    case '$':
      return { kind: 'end' }
    case '\\':
      return readEscape(reader)
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ')':
    case ']':
      throw new PatternRefusal('stray', at)
    default:
      return readLetter(reader, char)
  }
}

function readLetter(reader: PatternReader, char: string): PatternNode {
  const code = char.codePointAt(0) ?? 0
  if (!reader.ignoreCase || !asciiLetter(code)) return { kind: 'character', code }
  const twin = caseTwin(code)
  return {
    kind: 'class',
    negated: false,
    ranges: [
      [code, code],
      [twin, twin],
    ],
  }
}

function readEscape(reader: PatternReader): PatternNode {
  const at = reader.at - 1
  const char = reader.done() ? '' : reader.next()
  const ranges = shorthandRanges[char.toLowerCase()]
  if (ranges !== undefined) return { kind: 'class', negated: char !== char.toLowerCase(), ranges }
  const code = reader.escapedCode(char)
  if (code !== undefined) return { kind: 'character', code }
  if (char === 'b' || char === 'B') throw new PatternRefusal('word-boundary', at)
  if (char === 'p' || char === 'P') throw new PatternRefusal('unicode-class', at)
  throw new PatternRefusal(/[1-9k]/.test(char) ? 'back-reference' : 'escape', at)
}
