import { expect, it } from 'vitest'
import { boostedTreesClassifier } from '../boosted-trees.ts'
import { quietControl } from '../estimator.ts'
import { readGolden } from '../golden/read-golden.ts'

/** From the root, left before right: a column and how many rows go left and right, or what a leaf adds. */
type Grown = readonly (readonly number[])[]

interface Golden {
  /** Bytes, and of the target bits, as base64. */
  readonly columns: readonly string[]
  readonly y: string
  readonly start: number
  readonly trees: readonly Grown[]
}

const golden = readGolden<Golden>(import.meta.url, '../golden/boosted_splits.json')
const bytesOf = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
const columns = golden.columns.map((text) => Float64Array.from(bytesOf(text)))
const rows = columns[0]!.length
const bits = bytesOf(golden.y)
const y = Float64Array.from({ length: rows }, (_, row) => (bits[row >> 3]! >> (row & 7)) & 1)

/** What a model has kept of its trees, as far as numbers without missing ones need it. */
interface Trees {
  readonly start: readonly number[]
  readonly starts: readonly number[]
  readonly feature: readonly number[]
  readonly threshold: readonly number[]
  readonly left: readonly number[]
  readonly right: readonly number[]
  readonly value: readonly number[]
}

function grownFrom(trees: Trees, node: number, own: readonly number[]): Grown {
  const feature = trees.feature[node]!
  if (feature < 0) return [[trees.value[node]!]]
  const goesLeft = (row: number) => columns[feature]![row]! <= trees.threshold[node]!
  const left = own.filter(goesLeft)
  const right = own.filter((row) => !goesLeft(row))
  return [
    [feature, left.length, right.length],
    ...grownFrom(trees, trees.left[node]!, left),
    ...grownFrom(trees, trees.right[node]!, right),
  ]
}

const isSplit = (node: readonly number[]) => node.length === 3

it.each([1, 2, 3])('splits as LightGBM does, node by node, however gradients are rounded: seed %i', async (seed) => {
  const x = { rows, columns, names: columns.map((_, at) => `x${at}`) }
  const options = { seed, classes: ['no', 'yes'], trees: golden.trees.length }
  const model = await boostedTreesClassifier.fit(x, y, options, quietControl)
  const trees = model.toJSON() as unknown as Trees
  const all = Array.from({ length: rows }, (_, row) => row)
  const grown = trees.starts.map((start) => grownFrom(trees, start, all))
  expect(trees.start[0]).toBeCloseTo(golden.start, 7)
  expect(grown.map((tree) => tree.filter(isSplit))).toEqual(golden.trees.map((tree) => tree.filter(isSplit)))
  // A leaf of 20 rows hangs on 20 gradients, each rounded to a 32,000th.
  const leaves = (some: readonly Grown[]) => some.flat().flatMap((node) => (isSplit(node) ? [] : node))
  const expected = leaves(golden.trees)
  const off = leaves(grown).map((value, leaf) => Math.abs(value - expected[leaf]!))
  expect(Math.max(...off)).toBeLessThan(1e-5)
})
