import { between, blocksOf, type Apart, type Pause } from './alike.ts'
import { shortestPieced } from './shared-pieces.ts'

/**
 * Hands all pairs of texts that share a run of `block` letters and whose lengths differ by no more than the radius to `meet`, some of them several
 * times; one of them at least is shorter than `shortestPieced`. Small groups come first: they tell most for the least work. False when `pause`
 * ended it.
 */
export async function pairsByBlocks(
  forms: readonly string[],
  rule: Apart & { readonly block: number },
  meet: (first: number, second: number) => void,
  pause: Pause,
): Promise<boolean> {
  const least = shortestPieced(rule)
  const lengths = Int32Array.from(forms, (form) => form.length)
  const short = forms.flatMap((form, at) => (form.length < least + rule.radius ? [at] : []))
  const byLength = short.toSorted((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0))
  const blocks = new Map<string, number[]>()
  for (const [turn, at] of byLength.entries()) {
    if (turn % between === between - 1 && !(await pause())) return false
    for (const block of blocksOf(forms[at] ?? '', rule.block)) {
      const places = blocks.get(block)
      if (places) places.push(at)
      else blocks.set(block, [at])
    }
  }
  let met = 0
  for (const block of [...blocks.values()].filter((places) => places.length > 1).toSorted((a, b) => a.length - b.length))
    for (const [place, first] of block.entries()) {
      const length = lengths[first] ?? 0
      if (length >= least) break
      for (let at = place + 1; at < block.length; at++) {
        const second = block[at] ?? first
        // A group is ordered by length: the rest is longer still.
        if ((lengths[second] ?? 0) > length + rule.radius) break
        if (++met % (10 * between) === 0 && !(await pause())) return false
        meet(first, second)
      }
    }
  return true
}
