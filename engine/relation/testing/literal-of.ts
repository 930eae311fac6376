import type { DataType, LiteralValue, Value } from '../types.ts'
import { literalExpr } from './literal-expr.ts'

/** A value as it stands in a table typed in by hand. */
export function literalOf(type: DataType, value: Value): LiteralValue {
  const expr = literalExpr(type, value)
  return expr.kind === 'literal' ? expr.value : null
}
