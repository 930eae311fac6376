import { between, type Apart, type Pause } from './alike.ts'

/** Texts are parted into as many pieces as may differ, and one: of two that are close enough, one piece is the same in both. */
const piecesOf = ({ radius }: Apart) => radius + 1

/** Two letters that changed places may stand on both sides of a border: with `swaps` a letter between pieces belongs to none. */
const gapOf = ({ swaps }: Apart) => (swaps ? 1 : 0)

/** Texts from this length on are found by pieces: each of these has at least `block` letters. */
export const shortestPieced = (rule: Apart & { readonly block: number }): number => (rule.block + gapOf(rule)) * piecesOf(rule)

interface Piece {
  readonly from: number
  readonly size: number
  /** The texts of one length by their letters there. */
  readonly places: Map<string, number[]>
}

function emptyPieces(length: number, rule: Apart): readonly Piece[] {
  const count = piecesOf(rule)
  return Array.from({ length: count }, (_, at) => {
    const from = Math.floor((at * length) / count)
    const end = Math.floor(((at + 1) * length) / count)
    return { from, size: end - from - gapOf(rule), places: new Map() }
  })
}

export interface PieceIndex {
  add(form: string, at: number): void
  /**
   * Hands the texts of the index that may be within the radius of this one to `meet`, some of them several times, and says how many. `longest`:
   * longer texts are left out.
   */
  near(form: string, longest: number, meet: (at: number) => void): number
}

/**
 * Texts by their pieces: of two that are close, a piece of the indexed one stands in the other, moved by no more than the letters that were added or
 * removed before it (Li, Deng, Wang and Feng 2011).
 */
export function pieceIndex(rule: Apart): PieceIndex {
  const byLength = new Map<number, readonly Piece[]>()
  return {
    add(form, at) {
      const pieces = byLength.get(form.length) ?? emptyPieces(form.length, rule)
      byLength.set(form.length, pieces)
      for (const { from, size, places } of pieces) {
        const letters = form.slice(from, from + size)
        const same = places.get(letters)
        if (same) same.push(at)
        else places.set(letters, [at])
      }
    },
    near(form, longest, meet) {
      let met = 0
      for (let length = form.length - rule.radius; length <= Math.min(longest, form.length + rule.radius); length++) {
        const longer = form.length - length
        const [back, on] = [(rule.radius - longer) >> 1, (rule.radius + longer) >> 1]
        for (const { from, size, places } of byLength.get(length) ?? [])
          for (let start = Math.max(0, from - back); start <= Math.min(form.length - size, from + on); start++)
            for (const other of places.get(form.slice(start, start + size)) ?? []) {
              met++
              meet(other)
            }
      }
      return met
    },
  }
}

/** Hands all pairs of texts that may be close to `meet`, both at least as long as `shortestPieced`. False when `pause` ended it. */
export async function pairsByPieces(
  forms: readonly string[],
  rule: Apart & { readonly block: number },
  meet: (first: number, second: number) => void,
  pause: Pause,
): Promise<boolean> {
  const least = shortestPieced(rule)
  const lengthAt = (at: number) => forms[at]?.length ?? 0
  const byLength = forms.flatMap((form, at) => (form.length >= least ? [at] : [])).toSorted((a, b) => lengthAt(a) - lengthAt(b))
  const index = pieceIndex(rule)
  let met = 0
  for (const at of byLength) {
    const form = forms[at] ?? ''
    // Looking up costs as much as some pairs. Longer texts will meet this one later.
    met += 20 + index.near(form, form.length, (other) => meet(other, at))
    index.add(form, at)
    if (met < 10 * between) continue
    met = 0
    if (!(await pause())) return false
  }
  return true
}
