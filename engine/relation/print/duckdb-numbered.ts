import { hasWindow } from '../expression-tree.ts'
import type { DistinctRelation, Relation, ScanRelation } from '../relation.ts'
import { printDuckdb } from './duckdb-expression.ts'
import { printScan } from './duckdb-scan.ts'
import { computed, listOf, positions } from './duckdb-scope.ts'

export interface NumberTools {
  /** A part as something to select from, in its order. */
  from(relation: Relation): string
  /** Whether more than one part reads it: it is computed once then, under a name. */
  isShared(relation: Relation): boolean
}

/**
 * Something to select from with the relation's rows and `rn`, which rises in the order of its rows, but maybe with gaps. Rows of an artifact are
 * numbered by their place in the file, and steps that look at single rows keep that number, so that all cores work; numbers counted by a
 * window would make everything below it the work of one.
 */
export function printNumbered(relation: Relation, tools: NumberTools): string {
  if (!tools.isShared(relation) || relation.op === 'mark' || relation.op === 'scan') {
    switch (relation.op) {
      case 'mark':
        return printNumbered(relation.input, tools)
      case 'scan':
        if (isArtifact(relation)) return `(${printScan(relation.source, relation.columns, { numbered: true })})`
        break
      case 'project': {
        const wanted = relation.exprs.map((item) => item.expr)
        if (wanted.some(hasWindow)) break
        const { from, exprs, columns } = computed(inputOf(relation.input, tools), wanted, { windowsBelow: false, keepOrder: false })
        const cells = exprs.map((expr, index) => `${printDuckdb(expr, columns)} AS c${index}`)
        return `(SELECT ${[...cells, 'rn'].join(', ')} FROM ${from})`
      }
      case 'filter': {
        if (hasWindow(relation.test)) break
        const { from, exprs, columns } = computed(inputOf(relation.input, tools), [relation.test], {
          windowsBelow: false,
          keepOrder: false,
        })
        const tests = exprs.map((expr) => printDuckdb(expr, columns)).join('')
        return `(SELECT ${listOf(relation.columns.length)}, rn FROM ${from} WHERE ${tests})`
      }
      case 'distinct':
        return `(${printFirstRows(relation, tools)})`
      default:
    }
  }
  return `(SELECT *, row_number() OVER () AS rn FROM ${tools.from(relation)})`
}

const inputOf = (input: Relation, tools: NumberTools) => ({ sql: printNumbered(input, tools), columns: input.columns })

/** Artifacts alone: a file of other hands may hold a column of the name that the reader gives to numbers. */
const isArtifact = ({ source, lineage }: ScanRelation) => source.format === 'parquet' && source.paths.length === 1 && lineage !== undefined

/**
 * One row of each group with its `rn`, in any order. The numbers of the rows to keep are found first: choosing whole rows within groups would
 * carry every column through them.
 */
export function printFirstRows({ input, on, keep, columns }: DistinctRelation, tools: NumberTools): string {
  const names = positions(columns)
  const keys = on.length > 0 ? on.map((name) => names.get(name)) : columns.map((_, index) => `c${index}`)
  // What lies on disk is read twice, few columns of it the first time; anything else is computed once.
  const once = isReadAgain(input, tools) ? 'NOT MATERIALIZED' : 'MATERIALIZED'
  const kept = `SELECT ${keep === 'first' ? 'min' : 'max'}(rn) FROM numbered GROUP BY ${keys.join(', ')}`
  return `WITH numbered AS ${once} (SELECT * FROM ${printNumbered(input, tools)}) SELECT ${listOf(columns.length)}, rn FROM numbered WHERE rn IN (${kept})`
}

/** Whether these are rows of a `distinct`, each changed or dropped by itself: their order is that of numbers that printNumbered keeps. */
export function areFirstRows(relation: Relation, tools: NumberTools): boolean {
  if (tools.isShared(relation) && relation.op !== 'mark') return false
  if (relation.op === 'distinct') return true
  if (relation.op === 'mark') return areFirstRows(relation.input, tools)
  if (relation.op === 'project') return !relation.exprs.some((item) => hasWindow(item.expr)) && areFirstRows(relation.input, tools)
  return relation.op === 'filter' && !hasWindow(relation.test) && areFirstRows(relation.input, tools)
}

function isReadAgain(relation: Relation, tools: NumberTools): boolean {
  if (relation.op === 'mark') return isReadAgain(relation.input, tools)
  if (relation.op === 'scan') return isArtifact(relation)
  return relation.op === 'filter' && !tools.isShared(relation) && !hasWindow(relation.test) && isReadAgain(relation.input, tools)
}
