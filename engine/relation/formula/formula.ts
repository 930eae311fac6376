import type { Expr } from '../expression.ts'
import type { Measure } from '../relation.ts'
import { typeName } from '../type-names.ts'
import type { Column, DataType } from '../types.ts'
import { check } from './check.ts'
import { parse } from './parse.ts'
import { problem } from './problem.ts'
import type { FormulaProblem } from './problem.ts'
import type { Allowed, RowsAround, Scope } from './scope.ts'
import { converted, mayBecome } from './typed.ts'
import type { Typed } from './typed.ts'

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

export interface GoodFormula {
  readonly ok: true
  /** With `aggregate`, over the columns of the measures and the keys; a formula that is one aggregate is just the column of its measure. */
  readonly expr: Expr
  readonly type: DataType
  /** The columns that the formula names, in the order of their first mention. */
  readonly references: readonly string[]
  /** With `aggregate`: what has to be aggregated first. */
  readonly measures: readonly Measure[]
}

export interface BadFormula {
  readonly ok: false
  /** In the order of the text, at least one. */
  readonly problems: readonly FormulaProblem[]
}

/** Reads the text of a formula to a typed expression over these columns, or says what is wrong and where. Never throws. */
export function parseFormula(text: string, options: FormulaOptions): GoodFormula | BadFormula {
  const parsed = parse(text)
  if (parsed.problem !== undefined) return { ok: false, problems: [parsed.problem] }
  const scope = scopeOf(options)
  const typed = check(parsed.tree, scope)
  const result = finish(typed, options.expect, scope)
  if (scope.problems.length > 0) return { ok: false, problems: scope.problems.toSorted((a, b) => a.from - b.from || a.to - b.to) }
  return { ok: true, ...result, references: [...scope.references], measures: scope.measures }
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

function finish(typed: Typed, expect: DataType | undefined, scope: Scope): { expr: Expr; type: DataType } {
  const own = typed.type === 'null' || typed.type === 'unknown' ? 'int' : typed.type
  const type = expect ?? own
  if (!mayBecome(typed.type, type)) {
    scope.problems.push(
      problem(
        'wrong-result',
        typed.span,
        `The formula has to give ${typeName(type).en}; it gives ${typeName(own).en}.`,
        `La formule doit donner ${typeName(type).fr} ; elle donne ${typeName(own).fr}.`,
      ),
    )
  }
  return { expr: converted(typed, type), type }
}
