import { isRecord } from '../read-model-json.ts'
import type { TreeShapes } from './training-record.ts'

/** Levels and leaves of the trees in a model's JSON; null when it has none. Children stand behind their parent. */
export function treeShapes(json: unknown): TreeShapes | null {
  const lists = isRecord(json) ? json : {}
  const [feature, left, right] = ['feature', 'left', 'right'].map((field) => lists[field])
  if (!isNumbers(feature) || !isNumbers(left) || !isNumbers(right)) return null
  const starts = isNumbers(lists['starts']) ? lists['starts'] : [0]
  let deepest = 0
  let mostLeaves = 0
  let stumps = 0
  const level = new Int32Array(feature.length)
  starts.forEach((start, tree) => {
    const end = starts[tree + 1] ?? feature.length
    let leaves = 0
    for (let node = start; node < end; node++) {
      if (feature[node]! < 0) {
        leaves++
        deepest = Math.max(deepest, level[node]!)
      } else for (const child of [left[node]!, right[node]!]) level[child] = level[node]! + 1
    }
    mostLeaves = Math.max(mostLeaves, leaves)
    if (leaves <= 1) stumps++
  })
  return { count: starts.length, deepest, mostLeaves, stumps }
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number')
}
