import type { Int } from './int.ts'
import type { RowFunction } from './row-function.ts'
import { codePointIndex, unitOffset } from './text/code-points.ts'
import { lower } from './text/letter-case.ts'

/** The position of a text in another in code points from 1; null when it does not occur. */
function find(needle: string, text: string): number | null {
  const at = text.indexOf(needle)
  return at < 0 ? null : codePointIndex(text, at) + 1
}

function findFrom(needle: string, text: string, start: Int): number | null {
  if (typeof start === 'bigint' || start < 1) return null
  const offset = unitOffset(text, start - 1)
  // A start right behind the last character is still in the text.
  if (offset === text.length && codePointIndex(text, offset) !== start - 1) return null
  const found = find(needle, text.slice(offset))
  return found === null ? null : found + start - 1
}

/** The pieces between separators; an empty separator does not cut. */
export function splitText(text: string, separator: string): readonly string[] {
  return separator === '' ? [text] : text.split(separator)
}

function splitPart(text: string, separator: string, index: Int): string | null {
  if (typeof index === 'bigint' || index === 0) return null
  return splitText(text, separator).at(index > 0 ? index - 1 : index) ?? null
}

export const textSearch: Readonly<Record<string, RowFunction>> = {
  find,
  'find-from': findFrom,
  search: (needle: string, text: string) => find(lower(needle), lower(text)),
  contains: (text: string, needle: string) => text.includes(needle),
  'starts-with': (text: string, prefix: string) => text.startsWith(prefix),
  'ends-with': (text: string, suffix: string) => text.endsWith(suffix),
  'text-before': (text: string, separator: string) => {
    const at = text.indexOf(separator)
    return at < 0 ? null : text.slice(0, at)
  },
  'text-after': (text: string, separator: string) => {
    const at = text.indexOf(separator)
    return at < 0 ? null : text.slice(at + separator.length)
  },
  'split-part': splitPart,
}
