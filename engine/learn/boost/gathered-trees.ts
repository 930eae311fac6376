import type { GrownTree } from './grow-leafwise.ts'
import type { TreeEnsemble } from './tree-ensemble.ts'

type Lists = { -readonly [K in keyof TreeEnsemble]: TreeEnsemble[K] extends readonly (infer U)[] ? U[] : TreeEnsemble[K] }

/** Trees as they are made, put one after the other. */
export interface GatheredTrees {
  readonly trees: TreeEnsemble
  /** `values`: by node, what its leaf adds to a score. `limits`: those between the bins of each column. */
  add(tree: GrownTree, values: ReadonlyMap<number, number>, limits: readonly Float64Array[]): void
}

/** Begins with `first`, or with none. `levels`: those of each column (TreeEnsemble). */
export function gatheredTrees(levels: readonly number[], first: TreeEnsemble | null): GatheredTrees {
  const trees: Lists = {
    start: [...(first?.start ?? [])],
    feature: [...(first?.feature ?? [])],
    threshold: [...(first?.threshold ?? [])],
    missingLeft: [...(first?.missingLeft ?? [])],
    left: [...(first?.left ?? [])],
    right: [...(first?.right ?? [])],
    value: [...(first?.value ?? [])],
    gain: [...(first?.gain ?? [])],
    sets: [...(first?.sets ?? [])],
    levels: [...levels],
  }
  return {
    trees,
    add(tree, values, limits) {
      const at = trees.feature.length
      tree.feature.forEach((feature, node) => {
        const set = tree.sets.get(node)
        // The last place of all divides what is known from what is missing.
        trees.threshold.push(feature < 0 ? 0 : set ? trees.sets.length : (limits[feature]?.[tree.lastBin[node]!] ?? Number.MAX_VALUE))
        trees.missingLeft.push(set ? (hasBin(set, 255) ? 1 : 0) : tree.missingLeft[node]!)
        if (set) trees.sets.push(Array.from({ length: 255 }, (_, bin) => bin).filter((bin) => hasBin(set, bin)))
        trees.feature.push(feature)
        trees.left.push(feature < 0 ? 0 : at + tree.left[node]!)
        trees.right.push(feature < 0 ? 0 : at + tree.right[node]!)
        trees.gain.push(tree.gain[node]!)
        trees.value.push(values.get(node) ?? 0)
      })
      trees.start.push(at)
    },
  }
}

const hasBin = (set: Uint8Array, bin: number): boolean => ((set[bin >> 3]! >> (bin & 7)) & 1) === 1

/** The first `count` of the trees. */
export function firstTrees(trees: TreeEnsemble, count: number): TreeEnsemble {
  const end = trees.start[count] ?? trees.feature.length
  const first = (list: readonly number[]) => list.slice(0, end)
  return {
    ...trees,
    start: trees.start.slice(0, count),
    feature: first(trees.feature),
    threshold: first(trees.threshold),
    missingLeft: first(trees.missingLeft),
    left: first(trees.left),
    right: first(trees.right),
    value: first(trees.value),
    gain: first(trees.gain),
  }
}
