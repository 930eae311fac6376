import { QueryCancelled, type Database } from '../adapters/duckdb/database.ts'
import { aggregate, join } from '../relation/build.ts'
import { literal, type Expr } from '../relation/expression.ts'
import { hasWindow } from '../relation/expression-tree.ts'
import { printRelation } from '../relation/print/duckdb.ts'
import type { FilterRelation, JoinRelation, Relation } from '../relation/relation.ts'
import { countRows, decidingPart } from './count-rows.ts'
import type { ArtifactStore } from '../store/artifact-store.ts'
import type { ResolvedNode } from './resolve.ts'

export interface CountTools {
  readonly db: Database
  readonly signal: AbortSignal
  /** The relation with what lies on disk read from there. */
  physical(relation: Relation): Promise<Relation>
}

export interface CountStepsTools extends CountTools {
  /** What each table port gives, by `NODE.PORT`. */
  readonly tables: ReadonlyMap<string, Relation>
  /** Told once for each node, when all its table ports are known. */
  counted(node: ResolvedNode, rows: Readonly<Record<string, number>>): Promise<void>
}

/** Counts the rows of all table ports of these nodes, those first that cost least. Ends early, and silently, when its signal is aborted. */
export async function countSteps(nodes: readonly ResolvedNode[], known: Map<Relation, number>, tools: CountStepsTools): Promise<void> {
  const portsOf = (node: ResolvedNode) =>
    Object.entries(node.definition?.outputs ?? {}).flatMap(([port, spec]) => {
      const relation = spec.kind === 'table' ? tools.tables.get(`${node.id}.${port}`) : undefined
      return relation ? [[port, decidingPart(relation)] as const] : []
    })
  const count = partCounter(new Set(nodes.flatMap((node) => portsOf(node).map(([, part]) => part))), known, tools)
  try {
    for (const node of nodes) {
      const rows: Record<string, number> = {}
      for (const [port, part] of portsOf(node)) rows[port] = await count(part)
      if (tools.signal.aborted) return
      await tools.counted(node, rows)
    }
  } catch (error) {
    if (!(error instanceof QueryCancelled)) throw error
  }
}

/** Puts numbers of rows into the record of a step; false when it has been let go. Leaves nothing half written when the disk does not take it. */
export async function keepCounts(store: ArtifactStore, fingerprint: string, rows: Readonly<Record<string, number>>): Promise<boolean> {
  const record = await store.record(fingerprint)
  if (!record) return false
  const writing = await store.begin(fingerprint)
  try {
    await writing.commit({ ...record, rows })
  } catch (error) {
    await writing.discard()
    throw error
  }
  return true
}

/**
 * Counts parts of one run in few passes: filters of the same rows together, what one filter keeps and its opposite drops by taking away, and
 * all endings of a join from how often each key occurs. Gives a function that counts one part; `known` holds what is known and what is found.
 */
export function partCounter(wanted: ReadonlySet<Relation>, known: Map<Relation, number>, tools: CountTools) {
  const unknown = () => [...wanted].filter((part) => known.get(part) === undefined && sureCount(part, known) === undefined)

  /** Everything that the keys of both sides tell: one pass over each side in place of one for each ending. */
  const countJoins = async (part: JoinRelation): Promise<boolean> => {
    if (!hasPlainKeys(part)) return false
    const alike = unknown().flatMap((other) => {
      const flipped = other.op === 'join' ? sameKeys(part, other) : undefined
      return flipped === undefined ? [] : [{ other: other as JoinRelation, flipped }]
    })
    if (alike.length < 2) return false
    const [both, left, right, leftMet, rightMet] = await keyCounts(part, tools)
    for (const { other, flipped } of alike) {
      const [own, far, met] = flipped ? [right, left, rightMet] : [left, right, leftMet]
      known.set(other, { inner: both, left: both + own, right: both + far, full: both + own + far, semi: met, anti: own }[other.how])
    }
    known.set(decidingPart(part.left), left + leftMet)
    known.set(decidingPart(part.right), right + rightMet)
    return true
  }

  const countFilters = async (part: FilterRelation): Promise<void> => {
    const alike = unknown().filter((other): other is FilterRelation => other.op === 'filter' && other.input === part.input)
    const kept = [...wanted].filter((other): other is FilterRelation => other.op === 'filter' && other.input === part.input)
    const oppositeOf = (other: FilterRelation) => kept.find((candidate) => isOpposite(other.test, candidate.test))
    const plain = alike.filter((other) => oppositeOf(other) === undefined && !hasWindow(other.test))
    const opposites = alike.filter((other) => oppositeOf(other) !== undefined)
    const base = decidingPart(part.input)
    const total = known.get(base) ?? sureCount(base, known)
    if (plain.length > 0 && (plain.length > 1 || (total === undefined && (opposites.length > 0 || wanted.has(base))))) {
      const measures = [
        { name: 'rows', fn: 'count-rows', args: [literal('int', 1)] },
        ...plain.map((other, index) => ({ name: `rows ${index}`, fn: 'count-if', args: [other.test] })),
      ]
      const counted = await tools.physical(aggregate(part.input, [], measures))
      const [row = []] = await tools.db.rows(printRelation(counted, { ordered: false }), { signal: tools.signal })
      known.set(base, Number(row[0]))
      for (const [index, other] of plain.entries()) known.set(other, Number(row[index + 1]))
    } else if (plain[0]) known.set(plain[0], await countRows(tools.db, await tools.physical(plain[0]), tools.signal))
    const all = known.get(base) ?? sureCount(base, known)
    for (const other of opposites) {
      const kept = known.get(oppositeOf(other) as Relation)
      if (all !== undefined && kept !== undefined) known.set(other, all - kept)
    }
  }

  return async (part: Relation): Promise<number> => {
    const found = () => known.get(part) ?? sureCount(part, known)
    // Joins first: they tell the rows of their sides too.
    for (const other of unknown()) if (other.op === 'join') await countJoins(other)
    if (found() === undefined && part.op === 'filter') await countFilters(part)
    const rows = found() ?? (await countRows(tools.db, await tools.physical(part), tools.signal))
    known.set(part, rows)
    return rows
  }
}

