import type { WalkableTrees } from '../tree/walk-rows.ts'
import type { TreeShapes } from './training-record.ts'

type Trees = Pick<WalkableTrees, 'starts' | 'nodes' | 'feature' | 'left'> & {
  /** Just after the left side where nothing is said. */
  readonly right?: (node: number) => number
}

/** Levels and leaves of trees, whose nodes come after their parents. `averaged`: see TreeShapes. */
export function treeShapes({ starts, nodes, feature, left, right = (node) => left(node) + 1 }: Trees, averaged = false): TreeShapes {
  const level = new Uint32Array(nodes)
  let deepest = 0
  let mostLeaves = 0
  let stumps = 0
  starts.forEach((start, tree) => {
    const end = starts[tree + 1] ?? nodes
    let leaves = 0
    for (let node = start; node < end; node++) {
      if (feature(node) < 0) {
        leaves++
        deepest = Math.max(deepest, level[node]!)
        continue
      }
      level[left(node)] = level[node]! + 1
      level[right(node)] = level[node]! + 1
    }
    mostLeaves = Math.max(mostLeaves, leaves)
    if (leaves <= 1) stumps++
  })
  return { count: starts.length, deepest, mostLeaves, stumps, ...(averaged && { averaged: true as const }) }
}
