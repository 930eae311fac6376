// Which of the limits of a column a value can lie between is told by its bucket, a stretch of the line between the first limit and the last one; only
// those inside the bucket are compared.

/** Bytes of a ruler, as engine/kernels/assembly/row-bytes.ts reads it. */
export const rulerBytes = 5_248
const limitsAt = 64
const countsAt = 4_160
const buckets = 1_024

/** Writes it at an address. `limits`: at most 254, ascending. */
export function writeRuler(buffer: ArrayBufferLike, at: number, limits: Float64Array): void {
  const { scale, offset } = scaleOf(limits)
  const own = Array.from(limits, (limit) => bucketOf(limit, scale, offset))
  const inside = new Uint8Array(buckets)
  own.forEach((bucket) => inside[bucket]!++)
  const most = inside.reduce((found, count) => Math.max(found, count), 0)
  new Float64Array(buffer, at, 2).set([scale, offset])
  new Int32Array(buffer, at + 16, 1)[0] = Math.ceil(Math.log2(most + 1))
  new Float64Array(buffer, at + limitsAt, 512).fill(Number.POSITIVE_INFINITY).set(limits)
  const counts = new Uint8Array(buffer, at + countsAt, buckets + 1)
  let before = 0
  inside.forEach((count, bucket) => {
    // Without a scale an infinite value has no certain bucket.
    counts[bucket] = scale === 0 ? 0 : before
    before += count
  })
  counts[buckets] = 255
}

/** Those of the buckets; 0 for one bucket, where limits lie too close together or too far apart for more. */
function scaleOf(limits: Float64Array): { readonly scale: number; readonly offset: number } {
  const [first = 0, last = 0] = [limits[0], limits.at(-1)]
  const scale = (buckets - 1) / (last - first)
  const offset = -first * scale
  return Number.isFinite(scale) && Number.isFinite(offset) ? { scale, offset } : { scale: 0, offset: 0 }
}

/** To the bit as the kernel computes it. Never falls with the value, so that limits of buckets below lie below, and those of buckets above do not. */
function bucketOf(value: number, scale: number, offset: number): number {
  return Math.max(0, Math.min(buckets - 1, value * scale + offset)) + 2 ** 52 - 2 ** 52
}
