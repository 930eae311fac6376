// The rows nearest to points, by products of matrices. Rows and points carry one number more, -|r|²/2 and 1, so that the product of both is largest
// where the distance is least.
import { gemm } from './gemm'

const batch: i32 = 128

/** Puts a row in the place of the least of a heap, which it is above. */
function replaceLeast(scores: usize, places: usize, keep: i32, score: f32, place: i32): void {
  let at = 0
  for (;;) {
    let down = 2 * at + 1
    if (down >= keep) break
    let least = load<f32>(scores + (<usize>down << 2))
    if (down + 1 < keep) {
      const other = load<f32>(scores + (<usize>(down + 1) << 2))
      if (other < least) {
        least = other
        down++
      }
    }
    if (least >= score) break
    store<f32>(scores + (<usize>at << 2), least)
    store<i32>(places + (<usize>at << 2), load<i32>(places + (<usize>down << 2)))
    at = down
  }
  store<f32>(scores + (<usize>at << 2), score)
  store<i32>(places + (<usize>at << 2), place)
}

/** Offers the products `line` of a point with rows from `first` on. */
function offer(line: usize, some: i32, first: i32, scores: usize, places: usize, keep: i32): void {
  let least = load<f32>(scores)
  let bar = f32x4.splat(least)
  for (let j = 0; j < some; j += 4) {
    if (!v128.any_true(f32x4.gt(v128.load(line + (<usize>j << 2)), bar))) continue
    const end = min(some, j + 4)
    for (let i = j; i < end; i++) {
      const score = load<f32>(line + (<usize>i << 2))
      if (score <= least) continue
      replaceLeast(scores, places, keep, score, first + i)
      least = load<f32>(scores)
    }
    bar = f32x4.splat(least)
  }
}

/**
 * For each of `count` points (at most 256) the `keep` rows with the largest products, as a heap with the least on top: `scores` (f32) and `places`
 * (i32), `keep` of each a point. Places are -1 where there are fewer rows. Points and rows lie one after the other, `depth` floats each.
 * `room`: that of gemm, behind it 128 KiB.
 */
export function nearestRows(
  points: usize, count: i32, rows: usize, rowCount: i32, depth: i32, keep: i32, scores: usize, places: usize, room: usize, gemmBytes: i32,
): void {
  const products = room + <usize>gemmBytes
  for (let at = 0; at < count * keep; at++) {
    store<f32>(scores + (<usize>at << 2), -f32.MAX_VALUE)
    store<i32>(places + (<usize>at << 2), -1)
  }
  for (let first = 0; first < rowCount; first += batch) {
    const some = min(batch, rowCount - first)
    gemm(points, rows + ((<usize>first * <usize>depth) << 2), products, count, some, depth, depth, depth, batch, 2, room)
    for (let point = 0; point < count; point++) {
      const own = (<usize>point * <usize>keep) << 2
      offer(products + ((<usize>point * <usize>batch) << 2), some, first, scores + own, places + own, keep)
    }
  }
}
