import type { Int } from './int.ts'
import { within } from './int.ts'
import type { RowFunction } from './row-function.ts'
import { stripEnd, stripStart, trimSpaces, withoutControls } from './text/blank.ts'
import { codePointLength, sliceCodePoints, unitOffset } from './text/code-points.ts'
import { md5, sha256 } from './text/digest.ts'
import { damerau, jaroWinkler, levenshtein, soundex } from './text/distance.ts'
import { foldToAscii } from './text/fold.ts'
import { lower, proper, upper } from './text/letter-case.ts'
import { textSearch } from './text-search.ts'

/** Longer results of repeating and padding give null. */
const longestText = 1_000_000
const farPosition = 2_000_000_000

function joinTexts(separator: string, texts: readonly (string | null)[]): string {
  return texts.filter((text) => text !== null).join(separator)
}

function left(text: string, count: Int): string {
  return count <= 0 ? '' : text.slice(0, unitOffset(text, within(farPosition, count)))
}

function right(text: string, count: Int): string {
  if (count <= 0) return ''
  return text.slice(unitOffset(text, Math.max(0, codePointLength(text) - within(farPosition, count))))
}

function mid(text: string, start: Int, count: Int): string | null {
  if (start < 1) return null
  return count <= 0 ? '' : sliceCodePoints(text, within(farPosition, start) - 1, within(farPosition, count))
}

/** The fill repeated up to `count` code points. */
function filling(fill: string, count: number): string {
  const whole = codePointLength(fill)
  return fill.repeat(Math.floor(count / whole)) + sliceCodePoints(fill, 0, count % whole)
}

function pad(join: (text: string, filler: string) => string) {
  return (text: string, length: Int, fill: string): string | null => {
    if (length > longestText) return null
    const missing = Number(length) - codePointLength(text)
    return missing <= 0 || fill === '' ? text : join(text, filling(fill, missing))
  }
}

function repeat(text: string, count: Int): string | null {
  if (count <= 0 || text === '') return ''
  return count > Math.floor(longestText / codePointLength(text)) ? null : text.repeat(Number(count))
}

function replaceAt(text: string, start: Int, count: Int, replacement: string): string | null {
  if (start < 1 || count < 0) return null
  const from = unitOffset(text, within(farPosition, start) - 1)
  const rest = text.slice(from)
  return text.slice(0, from) + replacement + rest.slice(unitOffset(rest, within(farPosition, count)))
}

function character(code: Int): string | null {
  if (code < 1 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null
  return String.fromCodePoint(Number(code))
}

export const text: Readonly<Record<string, RowFunction>> = {
  concatenate: (a: string, b: string) => a + b,
  concat: (...texts: readonly (string | null)[]) => joinTexts('', texts),
  'join-text': (separator: string | null, ...texts: readonly (string | null)[]) =>
    separator === null ? null : joinTexts(separator, texts),
  left,
  right,
  mid,
  length: codePointLength,
  'byte-length': (a: string) => new TextEncoder().encode(a).length,
  lower,
  upper,
  proper,
  trim: trimSpaces,
  strip: (a: string) => stripStart(stripEnd(a)),
  'strip-start': stripStart,
  'strip-end': stripEnd,
  clean: withoutControls,
  'pad-left': pad((a, filler) => filler + a),
  'pad-right': pad((a, filler) => a + filler),
  repeat,
  'replace-at': replaceAt,
  substitute: (a: string, old: string, replacement: string) => (old === '' ? a : a.replaceAll(old, () => replacement)),
  ...textSearch,
  'reverse-text': (a: string) => [...a].toReversed().join(''),
  'code-point': (a: string) => a.codePointAt(0) ?? null,
  character,
  'levenshtein-distance': levenshtein,
  'damerau-distance': damerau,
  'jaro-winkler-similarity': jaroWinkler,
  soundex,
  'ascii-fold': foldToAscii,
  md5,
  sha256,
}
