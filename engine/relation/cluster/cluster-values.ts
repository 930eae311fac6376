import type { ClusterRule, FoundCluster } from '../../protocol/cluster.ts'
import { alikeWithin, between, bitsApart, comparedForm, letterBits, sharedBlocks, type Pause } from './alike.ts'
import { keyOf } from './key-of.ts'

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
 * counts by value; by hand every value is a group. `values`: each once. Keys group equal keys; distances group whatever is joined by a chain of close values.
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
  const groups = new Map<string, CountedValue[]>()
  for (const [at, counted] of values.entries()) {
    if (at % between === between - 1 && !(await pause())) return { groups: [...groups.values()], complete: false }
    const key = keyOf(counted.value, rule)
    if (key === '') continue
    const group = groups.get(key)
    if (group) group.push(counted)
    else groups.set(key, [counted])
  }
  return { groups: [...groups.values()], complete: true }
}

type DistanceRule = Extract<ClusterRule, { method: 'distance' | 'rare' }>

async function byDistance(values: readonly CountedValue[], rule: DistanceRule, pause: Pause): Promise<Groups> {
  const forms = values.map(({ value }) => comparedForm(value))
  const bits = Int32Array.from(forms, letterBits)
  const found = rule.method === 'rare' ? nearestFrequent(values, rule) : chains(values.length)
  const blocks = await sharedBlocks(forms, rule.block, pause)
  let compared = 0
  let complete = blocks !== null
  search: for (const block of blocks ?? [])
    for (const [place, first] of block.entries()) {
      const longest = (forms[first]?.length ?? 0) + rule.radius
      for (let at = place + 1; at < block.length; at++) {
        const second = block[at] ?? first
        // A group is ordered by length: the rest is longer still.
        if ((forms[second]?.length ?? 0) > longest) break
        if (++compared % (10 * between) === 0 && !(await pause())) {
          complete = false
          break search
        }
        if (bitsApart(bits[first] ?? 0, bits[second] ?? 0) > 2 * rule.radius || found.settled(first, second)) continue
        const far = alikeWithin(forms[first] ?? '', forms[second] ?? '', rule.radius)
        if (far !== null) found.join(first, second, far)
      }
    }
  const groups = new Map<number, CountedValue[]>()
  for (const [at, counted] of values.entries()) {
    const root = found.rootOf(at)
    const group = groups.get(root)
    if (group) group.push(counted)
    else groups.set(root, [counted])
  }
  return { groups: [...groups.values()], complete }
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
