import type { RowCount } from '../protocol/table.ts'
import { inputsOf } from '../relation/print/duckdb.ts'
import type { Relation } from '../relation/relation.ts'

export interface Seen {
  /** Rows that came of the first `sampled` rows of each source. */
  readonly seen: number
  readonly sampled: number
}

/**
 * How many rows the whole table has, from `sources` (rows of each whole source, in the order of the scans) and what was seen of it. What keeps, drops or chooses single rows of one source grows with it; the number of groups, of distinct rows and of
 * matches does not, and stays unknown.
 */
export function estimateCount(relation: Relation, sources: readonly RowCount[], at: Seen): RowCount {
  const unknown: RowCount = { rows: null, exact: false }
  switch (relation.op) {
    case 'scan':
      return sources[0] ?? unknown
    case 'values':
      return { rows: relation.rows.length, exact: true }
    case 'mark':
    case 'project':
    case 'sort':
    case 'number':
      return estimateCount(relation.input, sources, at)
    case 'aggregate':
      return relation.keys.length === 0 ? { rows: 1, exact: true } : unknown
    case 'limit': {
      const before = estimateCount(relation.input, sources, at)
      if (before.rows === null) return unknown
      return { rows: Math.max(0, Math.min(relation.count, before.rows - relation.offset)), exact: before.exact }
    }
    case 'filter':
    case 'sample': {
      const [only] = sources
      if (sources.length !== 1 || only?.rows == null || !isRowwise(relation)) return unknown
      return { rows: Math.round((at.seen / Math.max(1, Math.min(at.sampled, only.rows))) * only.rows), exact: false }
    }
    default:
      return unknown
  }
}

/** Whether each row comes of one row of the only source: nothing below groups, joins, cuts off or repeats rows. */
function isRowwise(relation: Relation): boolean {
  switch (relation.op) {
    case 'aggregate':
    case 'distinct':
    case 'join':
    case 'union':
    case 'limit':
    case 'query':
      return false
    default:
      return inputsOf(relation).every(isRowwise)
  }
}
