import type { Expr } from '../expression.ts'
import type { FunctionSpec } from '../function-spec.ts'
import type { Column } from '../types.ts'
import { constantAt, literalExpr } from './literal-expr.ts'
import { vectorCases } from './vector-cases.ts'

const cases = vectorCases()

/** A call of a function on columns `a0`, `a1`, ... with the constants and types of its first recorded call that does not stop. */
export function exampleCall(spec: FunctionSpec): { readonly args: readonly Expr[]; readonly columns: readonly Column[] } {
  const first = (cases.get(spec) ?? []).find((item) => !item.raises)
  if (!first) throw new Error(`${spec.id} has no recorded call`)
  const columns = first.types.map((type, at): Column => ({ name: `a${at}`, type }))
  const args = first.types.map((type, at): Expr =>
    constantAt(spec, at) ? literalExpr(type, first.args[at] ?? null) : { kind: 'column', name: `a${at}` },
  )
  return { args, columns }
}
