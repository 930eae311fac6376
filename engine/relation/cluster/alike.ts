import { swapsWithin } from './swaps-within.ts'

/** A value as distances see it: lower case, without spaces at its ends. */
export const comparedForm = (value: string): string => value.trim().toLowerCase()

/** How far values may be apart; with `swaps` two neighbours that changed places are one difference. */
export interface Apart {
  readonly radius: number
  readonly swaps?: boolean
}

/**
 * Edits between two texts (Levenshtein, or Damerau with `swaps`; single code units) when there are at most `radius` of them and at most one for
 * three letters of the longer one, so that short words are not all alike; else null.
 */
export function alikeWithin(a: string, b: string, { radius, swaps }: Apart): number | null {
  const most = Math.min(radius, Math.ceil(Math.max(a.length, b.length) / 3))
  if (Math.abs(a.length - b.length) > most) return null
  // What both begin and end with costs nothing: cities of one country share most of their letters.
  let [start, endA, endB] = [0, a.length, b.length]
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--
    endB--
  }
  const [rows, columns] = [endA - start, endB - start]
  if (rows === 0 || columns === 0) return rows + columns <= most ? rows + columns : null
  if (swaps) return swapsWithin(a.slice(start, endA), b.slice(start, endB), most)
  // Only places within `most` of the diagonal can count; what lies outside is too far.
  const far = most + 1
  let above = row(columns, 0)
  let current = row(columns, 1)
  for (let at = 0; at <= columns; at++) above[at] = Math.min(at, far)
  for (let line = 1; line <= rows; line++) {
    const [from, to] = [Math.max(1, line - most), Math.min(columns, line + most)]
    current[from - 1] = from === 1 ? Math.min(line, far) : far
    let least = far
    const letter = a.charCodeAt(start + line - 1)
    for (let at = from; at <= to; at++) {
      const replaced = (above[at - 1] ?? far) + (letter === b.charCodeAt(start + at - 1) ? 0 : 1)
      const over = at === line + most ? far : (above[at] ?? far) + 1
      const edits = Math.min(replaced, over, (current[at - 1] ?? far) + 1, far)
      current[at] = edits
      if (edits < least) least = edits
    }
    if (least > most) return null
    ;[above, current] = [current, above]
  }
  const edits = above[columns] ?? far
  return edits <= most ? edits : null
}

// Millions of pairs are compared: their lines of work are made once.
const rowsKept = [new Int32Array(256), new Int32Array(256)] as const

function row(columns: number, which: 0 | 1): Int32Array {
  const kept = rowsKept[which]
  return columns < kept.length ? kept : new Int32Array(columns + 1)
}

/** Which letters a text holds, a bit each (of 32 classes). One edit changes at most two bits. */
export function letterBits(form: string): number {
  let bits = 0
  for (let at = 0; at < form.length; at++) bits |= 1 << (form.charCodeAt(at) & 31)
  return bits
}

/** How many bits differ. */
export function bitsApart(a: number, b: number): number {
  let left = a ^ b
  let count = 0
  while (left !== 0) {
    left &= left - 1
    count++
  }
  return count
}

/** The runs of `size` letters in a text; a shorter text is its only one. */
export function blocksOf(form: string, size: number): ReadonlySet<string> {
  const blocks = new Set<string>()
  for (let at = 0; at + size <= form.length; at++) blocks.add(form.slice(at, at + size))
  return blocks.size === 0 ? new Set([form]) : blocks
}

/** Called now and then: lets others work; false when the search has to end with what there is. */
export type Pause = () => Promise<boolean>

/** Texts or pairs between two pauses. */
export const between = 2_000
