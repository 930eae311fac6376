import { describe, expect, it } from 'vitest'

import { compileClosure } from './compile-closure.ts'
import { RowError } from './row-function.ts'
import { constantAt, literalExpr } from '../testing/literal-expr.ts'
import { sameValue, showValue } from '../testing/same-value.ts'
import { vectorCases } from '../testing/vector-cases.ts'
import type { VectorCase } from '../testing/vector-cases.ts'
import type { Expr } from '../expression.ts'
import type { Value } from '../types.ts'

/** The call with its arguments in columns, except where a constant is needed. */
function onColumns({ spec, types, args }: VectorCase): Value {
  const columns = types.map((type, at) => ({ name: `c${at}`, type }))
  const exprs = args.map((value, at): Expr =>
    constantAt(spec, at) ? literalExpr(types[at] ?? 'int', value) : { kind: 'column', name: `c${at}` },
  )
  return compileClosure({ kind: 'call', fn: spec.id, args: exprs }, columns)(args)
}

/** The call with nothing but literals. */
function onLiterals({ spec, types, args }: VectorCase): Value {
  return compileClosure({ kind: 'call', fn: spec.id, args: args.map((value, at) => literalExpr(types[at] ?? 'int', value)) }, [])([])
}

function problem(item: VectorCase, compute: (item: VectorCase) => Value): readonly string[] {
  const call = `${item.spec.id}(${showValue(item.args)})`
  try {
    const got = compute(item)
    if (item.raises) return [`${call} did not stop`]
    return sameValue(got, item.expected, item.tolerance) ? [] : [`${call} gave ${showValue(got)}, not ${showValue(item.expected)}`]
  } catch (error) {
    return item.raises && error instanceof RowError ? [] : [`${call} threw ${String(error)}`]
  }
}

describe('closures give the recorded results', () => {
  for (const [spec, cases] of vectorCases()) {
    if (spec.kind !== 'row') continue
    it(`${spec.id}: ${cases.length} calls`, () => {
      expect(cases.length).toBeGreaterThan(0)
      expect(cases.flatMap((item) => [...problem(item, onColumns), ...problem(item, onLiterals)])).toEqual([])
    })
  }
})
