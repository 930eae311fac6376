import { call, literal } from '../expression.ts'
import type { Expr } from '../expression.ts'
import type { ArgumentType } from '../match-signature.ts'
import { isNumeric } from '../types.ts'
import type { DataType } from '../types.ts'
import type { Span } from './problem.ts'

/** A checked part of a formula. `null`: a missing value whose type its surroundings decide. `unknown`: a problem was reported. */
export interface Typed {
  readonly span: Span
  readonly type: DataType | 'null' | 'unknown'
  readonly expr: Expr
  /** How the part reads once its surroundings have decided its type; only for type `null`. */
  readonly as?: (type: DataType) => Expr
}

/** A part whose type is certain enough to match it with a signature. */
type Known = Typed & { readonly type: ArgumentType }

export function isKnown(typed: Typed): typed is Known {
  return typed.type !== 'unknown'
}

export const nullExpr = (type: DataType): Expr => literal(type, null)

export function unknownAt(span: Span): Typed {
  return { span, type: 'unknown', expr: nullExpr('int') }
}

/** Brings an int literal to float without a call; other parts of the value stay exact. */
function widenedLiteral(expr: Expr & { kind: 'literal' }): Expr {
  return literal('float', typeof expr.value === 'string' ? Number(expr.value) : expr.value)
}

/** The conversions that a formula makes by itself, from and to. */
const conversions: Readonly<Record<string, string>> = {
  'int float': 'int-to-float',
  'date timestamp': 'date-to-timestamp',
  'timestamp date': 'timestamp-to-date',
  'int text': 'int-to-text',
  'float text': 'float-to-text',
  'bool text': 'bool-to-text',
  'date text': 'date-to-text',
  'timestamp text': 'timestamp-to-text',
}

/** The expression as a value of the type. The caller has made sure that there is a conversion. */
export function converted(typed: Typed, type: DataType): Expr {
  if (typed.type === 'null') return typed.as?.(type) ?? nullExpr(type)
  if (typed.type === type) return typed.expr
  if (typed.type === 'int' && type === 'float' && typed.expr.kind === 'literal') return widenedLiteral(typed.expr)
  if (typed.type === 'date' && type === 'timestamp' && typed.expr.kind === 'literal') {
    return literal('timestamp', `${String(typed.expr.value)} 00:00:00.000000`)
  }
  const conversion = conversions[`${typed.type} ${type}`]
  return conversion === undefined ? typed.expr : call(conversion, typed.expr)
}

/** Whether a value of the one type may stand where the other is asked for, as the formula has it. */
export function mayBecome(from: Typed['type'], to: DataType): boolean {
  if (from === to || from === 'null' || from === 'unknown') return true
  return (isNumeric(from as DataType) && from === 'int' && to === 'float') || (from === 'date' && to === 'timestamp')
}
