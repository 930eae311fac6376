// Who gets which outcome, how often it is right, and how sure that is: fairness of a two-class decision between groups. Pure.

import { lengthMismatch } from '../learn/check-training.ts'

/** The group of each row as a position in `names`; -1 where it is not known. */
export interface Groups {
  readonly codes: Int32Array
  readonly names: readonly string[]
}

/** The name under which rows of no known group are shown: they are people too, and must not vanish from the totals. */
const unknownGroup = '?'

/** Rows of unknown group as a group of their own, at the end. */
export function withUnknown(groups: Groups): Groups {
  if (!groups.codes.includes(-1)) return groups
  const last = groups.names.length
  return { codes: groups.codes.map((code) => (code === -1 ? last : code)), names: [...groups.names, unknownGroup] }
}

/** Every combination of two groupings that occurs, ordered by the first, then by the second: "women, under 25". */
export function crossedGroups(first: Groups, second: Groups): Groups {
  const [a, b] = [withUnknown(first), withUnknown(second)]
  if (a.codes.length !== b.codes.length) throw lengthMismatch('group', b.codes.length, a.codes.length)
  const width = b.names.length
  const cells = a.codes.map((code, i) => code * width + b.codes[i]!)
  const present = [...new Set(cells)].toSorted((x, y) => x - y)
  const place = new Map(present.map((cell, at) => [cell, at]))
  return {
    codes: cells.map((cell) => place.get(cell)!),
    names: present.map((cell) => `${a.names[Math.floor(cell / width)]!}, ${b.names[cell % width]!}`),
  }
}
