import type { ClusterRule, FoundCluster } from '../../protocol/cluster.ts'
import { alikeWithin, between, bitsApart, comparedForm, letterBits, type Pause } from './alike.ts'
import { keysOf } from './key-of.ts'
import { pairsByBlocks } from './shared-blocks.ts'
import { pairsByPieces } from './shared-pieces.ts'

export interface CountedValue {
  readonly value: string
  readonly rows: number
}

export interface Clustered {
  readonly clusters: readonly FoundCluster[]
  /** False when time was up before everything was compared. */
  readonly complete: boolean
}

/**
 * Groups of at least two values that a rule takes for variants of one, those with most rows first; the most frequent value of each first, equal
 * counts by value; by hand every value is a group. `values`: each once. Keys group values that share one, distances whatever is close; chains of
 * these are one group.
 */
export async function clusterValues(values: readonly CountedValue[], rule: ClusterRule, pause: Pause): Promise<Clustered> {
  if (rule.method === 'hand') return { clusters: values.toSorted(frequentFirst).map((one) => ({ values: [one] })), complete: true }
  const { groups, complete } =
    rule.method === 'distance' || rule.method === 'rare' ? await byDistance(values, rule, pause) : await byKey(values, rule, pause)
  const clusters = groups
    .filter((group) => group.length > 1)
    .map((group) => ({ values: group.map(({ value, rows }) => ({ value, rows })).toSorted(frequentFirst) }))
  const rowsOf = (cluster: FoundCluster) => cluster.values.reduce((sum, { rows }) => sum + rows, 0)
  const first = (cluster: FoundCluster) => cluster.values[0]?.value ?? ''
  return {
    clusters: clusters.toSorted((a, b) => rowsOf(b) - rowsOf(a) || (first(a) < first(b) ? -1 : 1)),
    complete,
  }
}

const frequentFirst = (a: CountedValue, b: CountedValue) => b.rows - a.rows || (a.value < b.value ? -1 : 1)

interface Groups {
  readonly groups: readonly (readonly CountedValue[])[]
  readonly complete: boolean
}

async function byKey(values: readonly CountedValue[], rule: ClusterRule, pause: Pause): Promise<Groups> {
  const found = chains(values.length)
  const first = new Map<string, number>()
  let complete = true
  for (const [at, { value }] of values.entries()) {
    if (at % between === between - 1 && !(await pause())) {
      complete = false
      break
    }
    for (const key of keysOf(value, rule)) {
      const same = first.get(key)
      if (same === undefined) first.set(key, at)
      else found.join(same, at, 0)
    }
  }
  return { groups: groupsOf(values, found), complete }
}

/** The values by what they were joined to. */
function groupsOf(values: readonly CountedValue[], { rootOf }: Joined): readonly (readonly CountedValue[])[] {
  const groups = new Map<number, CountedValue[]>()
  for (const [at, counted] of values.entries()) {
    const root = rootOf(at)
    const group = groups.get(root)
    if (group) group.push(counted)
    else groups.set(root, [counted])
  }
  return [...groups.values()]
}

type DistanceRule = Extract<ClusterRule, { method: 'distance' | 'rare' }>

/** Long texts meet by their pieces, short ones by the blocks that they share: both find the pairs that share a block and are within the radius. */
async function byDistance(values: readonly CountedValue[], rule: DistanceRule, pause: Pause): Promise<Groups> {
  const forms = values.map(({ value }) => comparedForm(value))
  const bits = Int32Array.from(forms, letterBits)
  const found = rule.method === 'rare' ? nearestFrequent(values, rule) : chains(values.length)
  const meet = (first: number, second: number) => {
    if (bitsApart(bits[first] ?? 0, bits[second] ?? 0) > 2 * rule.radius || found.settled(first, second)) return
    const far = alikeWithin(forms[first] ?? '', forms[second] ?? '', rule)
    if (far !== null) found.join(first, second, far)
  }
  const complete = (await pairsByPieces(forms, rule, meet, pause)) && (await pairsByBlocks(forms, rule, meet, pause))
  return { groups: groupsOf(values, found), complete }
}

interface Joined {
  /** Nothing that these two could tell is still open. */
  settled(first: number, second: number): boolean
  join(first: number, second: number, far: number): void
  rootOf(at: number): number
}

/** Everything that is joined by a chain (union-find). */
function chains(size: number): Joined {
  const parent = Int32Array.from({ length: size }, (_, at) => at)
  const rootOf = (at: number): number => {
    let root = at
    while ((parent[root] ?? root) !== root) root = parent[root] ?? root
    parent[at] = root
    return root
  }
  return {
    settled: (first, second) => rootOf(first) === rootOf(second),
    join: (first, second) => {
      parent[rootOf(second)] = rootOf(first)
    },
    rootOf,
  }
}

/** Each rare value beside the nearest frequent one; of equally near ones the most frequent. */
function nearestFrequent(values: readonly CountedValue[], rule: Extract<ClusterRule, { method: 'rare' }>): Joined {
  const rowsAt = (at: number) => values[at]?.rows ?? 0
  const isRare = (at: number) => rowsAt(at) < rule.rows
  const best = new Map<number, { readonly to: number; readonly far: number }>()
  return {
    settled: (first, second) => isRare(first) === isRare(second),
    join(first, second, far) {
      const [rare, to] = isRare(first) ? [first, second] : [second, first]
      const before = best.get(rare)
      if (!before || far < before.far || (far === before.far && rowsAt(to) > rowsAt(before.to))) best.set(rare, { to, far })
    },
    rootOf: (at) => best.get(at)?.to ?? at,
  }
}
