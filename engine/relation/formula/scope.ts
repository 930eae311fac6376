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

export interface FormulaOptions {
  /** The columns that the formula may name. */
  readonly columns: readonly Column[]
  /** `row` when not given: no function of many rows. */
  readonly allow?: Allowed
  /** The type that the result has to have; int widens to float and date to timestamp. */
  readonly expect?: DataType
  /** With `window`: the partition and order of the window functions. */
  readonly around?: RowsAround
  /** With `aggregate`: columns that have one value in a group. */
  readonly keys?: readonly string[]
  /** With `aggregate`: the name of the first measure, `value` when not given. */
  readonly name?: string
}

/** The scope in which a formula with these options is checked. */
export function scopeOf(options: FormulaOptions): Scope {
  return {
    allow: options.allow ?? 'row',
    around: options.around ?? { partitionBy: [], orderBy: [] },
    inside: false,
    columns: options.columns,
    keys: new Set(options.keys),
    references: new Set(),
    problems: [],
    measures: [],
    measureName: options.name ?? 'value',
  }
}

const typesByName = new WeakMap<readonly Column[], ReadonlyMap<string, DataType>>()

/** The type of a column; undefined when there is none of this name. Tables may have 10,000 columns, so the names are indexed once. */
export function columnType(scope: Scope, name: string): DataType | undefined {
  let types = typesByName.get(scope.columns)
  if (types === undefined) {
    types = new Map(scope.columns.map((column) => [column.name, column.type]))
    typesByName.set(scope.columns, types)
  }
  return types.get(name)
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
