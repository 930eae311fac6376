// What a model's features looked like in training, and how live rows differ from that: profiles, counters, distances, noise floors. Pure.

/** Everything a comparison needs of a numeric column; its size does not depend on the rows. */
export interface NumberProfile {
  readonly kind: 'number'
  readonly name: string
  readonly rows: number
  readonly missing: number
  /** Of the finite values; 0 when there are none. */
  readonly mean: number
  readonly deviation: number
  readonly min: number
  readonly max: number
  /** Largest value of each bin but the last, rising: up to 99, at quantiles of the reference, or at its distinct values. */
  readonly edges: readonly number[]
  /** Rows per bin, one more than edges; empty when every value is missing. */
  readonly counts: readonly number[]
  /** Mean value of each bin. */
  readonly centres: readonly number[]
}

export interface CategoryProfile {
  readonly kind: 'category'
  readonly name: string
  readonly rows: number
  readonly missing: number
  /** The commonest levels, by falling count. */
  readonly levels: readonly string[]
  readonly counts: readonly number[]
  /** Rows of all rarer levels. 0: every level is listed, and another one is new. */
  readonly other: number
}

export type FeatureProfile = NumberProfile | CategoryProfile

/** The reference of a model: one entry per feature, and one for its score when that is to be watched too. */
export interface ReferenceProfile {
  readonly format: 'millrace/profile'
  readonly version: 1
  readonly rows: number
  readonly features: readonly FeatureProfile[]
}
