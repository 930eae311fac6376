import type { Crew } from '../../kernels/crew.ts'
import { leafMark, packRule, setBytes, type PackedForest } from './packed-forest.ts'
import { widthOf, type ForestShape, type TreePlaces } from './place-forest.ts'

interface Gathered {
  /** Taken away from the targets before. */
  readonly centre: number
  readonly levels: readonly number[]
}

/** Trees taken out of the memory of kernels, packed. */
export class ForestGatherer {
  private readonly shape: ForestShape
  private readonly centre: number
  private readonly levels: readonly number[]
  private readonly starts: number[] = []
  private readonly nodes: Uint32Array[] = []
  private readonly values: Float64Array[] = []
  private readonly sets: Uint8Array[] = []
  private readonly shares: Float64Array
  private nodeCount = 0
  private leafCount = 0
  private setCount = 0

  constructor(shape: ForestShape, { centre, levels }: Gathered) {
    this.shape = shape
    this.centre = centre
    this.levels = levels
    this.shares = new Float64Array(shape.features)
  }

  /** Of the packed trees. */
  get bytes(): number {
    return this.nodeCount * 8 + this.leafCount * widthOf(this.shape.classes) * 4 + this.setCount
  }

  add({ memory: { buffer } }: Crew, places: TreePlaces, count: number): void {
    const { features, classes } = this.shape
    const raw = new Int32Array(buffer, places.nodes, count * 4)
    const nodes = new Uint32Array(count * 2)
    for (let node = 0; node < count; node++) {
      const feature = raw[4 * node]!
      const rule = raw[4 * node + 1]!
      nodes[2 * node] = feature < 0 ? packRule(leafMark, 0, false) : packRule(feature, rule & 255, (rule & 256) !== 0)
      nodes[2 * node + 1] = raw[4 * node + 2]! + (feature < 0 ? this.leafCount : 0)
    }
    this.addSets(new Uint8Array(buffer), raw, places.sets)
    const leaves = (count + 1) / 2
    const gains = new Float64Array(buffer, places.gains, features)
    const total = gains.reduce((sum, gain) => sum + Math.max(0, gain), 0)
    for (let at = 0; at < features; at++) this.shares[at]! += total > 0 ? Math.max(0, gains[at]!) / total : 0
    this.starts.push(this.nodeCount)
    this.nodes.push(nodes)
    this.values.push(new Float64Array(buffer, places.values, leaves * widthOf(classes)).slice())
    this.nodeCount += count
    this.leafCount += leaves
  }

  /** The bytes of the sets of a tree, as long as the levels of their columns ask for. */
  private addSets(bytes: Uint8Array, raw: Int32Array, at: number): void {
    const asked: number[] = []
    for (let node = 0; node < raw.length; node += 4) if ((this.levels[raw[node]!] ?? 0) > 0) asked.push(node)
    const lengths = asked.map((node) => setBytes(this.levels[raw[node]!]!))
    const own = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
    let to = 0
    asked.forEach((node, place) => {
      const length = lengths[place]!
      own.set(bytes.subarray(at + raw[node + 3]! * 32, at + raw[node + 3]! * 32 + length), to)
      // Levels that are not there follow the larger side too: nobody asks for them.
      const rest = this.levels[raw[node]!]! & 7
      if (rest > 0) own[to + length - 1]! &= (1 << rest) - 1
      to += length
    })
    this.sets.push(own)
    this.setCount += own.length
  }

  made(limits: readonly Float64Array[]): { readonly forest: PackedForest; readonly importance: readonly number[] } {
    const width = widthOf(this.shape.classes)
    const nodes = new Uint32Array(this.nodeCount * 2)
    let at = 0
    for (const some of this.nodes) {
      nodes.set(some, at)
      at += some.length
    }
    const isNumber = this.shape.classes === 0
    const values = isNumber ? new Float64Array(this.leafCount) : new Float32Array(this.leafCount * width)
    at = 0
    for (const some of this.values) {
      values.set(isNumber ? some.map((value) => value + this.centre) : some, at)
      at += some.length
    }
    const total = this.shares.reduce((sum, share) => sum + share, 0)
    return {
      forest: { starts: this.starts, nodes, width, values, limits, levels: this.levels, sets: joined(this.sets) },
      importance: Array.from(this.shares, (share) => (total > 0 ? share / total : 0)),
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
