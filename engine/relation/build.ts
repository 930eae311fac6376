// Builds relations and works out their columns. The only place that makes a Relation, so that a schema is never wrong.

import type { Expr, NamedExpr, SortKey } from './expression.ts'
import { functionSpec } from './functions/catalogue.ts'
import type { JoinRelation, Measure, Relation, SampleRelation, ScanSource } from './relation.ts'
import { typeOf, typeOfAggregate } from './type-of.ts'
import type { Column, DataType, LiteralValue, Part, Role } from './types.ts'

/** Thrown when a relation cannot be built: a programming error of a node, or a name that is not there. Expressions throw ExpressionError. */
export class RelationError extends Error {
  readonly code: 'column-missing' | 'column-twice' | 'shape'
  readonly column: string | undefined

  constructor(code: RelationError['code'], message: string, column?: string) {
    super(message)
    this.name = 'RelationError'
    this.code = code
    this.column = column
  }
}

const inherit = (input: Relation) => (input.part ? { part: input.part } : {})

function unique(columns: readonly Column[]): readonly Column[] {
  const seen = new Set<string>()
  for (const { name } of columns) {
    if (seen.has(name)) throw new RelationError('column-twice', `column ${JSON.stringify(name)} occurs twice`, name)
    seen.add(name)
  }
  return columns
}

// Wide tables are searched by name again and again; a schema never changes.
const indices = new WeakMap<readonly Column[], ReadonlyMap<string, Column>>()

export function findColumn(relation: Relation, name: string): Column | undefined {
  let index = indices.get(relation.columns)
  if (!index) {
    index = new Map(relation.columns.map((column) => [column.name, column]))
    indices.set(relation.columns, index)
  }
  return index.get(name)
}

/** The column of that name; throws RelationError `column-missing`. */
export function requireColumn(relation: Relation, name: string): Column {
  const found = findColumn(relation, name)
  if (!found) throw new RelationError('column-missing', `no column ${JSON.stringify(name)}`, name)
  return found
}

export function inputRelation(name: string, columns: readonly Column[]): Relation {
  return { op: 'input', name, columns: unique(columns) }
}

export function scan(source: ScanSource, columns: readonly Column[], lineage?: readonly string[]): Relation {
  if (source.physical.length !== columns.length) throw new RelationError('shape', 'a scan needs one physical column for each column')
  return { op: 'scan', source, columns: unique(columns), ...(lineage && { lineage }) }
}

export function values(columns: readonly Column[], rows: readonly (readonly LiteralValue[])[]): Relation {
  for (const row of rows)
    if (row.length !== columns.length) throw new RelationError('shape', `a row has ${row.length} values for ${columns.length} columns`)
  return { op: 'values', columns: unique(columns), rows }
}

/** Exactly these columns. A plain column keeps its role under its new name. */
export function project(input: Relation, exprs: readonly NamedExpr[]): Relation {
  const columns = exprs.map(({ name, expr }): Column => {
    const role = expr.kind === 'column' ? findColumn(input, expr.name)?.role : undefined
    return { name, type: typeOf(expr, input.columns), ...(role && { role }) }
  })
  return { op: 'project', input, exprs, columns: unique(columns), ...inherit(input) }
}

/** The input's columns, those of the same name replaced in place, new ones at the end. A replaced column keeps its role. */
export function extend(input: Relation, exprs: readonly NamedExpr[]): Relation {
  const byName = new Map(exprs.map((item) => [item.name, item.expr]))
  if (byName.size !== exprs.length) throw new RelationError('column-twice', 'a column is computed twice')
  const kept = input.columns.map(({ name }): NamedExpr => ({ name, expr: byName.get(name) ?? { kind: 'column', name } }))
  const known = new Set(input.columns.map((column) => column.name))
  const relation = project(input, [...kept, ...exprs.filter((item) => !known.has(item.name))])
  return setRoles(relation, new Map(input.columns.flatMap((column) => (column.role ? [[column.name, column.role] as const] : []))))
}

/** These columns of the input, in this order. */
export function select(input: Relation, names: readonly string[]): Relation {
  return project(
    input,
    names.map((name) => {
      requireColumn(input, name)
      return { name, expr: { kind: 'column', name } }
    }),
  )
}

export function filter(input: Relation, test: Expr): Relation {
  if (typeOf(test, input.columns) !== 'bool') throw new RelationError('shape', 'a filter needs a test that is true or false')
  return { op: 'filter', input, test, columns: input.columns, ...inherit(input) }
}

export function aggregate(input: Relation, keys: readonly NamedExpr[], measures: readonly Measure[]): Relation {
  const columns = [
    ...keys.map(({ name, expr }): Column => {
      const role = expr.kind === 'column' ? findColumn(input, expr.name)?.role : undefined
      return { name, type: typeOf(expr, input.columns), ...(role && { role }) }
    }),
    ...measures.map(({ name, fn, args }): Column => ({ name, type: typeOfAggregate(functionSpec(fn), args, input.columns) })),
  ]
  return { op: 'aggregate', input, keys, measures, columns: unique(columns), ...inherit(input) }
}

