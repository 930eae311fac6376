import fc from 'fast-check'

import type { Expr } from '../expression.ts'
import type { FunctionSpec, TypePattern } from '../function-spec.ts'
import { functionCatalogue } from '../functions/catalogue.ts'
import { argumentAt } from '../match-signature.ts'
import { elementType, isList, scalarTypes } from '../types.ts'
import type { Column, DataType, ScalarType } from '../types.ts'
import { hostileValue } from './hostile-values.ts'
import { constantAt, literalExpr } from './literal-expr.ts'
import { vectorCases } from './vector-cases.ts'

/** Row-wise functions whose results are equal to the last bit, so that nothing grows when they are nested. */
function exactFunctions(): readonly FunctionSpec[] {
  const exact = new Set([...vectorCases()].flatMap(([spec, [first]]) => (first?.tolerance === 0 ? [spec] : [])))
  return [...functionCatalogue.values()].filter((spec) => spec.kind === 'row' && exact.has(spec) && !spec.id.endsWith('-strict'))
}

const functions = exactFunctions()
const cases = vectorCases()

/** What the variables of a function stand for when it gives this type; undefined when it cannot. */
function bindReturn(pattern: TypePattern, type: DataType): Partial<Record<'T' | 'U', ScalarType>> | undefined {
  if (pattern === type) return {}
  if ((pattern === 'T' || pattern === 'U') && !isList(type)) return { [pattern]: type }
  const variable = /^list<([TU])>$/.exec(pattern)?.[1]
  return variable !== undefined && isList(type) ? { [variable]: elementType(type) } : undefined
}

function substitute(pattern: TypePattern, bound: Partial<Record<'T' | 'U', ScalarType>>, free: ScalarType): DataType {
  return pattern.replace(/\b[TU]\b/, (variable) => bound[variable as 'T' | 'U'] ?? free) as DataType
}

function leaf(type: DataType, columns: readonly Column[]): fc.Arbitrary<Expr> {
  const fitting = columns.filter((column) => column.type === type).map((column): Expr => ({ kind: 'column', name: column.name }))
  const literals = hostileValue(type).map((value) => literalExpr(type, value))
  return fitting.length === 0
    ? literals
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: literals })
}

function callOf(
  spec: FunctionSpec,
  type: DataType,
  inner: { readonly columns: readonly Column[]; readonly depth: number },
): fc.Arbitrary<Expr> {
  const bound = bindReturn(spec.returns, type) ?? {}
  const recorded = fc.constantFrom(...(cases.get(spec) ?? []).map((item) => item.args))
  const { variadicFrom, group = 1 } = spec
  const count =
    variadicFrom === undefined
      ? fc.constant(spec.args.length)
      : fc.integer({ min: 1, max: 2 }).map((groups) => variadicFrom + group * groups)
  return fc.tuple(count, fc.constantFrom(...scalarTypes), recorded).chain(([length, free, constants]) => {
    const args = Array.from({ length }, (_, at): fc.Arbitrary<Expr> => {
      const wanted = substitute(argumentAt(spec, at)?.type ?? 'int', bound, free)
      if (constantAt(spec, at)) return fc.constant(literalExpr(wanted, constants[at] ?? null))
      return expressionOf(wanted, inner.columns, inner.depth - 1)
    })
    return fc.tuple(...args).map((exprs): Expr => ({ kind: 'call', fn: spec.id, args: exprs }))
  })
}

/** Expressions of a type over columns, calls nested to a depth. */
export function expressionOf(type: DataType, columns: readonly Column[], depth: number): fc.Arbitrary<Expr> {
  const fitting = functions.filter((spec) => bindReturn(spec.returns, type) !== undefined)
  if (depth <= 0 || fitting.length === 0) return leaf(type, columns)
  const calls = fc.constantFrom(...fitting).chain((spec) => callOf(spec, type, { columns, depth }))
  return fc.oneof({ weight: 1, arbitrary: leaf(type, columns) }, { weight: 6, arbitrary: calls })
}
