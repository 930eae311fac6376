export type GainView = 'gain' | 'lift' | 'response'

interface Gain {
  readonly points: readonly (readonly [number, number])[]
  readonly base: number
}

/**
 * The curve of cumulative gain as lift (found over called: 1 is chance) or as response (share of the class among the rows called). Both begin with the
 * first rows that are called: of none there is no share.
 */
export function responseOf({ points, base }: Gain, view: GainView): readonly (readonly [number, number])[] {
  if (view === 'gain') return points
  return points.flatMap(([x, y]) => (x > 0 ? [[x, (y / x) * (view === 'lift' ? 1 : base)] as const] : []))
}
