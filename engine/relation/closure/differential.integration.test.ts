import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'

import type { FunctionSpec } from '../function-spec.ts'
import { functionCatalogue } from '../functions/catalogue.ts'
import { columnQuery, windowQuery } from '../testing/duckdb-calls.ts'
import type { CallGroup } from '../testing/duckdb-calls.ts'
import { asRead, duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import { generatedCalls } from '../testing/generated-calls.ts'
import { hostileValue } from '../testing/hostile-values.ts'
import { constantAt, literalExpr } from '../testing/literal-expr.ts'
import { sameValue, showValue } from '../testing/same-value.ts'
import { vectorCases } from '../testing/vector-cases.ts'
import type { Expr } from '../expression.ts'
import type { DataType, Value } from '../types.ts'
import { aggregateClosure, windowClosure } from './aggregate-closure.ts'
import { compileClosure } from './compile-closure.ts'

const byCategory = new Map<string, FunctionSpec[]>()
for (const spec of functionCatalogue.values()) byCategory.set(spec.category, [...(byCategory.get(spec.category) ?? []), spec])

const isStrict = (spec: FunctionSpec) => spec.id.endsWith('-strict')

/** The tolerance of the recorded results; sums of unlike sizes may lose more, so that their terms are kept alike below. */
const tolerances = new Map([...vectorCases()].map(([spec, [first]]) => [spec.id, first?.tolerance ?? 0]))

/** Values of like size, where a difference of the order of addition stays small against the result. */
function tameValue(type: DataType): fc.Arbitrary<Value> {
  if (type !== 'float') return hostileValue(type)
  return fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -40, max: 40 }).map((value): Value => value / 4) },
    { weight: 1, arbitrary: fc.constantFrom<Value>(null, 0, -0) },
    { weight: 1, arbitrary: fc.constantFrom<Value>(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300) },
  )
}

function computed(group: CallGroup): readonly Value[] {
  const { spec, types, constants, calls } = group
  if (spec.kind === 'aggregate') return calls.map(aggregateClosure(spec.id))
  if (spec.kind === 'window') return calls.flatMap((args) => windowClosure(spec.id)(args) as readonly Value[])
  const args = types.map((type, at): Expr =>
    constantAt(spec, at) ? literalExpr(type, constants[at] ?? null) : { kind: 'column', name: `c${at}` },
  )
  const columns = types.map((type, at) => ({ name: `c${at}`, type }))
  return calls.map(compileClosure({ kind: 'call', fn: spec.id, args }, columns))
}

function differences(group: CallGroup, got: readonly Value[], wanted: readonly Value[]): readonly string[] {
  const tolerance = tolerances.get(group.spec.id) ?? 0
  if (got.length !== wanted.length) return [`${group.spec.id} gave ${got.length} rows, not ${wanted.length}`]
  return wanted.flatMap((value, index) => {
    if (sameValue(got[index] ?? null, asRead(value), tolerance)) return []
    const call = group.spec.kind === 'window' ? showValue(group.calls) : showValue(group.calls[index] ?? null)
    return [`${group.spec.id}${call} is ${showValue(got[index] ?? null)} in DuckDB, ${showValue(value)} as a closure`]
  })
}

async function compare(connection: DuckDBConnection, group: CallGroup): Promise<readonly string[]> {
  const { rows } = await duckdbRows(connection, columnQuery(group))
  const wanted = computed(group)
  const found = differences(
    group,
    rows.map((row) => row[1] ?? null),
    wanted,
  )
  if (group.spec.kind !== 'aggregate') return found
  const over = await duckdbRows(connection, windowQuery(group))
  const perCall = new Map(over.rows.map(([call, value]) => [Number(call), value ?? null]))
  return [
    ...found,
    ...differences(
      group,
      group.calls.map((_, call) => perCall.get(call) ?? null),
      wanted,
    ),
  ]
}

describe('DuckDB and closures agree on generated values', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await openDuckdb()
  })

  for (const [category, specs] of byCategory) {
    it(`${category}: ${specs.length} functions`, async () => {
      for (const spec of specs.filter((candidate) => !isStrict(candidate))) {
        const value = spec.kind === 'row' ? hostileValue : tameValue
        const calls = spec.kind === 'row' ? 60 : 12
        await fc.assert(
          fc.asyncProperty(generatedCalls(spec, { calls, value }), async (group) => {
            expect(await compare(connection, group)).toEqual([])
          }),
          { numRuns: 4, seed: 20_261_122 },
        )
      }
    })
  }
})
