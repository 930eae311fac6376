import { call, literal } from '../expression.ts'
import type { Expr } from '../expression.ts'
import { functionSpec } from '../functions/catalogue.ts'
import { isList } from '../types.ts'
import type { DataType } from '../types.ts'
import { apply } from './apply.ts'
import type { Use } from './apply.ts'
import { wrongType } from './call-problems.ts'
import { wordConstant, numberConstant, percentConstant } from './constants.ts'
import type { Constant } from './constants.ts'
import { isComparison } from './operators.ts'
import type { Operator } from './operators.ts'
import { sameInBoth } from './problem.ts'
import type { Scope } from './scope.ts'
import type { Tree } from './tree.ts'
import { converted, unknownAt } from './typed.ts'
import type { Typed } from './typed.ts'

/** The functions behind an operator; the types of its operands choose. */
const operatorFunctions: Readonly<Record<Operator, readonly string[]>> = {
  '+': ['add-int', 'add'],
  '-': ['subtract-int', 'subtract'],
  '*': ['multiply-int', 'multiply'],
  '/': ['divide'],
  '^': ['power'],
  '&': ['concatenate'],
  '=': ['equal'],
  '<>': ['not-equal'],
  '<': ['less'],
  '>': ['greater'],
  '<=': ['less-or-equal'],
  '>=': ['greater-or-equal'],
}

/** Brings an operand of & to text. */
function asText(operand: Typed): Typed {
  if (operand.type === 'unknown' || operand.type === 'null' || isList(operand.type)) return operand
  return { span: operand.span, type: 'text', expr: converted(operand, 'text') }
}

function negated(expr: Expr): Expr {
  return expr.kind === 'literal' && typeof expr.value === 'number' ? literal('int', 0 - expr.value) : call('negate-int', expr)
}

/** Dates count in days, as in Excel: date + 30, date - 30, date - date. */
function dateArithmetic(operator: Operator, left: Typed, right: Typed, use: Use): Typed | undefined {
  const typed = (type: DataType, expr: Expr): Typed => ({ span: use.span, type, expr })
  const pair = `${left.type} ${operator} ${right.type}`
  if (pair === 'date + int') return typed('date', call('add-days', left.expr, right.expr))
  if (pair === 'int + date') return typed('date', call('add-days', right.expr, left.expr))
  if (pair === 'date - int') return typed('date', call('add-days', left.expr, negated(right.expr)))
  return pair === 'date - date' ? typed('int', call('days-between', left.expr, right.expr)) : undefined
}

/** Applies an infix operator to checked operands. */
export function checkBinary(tree: Tree & { readonly kind: 'binary' }, left: Typed, right: Typed, scope: Scope): Typed {
  const { operator } = tree
  const use: Use = { label: sameInBoth(operator), span: { from: tree.from, to: tree.to } }
  const dates = dateArithmetic(operator, left, right, use)
  if (dates !== undefined) return dates
  if (left.type === 'date' && (operator === '+' || operator === '-') && right.type !== 'unknown') {
    scope.problems.push(wrongType(use.label, right, operator === '+' ? ['int'] : ['int', 'date']))
    return unknownAt(use.span)
  }
  const operands = operator === '&' ? [asText(left), asText(right)] : [left, right]
  const typed = apply(operatorFunctions[operator].map(functionSpec), operands, use, scope)
  return isComparison(operator) ? { ...typed, type: 'bool' } : typed
}

function negativeConstant(operand: Tree, span: Tree): Constant | undefined {
  if (operand.kind === 'number') return numberConstant(operand.raw, true, span)
  if (operand.kind === 'percent' && operand.operand.kind === 'number') return percentConstant(operand.operand.raw, true, span)
  if (operand.kind !== 'constant' || operand.word !== 'infinity') return undefined
  const expr = wordConstant('infinity', true)
  return expr.kind === 'literal' ? { expr } : undefined
}

/** A sign before a value. Numbers as typed become negative literals. */
export function checkSign(tree: Tree & { readonly kind: 'minus' | 'plus' }, check: (tree: Tree) => Typed, scope: Scope): Typed {
  const span = { from: tree.from, to: tree.to }
  if (tree.kind === 'minus') {
    const constant = negativeConstant(tree.operand, tree)
    if (constant !== undefined) return typedConstant(constant, span, scope)
    return apply(['negate-int', 'negate'].map(functionSpec), [check(tree.operand)], { label: sameInBoth('-'), span }, scope)
  }
  const operand = check(tree.operand)
  if (operand.type === 'int' || operand.type === 'float' || operand.type === 'null' || operand.type === 'unknown') return operand
  scope.problems.push(wrongType(sameInBoth('+'), operand, ['float']))
  return unknownAt(span)
}

/** A percent sign after a value: the hundredth. */
export function checkPercent(tree: Tree & { readonly kind: 'percent' }, check: (tree: Tree) => Typed, scope: Scope): Typed {
  const span = { from: tree.from, to: tree.to }
  if (tree.operand.kind === 'number') return typedConstant(percentConstant(tree.operand.raw, false, tree), span, scope)
  const hundred: Typed = { span, type: 'float', expr: literal('float', 100) }
  return apply([functionSpec('divide')], [check(tree.operand), hundred], { label: sameInBoth('%'), span }, scope)
}

export function typedConstant(constant: Constant, span: { from: number; to: number }, scope: Scope): Typed {
  if ('expr' in constant) return { span, type: constant.expr.type, expr: constant.expr }
  scope.problems.push(constant.problem)
  return unknownAt(span)
}
