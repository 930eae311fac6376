// Text counted in code points. Most texts have no surrogates, and then positions are those of JavaScript.

const surrogate = /[\ud800-\udfff]/

export function codePointLength(text: string): number {
  if (!surrogate.test(text)) return text.length
  let count = 0
  for (const _ of text) count++
  return count
}

/** Where the code point number `index` (from 0) starts, or the length of the text. */
export function unitOffset(text: string, index: number): number {
  if (index >= text.length || !surrogate.test(text)) return Math.min(index, text.length)
  let at = 0
  for (let left = index; left > 0 && at < text.length; left--) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  return at
}

/** How many code points stand before a position in units. */
export function codePointIndex(text: string, offset: number): number {
  return codePointLength(text.slice(0, offset))
}

/** `count` code points from the code point number `from` (from 0) on. */
export function sliceCodePoints(text: string, from: number, count: number): string {
  const start = unitOffset(text, from)
  return text.slice(start, start + unitOffset(text.slice(start), count))
}

/** Whether all of a text is ASCII. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false
  return true
}
