import type { Evaluation } from '../../../engine/protocol/artifact.ts'

/** The normal curve with the quartiles of these quantiles: few large errors do not bend it. */
export function normalLine(points: NonNullable<Evaluation['residualQuantiles']>): { readonly middle: number; readonly spread: number } {
  const at = (share: number) => points[Math.round(share * (points.length + 1)) - 1] ?? { normal: 0, residual: 0 }
  const [low, high] = [at(0.25), at(0.75)]
  const width = high.normal - low.normal
  return { middle: (low.residual + high.residual) / 2, spread: width > 0 ? (high.residual - low.residual) / width : 0 }
}

/** Height of the normal curve at a place, as a density. */
export function normalDensity({ middle, spread }: { readonly middle: number; readonly spread: number }, at: number): number {
  return spread > 0 ? Math.exp(-0.5 * ((at - middle) / spread) ** 2) / (spread * Math.sqrt(2 * Math.PI)) : 0
}
