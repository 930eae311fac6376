import type { Expr } from '../expression.ts'
import type { Measure } from '../relation.ts'
import { typeName } from '../type-names.ts'
import type { DataType } from '../types.ts'
import { check } from './check.ts'
import { parse } from './parse.ts'
import { problem } from './problem.ts'
import type { FormulaProblem } from './problem.ts'
import { scopeOf } from './scope.ts'
import type { FormulaOptions, Scope } from './scope.ts'
import { converted, mayBecome } from './typed.ts'
import type { Typed } from './typed.ts'

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
