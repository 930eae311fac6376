import type { Expr } from '../expression.ts'
import type { FunctionSpec } from '../function-spec.ts'
import { literalOf } from '../literal-value.ts'
import { argumentAt } from '../match-signature.ts'
import type { DataType, Value } from '../types.ts'

export const constantAt = (spec: FunctionSpec, at: number): boolean => argumentAt(spec, at)?.const === true

export const literalExpr = (type: DataType, value: Value): Expr => ({ kind: 'literal', type, value: literalOf(type, value) })
