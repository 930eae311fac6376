// Expr -> TypedExpr. The one place where an expression can be wrong: whatever passes here can be printed and compiled.

import { checkConstants } from './constants/check-constants.ts'
import { ExpressionError } from './expression-error.ts'
import type { ExpressionPath } from './expression-error.ts'
import type { Expr, SortKey, WindowFrame } from './expression.ts'
import type { FunctionKind, FunctionSpec } from './function-spec.ts'
import { functionCatalogue, functionSpec } from './functions/catalogue.ts'
import { literalValue } from './literal-value.ts'
import { argumentAt, matchSignature } from './match-signature.ts'
import type { SignatureMismatch } from './match-signature.ts'
import { notAllowed, wrongCount, wrongType } from './signature-problem.ts'
import type { TypedCall, TypedExpr, TypedSortKey } from './typed-expression.ts'
import type { Column, DataType } from './types.ts'

/** Deeper expressions are refused, before the stack of an engine ends. */
const deepestExpression = 1000

const indexes = new WeakMap<readonly Column[], ReadonlyMap<string, number>>()

function indexOf(columns: readonly Column[]): ReadonlyMap<string, number> {
  let index = indexes.get(columns)
  if (index === undefined) {
    index = new Map(columns.map((column, position) => [column.name, position]))
    indexes.set(columns, index)
  }
  return index
}

interface Scope {
  readonly columns: readonly Column[]
  readonly path: ExpressionPath
}

const within = (scope: Scope, ...steps: ExpressionPath): Scope => ({ columns: scope.columns, path: [...scope.path, ...steps] })

/**
 * Resolves an expression against the columns of its relation. Throws an ExpressionError with the path of the part that is wrong: unknown
 * column or function, wrong number or types of arguments, an argument that has to be a constant, a constant that will not do.
 */
export function resolveExpression(expr: Expr, columns: readonly Column[]): TypedExpr {
  return resolve(expr, { columns, path: [] })
}

/** Resolves an aggregate over the rows of a relation or of a group. */
export function resolveAggregate(spec: FunctionSpec, args: readonly Expr[], columns: readonly Column[]): TypedCall {
  return resolveCall(spec, args, { scope: { columns, path: [] }, kinds: ['aggregate'] })
}

function resolve(expr: Expr, scope: Scope): TypedExpr {
  if (scope.path.length > 2 * deepestExpression) {
    throw new ExpressionError('too-deep', { en: 'The formula is nested too deeply.', fr: 'La formule est trop imbriquée.' }, scope.path)
  }
  switch (expr.kind) {
    case 'column':
      return resolveColumn(expr.name, scope)
    case 'literal':
      return { kind: 'literal', type: expr.type, value: atPath(scope, () => literalValue(expr.type, expr.value)) }
    case 'call':
      return withoutNull(
        resolveCall(
          atPath(scope, () => functionSpec(expr.fn)),
          expr.args,
          { scope, kinds: ['row'] },
        ),
      )
    case 'window':
      return resolveWindow(expr, scope)
  }
}

/** A null constant where nulls propagate makes the call one. DuckDB would give such calls no type at all, and then not find the next function. */
function withoutNull(call: TypedCall): TypedExpr {
  return call.spec.nulls === 'propagate' && call.args.some(isNull) ? { kind: 'literal', type: call.type, value: null } : call
}

function atPath<T>(scope: Scope, compute: () => T): T {
  try {
    return compute()
  } catch (error) {
    if (error instanceof ExpressionError) throw new ExpressionError(error.code, error.text, [...scope.path, ...error.path])
    throw error
  }
}

function resolveColumn(name: string, scope: Scope): TypedExpr {
  const index = indexOf(scope.columns).get(name)
  const column = index === undefined ? undefined : scope.columns[index]
  if (index === undefined || column === undefined) {
    throw new ExpressionError(
      'unknown-column',
      { en: `There is no column “${name}”.`, fr: `La colonne « ${name} » n’existe pas.` },
      scope.path,
    )
  }
  return { kind: 'column', type: column.type, name, index }
}

