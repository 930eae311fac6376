function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

/** Fewest insertions, deletions and changes between two texts (Levenshtein). */
function distance(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    last = row
  }
  return last[b.length] ?? Infinity
}

/** The name that a missing one most likely became: at most a third of its letters differ. Undefined when none is near. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const wanted = fold(name)
  if (wanted === '' || wanted.length > 80) return undefined
  let best: string | undefined
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of names) {
    const folded = fold(candidate)
    if (folded === wanted) return candidate
    if (Math.abs(folded.length - wanted.length) >= least) continue
    const far = distance(wanted, folded)
    if (far < least) {
      least = far
      best = candidate
    }
  }
  return best
}