/** How many rows a part has that no row has to be looked at for. */
export function sureCount(relation: Relation, known: ReadonlyMap<Relation, number>): number | undefined {
  const part = decidingPart(relation)
  const found = known.get(part)
  if (found !== undefined) return found
  switch (part.op) {
    case 'values':
      return part.rows.length
    case 'aggregate':
      return part.keys.length === 0 ? 1 : undefined
    case 'limit': {
      const before = part.count === 0 ? 0 : sureCount(part.input, known)
      return before === undefined ? undefined : Math.max(0, Math.min(part.count, before - part.offset))
    }
    case 'union': {
      const counts = part.inputs.map((input) => sureCount(input, known))
      return counts.reduce<number | undefined>((sum, count) => (sum === undefined || count === undefined ? undefined : sum + count), 0)
    }
    case 'join': {
      if (part.how !== 'inner' || part.on.length > 0 || part.compare || part.nearest) return undefined
      const [left, right] = [sureCount(part.left, known), sureCount(part.right, known)]
      return left === undefined || right === undefined ? undefined : left * right
    }
    default:
      return undefined
  }
}

/** Whether a test holds exactly where the other does not: false or missing. */
function isOpposite(test: Expr, other: Expr): boolean {
  if (test.kind !== 'call' || test.fn !== 'not') return false
  const [inner] = test.args
  return inner?.kind === 'call' && inner.fn === 'is-true' && inner.args[0] !== undefined && isSame(inner.args[0], other)
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)

function hasPlainKeys({ on, compare, nearest }: JoinRelation): boolean {
  return (
    on.length > 0 && compare === undefined && nearest === undefined && !on.some((pair) => hasWindow(pair.left) || hasWindow(pair.right))
  )
}

/** Whether two joins match the same sides by the same keys, and if so, whether with sides exchanged. */
function sameKeys(a: JoinRelation, b: JoinRelation): boolean | undefined {
  if (!hasPlainKeys(b) || a.nulls !== b.nulls) return undefined
  if (a.left === b.left && a.right === b.right && isSame(a.on, b.on)) return false
  const turned = b.on.map((pair) => ({ left: pair.right, right: pair.left }))
  return a.left === b.right && a.right === b.left && isSame(a.on, turned) ? true : undefined
}

type KeyCounts = readonly [both: number, left: number, right: number, leftMet: number, rightMet: number]

/** Pairs that match; rows of each side without a partner; rows of each side with one. */
async function keyCounts({ left, right, on, nulls }: JoinRelation, tools: CountTools): Promise<KeyCounts> {
  const grouped = (side: Relation, name: 'left' | 'right') =>
    aggregate(
      side,
      on.map((pair, index) => ({ name: `k${index}`, expr: pair[name] })),
      [{ name: 'n', fn: 'count-rows', args: [literal('int', 1)] }],
    )
  const key = (index: number): Expr => ({ kind: 'column', name: `k${index}` })
  const met = join(grouped(left, 'left'), grouped(right, 'right'), {
    how: 'full',
    on: on.map((_, index) => ({ left: key(index), right: key(index) })),
    output: [
      { name: 'l', from: 'left', column: 'n' },
      { name: 'r', from: 'right', column: 'n' },
    ],
    ...(nulls && { nulls }),
  })
  const sums = [
    'sum(c0::HUGEINT * c1)',
    'sum(c0) FILTER (c1 IS NULL)',
    'sum(c1) FILTER (c0 IS NULL)',
    'sum(c0) FILTER (c1 IS NOT NULL)',
    'sum(c1) FILTER (c0 IS NOT NULL)',
  ]
  const sql = printRelation(await tools.physical(met), { ordered: false })
  const [row = []] = await tools.db.rows(`SELECT ${sums.join(', ')} FROM (${sql})`, { signal: tools.signal })
  const [both = 0, l = 0, r = 0, leftMet = 0, rightMet = 0] = row.map((value) => Number(value ?? 0))
  return [both, l, r, leftMet, rightMet]
}
