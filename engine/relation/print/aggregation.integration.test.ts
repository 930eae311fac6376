import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'

import { aggregate, values } from '../build.ts'
import { aggregateClosure } from '../closure/aggregate-closure.ts'
import { column } from '../expression.ts'
import type { Measure } from '../relation.ts'
import { asRead, duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import { constantAt, literalExpr } from '../testing/literal-expr.ts'
import { literalOf } from '../testing/literal-of.ts'
import { sameValue, showValue } from '../testing/same-value.ts'
import { vectorCases } from '../testing/vector-cases.ts'
import type { VectorCase } from '../testing/vector-cases.ts'
import type { Column, Value } from '../types.ts'
import { printRelation } from './duckdb.ts'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await openDuckdb()
})

const moments = [...vectorCases()].flatMap(([spec, [first]]) =>
  /^(variance|stddev|covariance|regression)-|^(skewness|kurtosis|correlation)$/.test(spec.id)
    ? [{ spec, tolerance: first?.tolerance ?? 0 }]
    : [],
)

/** A recorded call as a group beside a group of nothing but a null. */
async function asGroup({ spec, types, args }: VectorCase): Promise<Value> {
  const [first] = args
  const count = Array.isArray(first) ? first.length : 0
  const columns = types.map((type, at): Column => ({ name: `v${at}`, type }))
  const rows = Array.from({ length: count }, (_, row) =>
    args.map((arg, at) =>
      literalOf(types[at] ?? 'int', Array.isArray(arg) && !constantAt(spec, at) ? ((arg as readonly Value[])[row] ?? null) : null),
    ),
  )
  const keyed = rows.map((row) => ['a', ...row])
  const table = values([{ name: 'key', type: 'text' }, ...columns], [...keyed, [null, ...types.map(() => null)]])
  const exprs = types.map((type, at) => (constantAt(spec, at) ? literalExpr(type, args[at] ?? null) : column(`v${at}`)))
  const relation = aggregate(table, [{ name: 'key', expr: column('key') }], [{ name: 'out', fn: spec.id, args: exprs }])
  const answer = await duckdbRows(connection, printRelation(relation))
  expect(answer.rows.map((row) => row[0])).toEqual(['a', null])
  return answer.rows[0]?.[1] ?? null
}

describe('aggregates of a relation', () => {
  it('give the recorded results as groups', async () => {
    const wrong: string[] = []
    for (const cases of vectorCases().values()) {
      for (const item of cases.filter(({ spec, args }) => spec.kind === 'aggregate' && Array.isArray(args[0]) && args[0].length > 0)) {
        const got = await asGroup(item)
        if (!sameValue(got, asRead(item.expected), item.tolerance))
          wrong.push(`${item.spec.id}${showValue(item.args)} gave ${showValue(got)}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('keep their digits far from zero, group by group', async () => {
    const number = fc.oneof(
      { weight: 20, arbitrary: fc.integer({ min: -400, max: 400 }).map((value) => value / 8) },
      { weight: 1, arbitrary: fc.constantFrom(null, Number.NaN, Number.POSITIVE_INFINITY, 1e150, 3e149) },
    )
    const row = fc.tuple(fc.constantFrom('near', 'far', 'same', null), number, number)
    const shift = (key: string | null, value: number | null) =>
      value === null || key === 'near' ? value : key === 'far' ? value + 1e9 : key === 'same' ? 7.1 : value - 2e5
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (drawn) => {
        const rows = drawn.map(([key, x, y]) => [key, shift(key, x), shift(key, y)] as const)
        const table = values(
          [
            { name: 'key', type: 'text' },
            { name: 'x', type: 'float' },
            { name: 'y', type: 'float' },
          ],
          rows.map(([key, x, y]) => [key, literalOf('float', x), literalOf('float', y)]),
        )
        const measures = moments.map(({ spec }): Measure => ({
          name: spec.id,
          fn: spec.id,
          args: ['x', 'y'].slice(0, spec.args.length).map(column),
        }))
        const answer = await duckdbRows(connection, printRelation(aggregate(table, [{ name: 'key', expr: column('key') }], measures)))
        for (const [key = null, ...got] of answer.rows) {
          const group = rows.filter((item) => item[0] === key)
          for (const [at, { spec, tolerance }] of moments.entries()) {
            const args = [group.map((item) => item[1]), group.map((item) => item[2])].slice(0, spec.args.length)
            const wanted = aggregateClosure(spec.id)(args)
            // Third and fourth powers of differences at 1e9 have nine digits left of the sixteen.
            const enough = Math.max(tolerance, 1e-9)
            expect([spec.id, key, group, sameValue(got[at] ?? null, wanted, enough) || showValue([got[at] ?? null, wanted])]).toEqual([
              spec.id,
              key,
              group,
              true,
            ])
          }
        }
      }),
      { numRuns: 60, seed: 20_261_122 },
    )
  })

  it('of nothing are one row', async () => {
    const table = values([{ name: 'x', type: 'float' }], [])
    const measures = moments
      .filter(({ spec }) => spec.args.length === 1)
      .map(({ spec }): Measure => ({ name: spec.id, fn: spec.id, args: [column('x')] }))
    const { rows } = await duckdbRows(
      connection,
      printRelation(aggregate(table, [], [...measures, { name: 'n', fn: 'count', args: [column('x')] }])),
    )
    expect(rows).toEqual([[...measures.map(() => null), 0]])
  })
})
