/** Groups neighbouring bins into at most `most` of about equal reference counts: for each fine bin the group it belongs to. */
export function coarseGroups(counts: readonly number[], most = 10): Int32Array {
  const groups = new Int32Array(counts.length)
  let left = counts.reduce((sum, count) => sum + count, 0)
  let group = 0
  let own = 0
  counts.forEach((count, bin) => {
    groups[bin] = group
    own += count
    const binsAfter = counts.length - 1 - bin
    const room = most - group
    if (binsAfter > 0 && room > 1 && (own >= left / room || binsAfter < room)) {
      left -= own
      own = 0
      group++
    }
  })
  return groups
}

/** Sums of fine counts by group. */
export function grouped(counts: ArrayLike<number>, groups: Int32Array): Float64Array {
  const sums = new Float64Array((groups.at(-1) ?? 0) + 1)
  for (let bin = 0; bin < groups.length; bin++) sums[groups[bin]!]! += counts[bin]!
  return sums
}