export type JoinOptions = Pick<JoinRelation, 'how' | 'on' | 'output' | 'nulls' | 'compare' | 'nearest'>

/** Joins two relations; the output columns are said by the caller, so that clashes are settled where a person can see them. */
export function join(left: Relation, right: Relation, options: JoinOptions): Relation {
  for (const pair of [...options.on, ...(options.compare ?? []), ...(options.nearest ? [options.nearest] : [])]) {
    const a = typeOf(pair.left, left.columns)
    const b = typeOf(pair.right, right.columns)
    if (a !== b) throw new RelationError('shape', `join keys differ in type: ${a} and ${b}`)
  }
  if (options.nearest) checkNearest(options, left.columns)
  const columns = options.output.map((item): Column => {
    const origin = requireColumn(item.from === 'right' ? right : left, item.column)
    return { name: item.name, type: origin.type, ...(origin.role && { role: origin.role }) }
  })
  return { op: 'join', ...options, left, right, columns: unique(columns), ...inherit(left) }
}

function checkNearest({ how, compare, nulls, nearest }: JoinOptions, columns: readonly Column[]): void {
  if ((how !== 'inner' && how !== 'left') || compare || nulls)
    throw new RelationError('shape', 'an as-of join is an inner or a left join on equal keys')
  const type = nearest ? typeOf(nearest.left, columns) : 'int'
  if (!['int', 'float', 'date', 'timestamp'].includes(type)) throw new RelationError('shape', `nothing is nearest among ${type} values`)
}

/** All rows of all inputs. A column must have one type in all of them; int and float become float. */
export function union(inputs: readonly Relation[]): Relation {
  const types = new Map<string, Column>()
  for (const input of inputs)
    for (const column of input.columns) {
      const before = types.get(column.name)
      types.set(column.name, before ? { ...before, type: commonType(before.type, column.type, column.name) } : column)
    }
  const parts = new Set(inputs.map((input) => input.part))
  const [first] = parts
  const part: Part | undefined = parts.size === 1 ? first : 'mixed'
  return { op: 'union', inputs, columns: [...types.values()], ...(part && { part }) }
}

function commonType(a: DataType, b: DataType, name: string): DataType {
  if (a === b) return a
  if ((a === 'int' && b === 'float') || (a === 'float' && b === 'int')) return 'float'
  throw new RelationError('shape', `column ${JSON.stringify(name)} is ${a} in one table and ${b} in another`, name)
}

export function sort(input: Relation, by: readonly SortKey[]): Relation {
  for (const key of by) typeOf(key.expr, input.columns)
  return by.length === 0 ? input : { op: 'sort', input, by, columns: input.columns, ...inherit(input) }
}

export function limit(input: Relation, count: number, offset = 0): Relation {
  return { op: 'limit', input, count, offset, columns: input.columns, ...inherit(input) }
}

export function distinct(input: Relation, on: readonly string[], keep: 'first' | 'last' = 'first'): Relation {
  for (const name of on) requireColumn(input, name)
  return { op: 'distinct', input, on, keep, columns: input.columns, ...inherit(input) }
}

export function numberRows(input: Relation, name: string): Relation {
  return { op: 'number', input, name, columns: unique([...input.columns, { name, type: 'int' }]), ...inherit(input) }
}

export function sample(input: Relation, options: Pick<SampleRelation, 'seed' | 'from' | 'to' | 'exact' | 'within'>): Relation {
  for (const name of options.within ?? []) requireColumn(input, name)
  return { op: 'sample', input, ...options, columns: input.columns, ...inherit(input) }
}

export function mark(input: Relation, node: string, port: string, fingerprint: string): Relation {
  return { op: 'mark', input, node, port, fingerprint, columns: input.columns, ...inherit(input) }
}

/** The same rows with other roles on some columns; `undefined` takes a role away. */
export function setRoles(relation: Relation, roles: ReadonlyMap<string, Role | undefined>): Relation {
  if (roles.size === 0) return relation
  const columns = relation.columns.map((column): Column => {
    if (!roles.has(column.name)) return column
    const role = roles.get(column.name)
    return { name: column.name, type: column.type, ...(role && { role }) }
  })
  return { ...relation, columns }
}

/** The same rows, said to be this part of a split. */
export function setPart(relation: Relation, part: Part): Relation {
  return { ...relation, part }
}

/** A name that is not taken yet: `name`, `name_2`, `name_3`, ... */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  let number = 2
  while (taken.has(`${name}_${number}`)) number++
  return `${name}_${number}`
}
