import type { Matrix } from '../matrix.ts'
import type { Random } from '../random.ts'

/**
 * Centres far from each other: each next row drawn by its squared distance from the nearest one so far, the best of a few draws (greedy
 * k-means++, Arthur and Vassilvitskii 2007; 2 + log k draws as scikit-learn). Gives places of rows, fewer where rows repeat.
 */
export function seedCentres(x: Matrix, count: number, random: Random): readonly number[] {
  const chosen = [random.below(x.rows)]
  let nearest = distancesFrom(x, chosen[0]!)
  const draws = 2 + Math.floor(Math.log(count))
  while (chosen.length < count) {
    let total = 0
    for (const distance of nearest) total += distance
    if (total === 0) break
    let best: { readonly place: number; readonly left: number; readonly nearest: Float64Array } | undefined
    for (let draw = 0; draw < draws; draw++) {
      const place = placeAt(nearest, random.next() * total)
      const reached = distancesFrom(x, place)
      let left = 0
      for (let i = 0; i < reached.length; i++) {
        if (nearest[i]! < reached[i]!) reached[i] = nearest[i]!
        left += reached[i]!
      }
      if (!best || left < best.left) best = { place, left, nearest: reached }
    }
    if (!best) break
    chosen.push(best.place)
    nearest = best.nearest
  }
  return chosen
}

/** The first place where the sum up to it is more than `share`. */
function placeAt(weights: Float64Array, share: number): number {
  let left = share
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i]!
    if (left < 0) return i
  }
  return weights.findLastIndex((weight) => weight > 0)
}

function distancesFrom({ rows, columns }: Matrix, place: number): Float64Array {
  const found = new Float64Array(rows)
  for (const column of columns) {
    const at = column[place]!
    for (let i = 0; i < rows; i++) {
      const away = column[i]! - at
      found[i]! += away * away
    }
  }
  return found
}
