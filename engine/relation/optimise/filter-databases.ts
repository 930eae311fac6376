import type { Expr } from '../expression.ts'
import type { Relation, ScanRelation } from '../relation.ts'
import { canRaise, conjuncts } from './expression-facts.ts'
import { rewriteParts } from './sharing.ts'

/**
 * Hands tests and limits that stand right on a database to its server, so that fewer rows travel. Tests stay where they are as well: the
 * server may keep more rows than they do (its texts may be equal when ours are not), never fewer.
 */
export function filterDatabases(root: Relation): Relation {
  return rewriteParts(root, (part) => {
    if (
      part.op === 'limit' &&
      part.input.op === 'scan' &&
      part.input.source.format === 'database' &&
      part.input.source.first === undefined
    ) {
      const scan: ScanRelation = { ...part.input, source: { ...part.input.source, first: part.count + part.offset } }
      return part.offset === 0 ? scan : { ...part, input: scan }
    }
    if (part.op !== 'filter' || part.input.op !== 'scan' || canRaise(part.test)) return part
    const scan = part.input
    const where = conjuncts(part.test).filter((test) => isServable(test, scan))
    // What is tested after a limit must not be tested before it.
    if (scan.source.format !== 'database' || scan.source.first !== undefined || where.length === 0) return part
    return { ...part, input: { ...scan, source: { ...scan.source, where: [...(scan.source.where ?? []), ...where] } } }
  })
}

const comparisons: ReadonlySet<string> = new Set(['equal', 'less', 'less-or-equal', 'greater', 'greater-or-equal', 'between', 'in'])
const equalities: ReadonlySet<string> = new Set(['equal', 'in'])

/** Whether a server surely keeps every row for which the test is true. SQLite is no server: it reads its file here. */
function isServable(test: Expr, scan: ScanRelation): boolean {
  if (test.kind !== 'call' || scan.source.format !== 'database' || scan.source.database.server === 'sqlite') return false
  if (test.fn === 'or' || test.fn === 'and') return test.args.every((part) => isServable(part, scan))
  const [left, ...values] = test.args
  if (left?.kind !== 'column') return false
  const at = scan.columns.findIndex((column) => column.name === left.name)
  const physical = scan.source.physical[at]
  if (!physical || physical.read) return false
  if (test.fn === 'is-not-null') return true
  if (!comparisons.has(test.fn)) return false
  const kind = kindOf(physical.duckdb)
  if (kind === null || (kind === 'text' && !equalities.has(test.fn)) || (kind === 'double' && equalities.has(test.fn))) return false
  return values.length > 0 && values.every((value) => value.kind === 'literal' && isPlainValue(value, kind))
}

type Kind = 'whole' | 'decimal' | 'double' | 'text' | 'date' | 'timestamp'

/** How values of a server's column compare; null where the server's way might lose rows. */
function kindOf(duckdb: string): Kind | null {
  if (/^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(duckdb) && duckdb !== 'UBIGINT') return 'whole'
  // Decimals of at most 15 digits are as many doubles; of more, several are the same.
  const digits = /^DECIMAL\((\d+),\d+\)$/.exec(duckdb)?.[1]
  if (digits !== undefined) return Number(digits) <= 15 ? 'decimal' : null
  const kinds: Readonly<Record<string, Kind>> = { DOUBLE: 'double', VARCHAR: 'text', DATE: 'date', TIMESTAMP: 'timestamp' }
  return kinds[duckdb] ?? null
}

function isPlainValue({ value }: Extract<Expr, { kind: 'literal' }>, kind: Kind): boolean {
  switch (kind) {
    case 'whole':
    case 'decimal':
    case 'double':
      return typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && /^-?\d{1,19}$/.test(value)
    case 'text':
      // Servers differ in what a backslash means, and none takes a NUL.
      return typeof value === 'string' && !/[\\\0]/.test(value)
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
    case 'timestamp':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?$/.test(value)
  }
}
