import type { Expr } from '../expression.ts'
import type { FunctionSpec } from '../function-spec.ts'
import { printAggregate, printDuckdb } from '../print/duckdb-expression.ts'
import type { Column, DataType, Value } from '../types.ts'
import { constantAt, literalExpr } from './literal-expr.ts'

/** Calls of one function with arguments of the same types and the same constants. */
export interface CallGroup {
  readonly spec: FunctionSpec
  readonly types: readonly DataType[]
  readonly constants: readonly (Value | undefined)[]
  readonly returns: DataType
  /** The arguments of each call; of aggregates and windows lists with one value a row. */
  readonly calls: readonly (readonly Value[])[]
}

function argumentExprs(group: CallGroup): readonly Expr[] {
  return group.types.map((type, at): Expr => {
    const constant = group.constants[at]
    return constant === undefined ? { kind: 'column', name: `c${at}` } : literalExpr(type, constant)
  })
}

const sqlLiteral = (type: DataType, value: Value) => printDuckdb(literalExpr(type, value), [])

function tableColumns(group: CallGroup): readonly Column[] {
  const columns = group.types.map((type, at): Column => ({ name: `c${at}`, type }))
  return [{ name: 'call', type: 'int' }, { name: 'row', type: 'int' }, ...columns]
}

function tableRows(group: CallGroup): readonly string[] {
  const cells = (values: readonly Value[]) => values.map((value, at) => sqlLiteral(group.types[at] ?? 'int', value)).join(', ')
  return group.calls.flatMap((args, call) => {
    if (group.spec.kind === 'row') return [`(${[call, 0, cells(args)].filter((part) => part !== '').join(', ')})`]
    const [first] = args
    const count = Array.isArray(first) ? first.length : 0
    return Array.from({ length: count }, (_, row) => {
      const values = args.map((arg, at) =>
        Array.isArray(arg) && !constantAt(group.spec, at) ? ((arg as readonly Value[])[row] ?? null) : arg,
      )
      return `(${call}, ${row}, ${cells(values)})`
    })
  })
}

/** The values of the calls as a table: `call`, `row` and a column for each argument. */
function callTable(group: CallGroup): string {
  const columns = tableColumns(group)
  const rows = tableRows(group)
  const names = columns.map((column) => `"${column.name}"`).join(', ')
  const empty = columns.map((column) => sqlLiteral(column.type, null)).join(', ')
  return rows.length === 0 ? `(SELECT * FROM (VALUES (${empty})) v(${names}) WHERE false) t` : `(VALUES ${rows.join(', ')}) t(${names})`
}

/** A query of the calls on columns. Its rows are (call, result), for windows one for each row in window order. */
export function columnQuery(group: CallGroup): string {
  const { spec } = group
  const columns = tableColumns(group)
  const table = callTable(group)
  const args = argumentExprs(group)
  if (spec.kind === 'aggregate')
    return `SELECT "call", ${printAggregate(spec.id, args, columns)} AS r FROM ${table} GROUP BY "call" ORDER BY "call"`
  if (spec.kind === 'row')
    return `SELECT "call", ${printDuckdb({ kind: 'call', fn: spec.id, args }, columns)} AS r FROM ${table} ORDER BY "call"`
  const window: Expr = {
    kind: 'window',
    fn: spec.id,
    args,
    partitionBy: [{ kind: 'column', name: 'call' }],
    orderBy: [{ expr: { kind: 'column', name: 'row' } }],
  }
  return `SELECT "call", ${printDuckdb(window, columns)} AS r FROM ${table} ORDER BY "call", "row"`
}

/** An aggregate as a window over the rows of its call. Its rows are (call, result), one for each row. */
export function windowQuery(group: CallGroup): string {
  const partitionBy: readonly Expr[] = [{ kind: 'column', name: 'call' }]
  const window: Expr = { kind: 'window', fn: group.spec.id, args: argumentExprs(group), partitionBy, orderBy: [] }
  return `SELECT "call", ${printDuckdb(window, tableColumns(group))} AS r FROM ${callTable(group)}`
}

/** An aggregate over no rows at all. */
export function emptyQuery(group: CallGroup): string {
  return `SELECT ${printAggregate(group.spec.id, argumentExprs(group), tableColumns(group))} AS r FROM ${callTable({ ...group, calls: [] })}`
}

/** The calls of a row function with nothing but literals, one column each. */
export function literalQuery(group: CallGroup): string {
  const cells = group.calls.map((args) => {
    const exprs = args.map((value, at) => literalExpr(group.types[at] ?? 'int', value))
    return printDuckdb({ kind: 'call', fn: group.spec.id, args: exprs }, [])
  })
  return `SELECT ${cells.map((cell, index) => `${cell} AS r${index}`).join(', ')}`
}
