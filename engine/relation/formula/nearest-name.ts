import { foldName } from './tokens.ts'

/** Fewest insertions, deletions, changes and swaps of neighbours between two short texts; more than `most` counts as `most + 1`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    if (Math.min(...row) > most) return most + 1
    beforeLast = last
    last = row
  }
  return last[b.length] ?? most + 1
}

/** The one of these names that was probably meant, or undefined when none is near. Case and accents count for nothing. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  const wanted = foldName(name)
  // Long names cannot be typed wrong in most of their letters, and comparing them costs the product of their lengths.
  if (wanted.length > 80) return undefined
  let most = Math.max(1, Math.floor(wanted.length / 3))
  let best: string | undefined
  for (const candidate of names) {
    const folded = foldName(candidate)
    if (folded === wanted) return candidate
    const far = distance(wanted, folded, most)
    if (far <= most && far < wanted.length) {
      best = candidate
      most = far - 1
    }
  }
  return best
}
