import { roomFrom } from '../../kernels/crew.ts'
import { createArena, type Arena } from '../boost/arena.ts'
import { placeLimits, type LimitPlaces } from '../boost/bin-limits.ts'
import { placeBinnedColumns, type ColumnPlaces } from '../tree/binned-columns.ts'
import type { NeedsOf } from '../training-bytes.ts'
import type { ForestOptions } from './forest-options.ts'

/** What one worker needs to grow a tree. */
export interface TreePlaces {
  readonly counts: number
  readonly random: number
  readonly work: number
  readonly nodes: number
  readonly values: number
  readonly gains: number
  readonly room: number
  /** 0 where all columns are numbers. */
  readonly sets: number
}

export interface ForestPlaces {
  readonly binned: ColumnPlaces
  readonly limits: LimitPlaces
  readonly plan: number
  readonly targets: number
  readonly weights: number
  readonly middles: number
  /** A byte for each column: 1 for levels. */
  readonly kinds: number
  readonly trees: readonly TreePlaces[]
  /** Sums and numbers of answers of trees that have not seen a row. */
  readonly unseen: { readonly sums: number; readonly votes: number }
}

export interface ForestShape {
  readonly rows: number
  readonly features: number
  /** 0 for a number. */
  readonly classes: number
  /** Whether a column is one of levels. */
  readonly hasLevels: boolean
}

/** Sums of a node: of each class, or of weights and weighted values. */
export const sumsOf = (classes: number): number => (classes > 0 ? classes : 2)
/** Numbers that a leaf answers with: the class shares but the last, or the value. */
export const widthOf = (classes: number): number => (classes > 0 ? classes - 1 : 1)

type Settings = Pick<ForestOptions, 'trees' | 'minLeaf' | 'maxDepth' | 'bootstrap' | 'crews'>

/** Most leaves of one tree. */
const mostLeaves = (rows: number, { minLeaf, maxDepth }: Pick<Settings, 'minLeaf' | 'maxDepth'>): number =>
  Math.max(1, Math.min(Math.floor(rows / minLeaf), 2 ** (maxDepth ?? 64)))

/** Takes all the room that a forest needs. */
export function placeForest(arena: Arena, { rows, features, classes, hasLevels }: ForestShape, settings: Settings): ForestPlaces {
  const { bootstrap, crews } = settings
  const [sums, width] = [sumsOf(classes), widthOf(classes)]
  const leaves = mostLeaves(rows, settings)
  return {
    binned: placeBinnedColumns(arena, { rows, features }, crews.size),
    limits: placeLimits(arena, rows, crews.size),
    plan: arena.take(128),
    targets: arena.take(rows * 8),
    weights: arena.take(rows * 8),
    middles: arena.take(features * 2048),
    kinds: arena.take(features),
    trees: Array.from({ length: Math.min(crews.size, settings.trees) }, () => ({
      counts: arena.take(rows),
      random: arena.take(8),
      work: arena.take(rows * 16),
      nodes: arena.take(2 * leaves * 16),
      values: arena.take(leaves * width * 8),
      gains: arena.take(features * 8),
      room: arena.take(features * 4 + (sums + 1) * 259 * 8 + rows * 16 + 4_112),
      sets: hasLevels ? arena.take(leaves * 32) : 0,
    })),
    unseen: bootstrap ? { sums: arena.take(rows * width * 8), votes: arena.take(rows * 4) } : { sums: 0, votes: 0 },
  }
}

/**
 * What a forest needs beside the matrix: bins, a tree at work for each worker; the trees, as a guess: half of the leaves that could be, kept and as text.
 * Some of the columns may be levels.
 */
export function forestNeeds(outputs: number, settings: Settings): NeedsOf {
  const classes = outputs > 1 ? outputs : 0
  return (rows, features) => {
    const arena = createArena(roomFrom)
    placeForest(arena, { rows, features, classes, hasLevels: true }, settings)
    const leaves = (mostLeaves(rows, settings) * (settings.bootstrap ? 0.63 : 1)) / 2
    return { kernels: arena.bytes, beside: rows * 16 + settings.trees * leaves * (16 + 4 * widthOf(classes)) * 2.5 }
  }
}
