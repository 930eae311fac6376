import type { Database } from '../../adapters/duckdb/database.ts'
import { conditionTest } from '../../../nodes/kit/condition-test.ts'
import type { Conditions } from '../../../nodes/kit/fields.ts'
import { readFormula } from '../../../nodes/kit/read-formula.ts'
import type { Cell } from '../../protocol/table.ts'
import { filter, limit } from '../../relation/build.ts'
import { call, literal } from '../../relation/expression.ts'
import { printRelation } from '../../relation/print/duckdb.ts'
import type { Relation } from '../../relation/relation.ts'
import { toCell } from '../../relation/to-cell.ts'
import { countRows } from '../count-rows.ts'

/** Rows as the node that filters rows would choose them. */
export interface RowsChosen {
  readonly conditions: Conditions
  readonly formula: string
  readonly limit: number
}

/** The first of the rows that meet the conditions, and how many do. Throws a NodeProblem where a condition cannot be read. */
export async function chosenRows(
  relation: Relation,
  wanted: RowsChosen,
  { db, signal }: { readonly db: Database; readonly signal: AbortSignal },
): Promise<{ rows: Cell[][]; count: number; of: number }> {
  const byConditions = conditionTest(wanted.conditions, relation, 'conditions')
  const byFormula =
    wanted.formula.trim() === ''
      ? undefined
      : readFormula(wanted.formula, { columns: relation.columns, expect: 'bool', param: 'formula' }).expr
  const test = byConditions && byFormula ? call('and', byConditions, byFormula) : (byConditions ?? byFormula ?? literal('bool', true))
  const met = filter(relation, test)
  const [found, count, of] = await Promise.all([
    db.rows(printRelation(limit(met, wanted.limit)), { signal }),
    countRows(db, met, signal),
    countRows(db, relation, signal),
  ])
  return { rows: found.map((row) => row.map((value, i) => toCell(value, relation.columns[i]?.type ?? 'text'))), count, of }
}
