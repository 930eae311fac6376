import type { ShuffledColumn, StudyVariant } from '../../nodes/kit/study.ts'
import type { Addition } from '../graph/variant-clone.ts'
import { splitEnd, type Params, type Wire } from '../protocol/document.ts'
import type { Resolved } from './resolve.ts'
import type { StudyCut } from './study-cut.ts'

/** The highest table of the line that has what is shuffled; the lowest where none has. */
export function shuffledAt({ column, within }: ShuffledColumn, cut: StudyCut, scope: Resolved): string {
  const needed = [column, ...(within ? [within.column] : [])]
  const has = (end: string) => {
    const { node, port } = splitEnd(end)
    const columns = scope.nodes.get(node)?.outputs.get(port)?.relation?.columns ?? []
    return needed.every((name) => columns.some((other) => other.name === name))
  }
  // A column of that name that goes and comes again is another one: only as far up as it is there without a gap.
  const gap = cut.ends.findIndex((end) => !has(end))
  return cut.ends[(gap < 0 ? cut.ends.length : Math.max(1, gap)) - 1] ?? cut.port
}

/** The nodes between a table and what a variant learns from; null where it learns from the table as it is. */
export function pickedRows(
  prefix: string,
  { variant: { rows, shuffled }, from }: { readonly variant: StudyVariant; readonly from: string },
): { readonly end: string; readonly addition: Addition } | null {
  if (rows) return chainOf(prefix, rows.of.end, rowSteps(rows))
  return shuffled ? chainOf(prefix, from, shuffleSteps(shuffled)) : null
}

type Steps = readonly (readonly [id: string, type: string, params: Params])[]

const named = (...names: string[]) => ({ by: 'names' as const, names })

/** The rows of a variant, without the column that numbers them. */
function rowSteps({ of, is, number, share }: NonNullable<StudyVariant['rows']>): Steps {
  return [
    ['rows', 'clean.filter-rows', { conditions: { all: [{ column: of.part, is, value: number }] } }],
    ['columns', 'clean.select-columns', { mode: 'drop', columns: named(of.part) }],
    ...(share ? [['share', 'clean.sample-rows', { method: 'share', share: share.of, seed: share.seed }] as const] : []),
  ]
}

/** Blocks are folds by time, of a name that nobody uses. */
function shuffleSteps({ column, seed, within }: ShuffledColumn): Steps {
  const block = 'millrace block'
  const blocks = within?.blocks
  const among = blocks === undefined ? (within ? [within.column] : []) : [block]
  const shuffle = ['shuffle', 'clean.shuffle-rows', { columns: named(column), within: named(...among), seed }] as const
  if (blocks === undefined || !within) return [shuffle]
  return [
    ['blocks', 'split.folds', { count: blocks, method: 'time', time: within.column, name: block }],
    shuffle,
    ['columns', 'clean.select-columns', { mode: 'drop', columns: named(block) }],
  ]
}

/** Nodes one after the other, from a table on. */
function chainOf(prefix: string, from: string, steps: Steps): { readonly end: string; readonly addition: Addition } {
  const wires: Wire[] = []
  let end = from
  for (const [id] of steps) {
    wires.push({ from: end, to: `${prefix}/${id}.table` })
    end = `${prefix}/${id}.table`
  }
  return {
    end,
    addition: { nodes: Object.fromEntries(steps.map(([id, type, params]) => [`${prefix}/${id}`, { type, version: 1, params }])), wires },
  }
}