function resolveWindow(expr: Extract<Expr, { kind: 'window' }>, scope: Scope): TypedExpr {
  const spec = atPath(scope, () => functionSpec(expr.fn))
  const { args, type } = resolveCall(spec, expr.args, { scope, kinds: ['window', 'aggregate'] })
  const partitionBy = expr.partitionBy.map((key, at) => resolve(key, within(scope, 'partitionBy', at)))
  const orderBy = expr.orderBy.map((key, at) => resolveKey(key, within(scope, 'orderBy', at, 'expr')))
  if (orderBy.length === 0 && spec.duckdb.includes('{o}')) {
    const name = spec.formula
    throw new ExpressionError(
      'not-allowed-here',
      { en: `${name.en} needs an order of the rows.`, fr: `${name.fr} a besoin d’un ordre des lignes.` },
      scope.path,
    )
  }
  if (expr.frame !== undefined) checkFrame(expr.frame, spec, orderBy)
  return { kind: 'window', type, spec, args, partitionBy, orderBy, ...(expr.frame && { frame: expr.frame }) }
}

/** A frame that an engine would refuse, or read otherwise, is an error of the node that made it. */
function checkFrame({ unit, from, to }: WindowFrame, spec: FunctionSpec, orderBy: readonly TypedSortKey[]): void {
  const [key, more] = orderBy
  const whole = (value: number) => Number.isInteger(value) && value >= 0
  if (spec.kind !== 'aggregate' || key === undefined) throw new Error('a frame belongs to an aggregate with an order')
  if (unit === 'range' && (more !== undefined || key.expr.type !== 'int')) throw new Error('a range needs one whole number to order by')
  if (!whole(to) || (from !== null && !whole(from))) throw new Error('a frame counts rows or distances from 0')
}

function resolveKey(key: SortKey, scope: Scope): TypedSortKey {
  return { expr: resolve(key.expr, scope), descending: key.descending ?? false, nullsFirst: key.nullsFirst ?? false }
}

function resolveCall(spec: FunctionSpec, args: readonly Expr[], place: { scope: Scope; kinds: readonly FunctionKind[] }): TypedCall {
  const { scope, kinds } = place
  if (!kinds.includes(spec.kind)) throw notAllowed(spec, scope.path)
  const given = args.map((arg, at) => resolve(arg, within(scope, 'args', at)))
  const types = given.map((arg) => (isNull(arg) ? 'null' : arg.type))
  const declared = given.map((arg) => arg.type)
  const match = matchSignature(spec, types, declared)
  if (!match.ok) throw mismatch(spec, given, { match, path: scope.path })
  const brought = given.map((arg, at) => bringTo(arg, match.params[at] ?? arg.type))
  requireConstants(spec, brought, scope.path)
  return { kind: 'call', type: match.returns, spec, args: brought }
}

function mismatch(
  spec: FunctionSpec,
  given: readonly TypedExpr[],
  where: { match: SignatureMismatch; path: ExpressionPath },
): ExpressionError {
  const { match, path } = where
  const wrong = given[match.at]
  if (match.code === 'wrong-count' || wrong === undefined) return wrongCount(spec, given.length, path)
  return wrongType(spec, { at: match.at, expected: match.expected, given: wrong.type }, path)
}

const isNull = (expr: TypedExpr) => expr.kind === 'literal' && expr.value === null

function widening(): FunctionSpec {
  return functionCatalogue.get('int-to-float') ?? functionSpec('int-to-float')
}

function bringTo(arg: TypedExpr, type: DataType): TypedExpr {
  if (arg.kind === 'literal' && arg.value === null) return { ...arg, type }
  if (arg.type !== 'int' || type !== 'float') return arg
  if (arg.kind === 'literal') return { kind: 'literal', type: 'float', value: Number(arg.value) }
  return { kind: 'call', type: 'float', spec: widening(), args: [arg] }
}

function requireConstants(spec: FunctionSpec, args: readonly TypedExpr[], path: ExpressionPath): void {
  const constants = args.map((arg, at) => {
    if (argumentAt(spec, at)?.const !== true) return undefined
    if (arg.kind === 'literal' && arg.value !== null) return arg.value
    const text = { en: 'This has to be a constant.', fr: 'Ceci doit être une constante.' }
    throw new ExpressionError('not-constant', text, [...path, 'args', at])
  })
  const problem = checkConstants(spec.id, constants)
  if (problem !== undefined) throw new ExpressionError('bad-constant', problem.reason, [...path, 'args', problem.at])
}
