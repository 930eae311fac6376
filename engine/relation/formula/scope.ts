import type { Expr, SortKey } from '../expression.ts'
import type { FunctionKind } from '../function-spec.ts'
import type { Measure } from '../relation.ts'
import type { Column, DataType } from '../types.ts'
import type { FormulaProblem } from './problem.ts'

/** What a formula may look at: its own row, the rows of a group, or the rows of a partition around its own. */
export type Allowed = 'row' | 'aggregate' | 'window'

/** The partition and the order that window functions of a formula work in; the formula itself does not name them. */
export interface RowsAround {
  readonly partitionBy: readonly Expr[]
  readonly orderBy: readonly SortKey[]
}

export interface Scope {
  readonly allow: Allowed
  readonly around: RowsAround
  /** Among the arguments of an aggregate or a window function. */
  readonly inside: boolean
  readonly columns: readonly Column[]
  readonly keys: ReadonlySet<string>
  /** Filled while checking. */
  readonly references: Set<string>
  readonly problems: FormulaProblem[]
  readonly measures: Measure[]
  /** The name of the first measure; further ones are numbered. */
  readonly measureName: string
}

export function columnType(scope: Scope, name: string): DataType | undefined {
  return scope.columns.find((column) => column.name === name)?.type
}

/** The kinds of functions that may be called here. */
export function kindsAllowed(scope: Scope): readonly FunctionKind[] {
  if (scope.inside || scope.allow === 'row') return ['row']
  return scope.allow === 'aggregate' ? ['row', 'aggregate'] : ['row', 'aggregate', 'window']
}

/** The column in which the result of an aggregate stands; equal ones are computed once. */
export function measureColumn(scope: Scope, fn: string, args: readonly Expr[]): string {
  const same = JSON.stringify(args)
  const found = scope.measures.find((measure) => measure.fn === fn && JSON.stringify(measure.args) === same)
  if (found !== undefined) return found.name
  const taken = new Set([...scope.measures.map((measure) => measure.name), ...scope.keys])
  let name = scope.measureName
  for (let number = 2; taken.has(name); number += 1) name = `${scope.measureName} ${number}`
  scope.measures.push({ name, fn, args })
  return name
}
