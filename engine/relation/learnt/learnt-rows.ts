// What a node has learnt as kept rows, or as trees: too many numbers for a formula, so one function of nodes alone (functions/learnt.ts) answers by them.

/** Numbers of a row by position; null is missing. Rows have been brought to a common scale, with 0 near their middle. */
export type LearntRow = readonly (number | null)[]

/**
 * Values of the nearest kept rows. Distances leave out what either side lacks and are scaled up for it (as nan_euclidean_distances of
 * scikit-learn). Rows as near as the last neighbour share its place, so that no order of rows decides.
 */
export interface NearestValues {
  readonly kind: 'nearest'
  /** What each coordinate counts for where some are missing: 1, or less for those that stand for one column together. */
  readonly counts: readonly number[]
  readonly rows: readonly LearntRow[]
  readonly neighbours: number
  /** `distance`: nearer rows count more, by 1 over their distance. */
  readonly weights: 'equal' | 'distance'
  /** No answer where the last of the neighbours is farther. */
  readonly within?: number
  /** One answer each: values by row, null where the row knows none. `classes` above 0: values are 1 to so many, and the most frequent wins. */
  readonly answers: readonly { readonly values: LearntRow; readonly classes: number }[]
}

/** Local outlier factor (Breunig and others 2000): how much thinner the rows stand around a row than around its neighbours. */
export interface OutlierFactor {
  readonly kind: 'factor'
  readonly metric: Metric
  readonly rows: readonly (readonly number[])[]
  readonly neighbours: number
  /** For each kept row the distance of its last neighbour, and how dense the rows stand around it. */
  readonly radii: readonly number[]
  readonly densities: readonly number[]
}

/** The sum over the kept rows of weight · exp(-gamma · squared distance). */
export interface KernelSum {
  readonly kind: 'kernel'
  readonly rows: readonly (readonly number[])[]
  readonly weights: readonly number[]
  readonly gamma: number
}

/** A leaf: how many cuts lead there, and as many as its rows would still need. A cut: the column, the place; smaller values go to the first side. */
export type IsolationTree = number | readonly [column: number, at: number, below: IsolationTree, rest: IsolationTree]

/** How soon random cuts set a row apart (Liu, Ting and Zhou 2008). */
export interface IsolationForest {
  readonly trees: readonly IsolationTree[]
  /** The cuts that a row needs on average among as many rows as each tree has seen. */
  readonly usual: number
}

/** The score of an isolation forest over rows of so many numbers. */
export interface LearntForest extends IsolationForest {
  readonly kind: 'forest'
  readonly width: number
}

export type Metric = 'euclidean' | 'manhattan'

export type LearntRows = NearestValues | OutlierFactor | KernelSum | LearntForest

/** Numbers beyond this are taken for missing: their squares would end beyond all numbers. */
export const farthest = 1e100
/** Rows nearer than this meet, and distances that differ by less are equal, as a part of them and as such: what is left is rounding. */
export const meeting = 1e-6

/** What `JSON.stringify` wrote of learnt rows. */
export function readLearntRows(text: string): LearntRows {
  const parsed = JSON.parse(text) as LearntRows
  if (!['nearest', 'factor', 'kernel', 'forest'].includes(parsed.kind))
    throw new Error(`learnt rows of an unknown kind: ${String(parsed.kind)}`)
  return parsed
}

/** How many numbers of a row are asked: its coordinates, and for nearest values one for each answer, missing where none is wanted. */
export function askedWidth(learnt: LearntRows): number {
  if (learnt.kind === 'forest') return learnt.width
  return learnt.kind === 'nearest' ? learnt.counts.length + learnt.answers.length : (learnt.rows[0]?.length ?? 0)
}
