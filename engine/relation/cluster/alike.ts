/** A value as distances see it: lower case, without spaces at its ends. */
export const comparedForm = (value: string): string => value.trim().toLowerCase()

/**
 * Edits between two texts (Levenshtein, single code units) when there are at most `radius` of them and at most one for three letters of the longer
 * one, so that short words are not all alike; else null.
 */
export function alikeWithin(a: string, b: string, radius: number): number | null {
  const most = Math.min(radius, Math.ceil(Math.max(a.length, b.length) / 3))
  if (Math.abs(a.length - b.length) > most) return null
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    let least = row
    for (let at = 1; at <= b.length; at++) {
      const replaced = (above[at - 1] ?? 0) + (a.charCodeAt(row - 1) === b.charCodeAt(at - 1) ? 0 : 1)
      const edits = Math.min(replaced, (above[at] ?? 0) + 1, (current[at - 1] ?? 0) + 1)
      current.push(edits)
      least = Math.min(least, edits)
    }
    if (least > most) return null
    above = current
  }
  const edits = above[b.length] ?? 0
  return edits <= most ? edits : null
}

/** The runs of `size` letters in a text; a shorter text is its only one. */
export function blocksOf(form: string, size: number): ReadonlySet<string> {
  const blocks = new Set<string>()
  for (let at = 0; at + size <= form.length; at++) blocks.add(form.slice(at, at + size))
  return blocks.size === 0 ? new Set([form]) : blocks
}

/** Places of texts that share a run of `size` letters, small groups first: they tell most for the least work. */
export function sharedBlocks(forms: readonly string[], size: number): readonly (readonly number[])[] {
  const blocks = new Map<string, number[]>()
  for (const [at, form] of forms.entries())
    for (const block of blocksOf(form, size)) {
      const places = blocks.get(block)
      if (places) places.push(at)
      else blocks.set(block, [at])
    }
  return [...blocks.values()].filter((places) => places.length > 1).toSorted((a, b) => a.length - b.length)
}
