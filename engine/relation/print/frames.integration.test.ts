import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'

import { extend, filter, numberRows, select, values } from '../build.ts'
import { aggregateClosure } from '../closure/aggregate-closure.ts'
import { call, column, literal } from '../expression.ts'
import type { Expr, WindowFrame } from '../expression.ts'
import { duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import { sameValue } from '../testing/same-value.ts'
import type { Column, Value } from '../types.ts'
import { printRelation } from './duckdb.ts'

const columns: readonly Column[] = [
  { name: 'group', type: 'text' },
  { name: 'at', type: 'int' },
  { name: 'x', type: 'float' },
]
const functions = ['mean', 'sum', 'minimum', 'maximum', 'median', 'stddev-sample', 'variance-sample', 'count'] as const

const row = fc.tuple(
  fc.constantFrom('a', 'b', null),
  fc.oneof({ weight: 6, arbitrary: fc.integer({ min: -6, max: 9 }) }, { weight: 1, arbitrary: fc.constant(null) }),
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -8, max: 8 }).map((value) => value / 4) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
)
const frames = fc.record({
  unit: fc.constantFrom('rows' as const, 'range' as const),
  from: fc.option(fc.integer({ min: 1, max: 5 })),
  to: fc.constantFrom(0, 1),
})

type Row = readonly [string | null, number | null, number | null, number]

/** What the frame of a row holds, by looking at each row of the table. */
function framed(rows: readonly Row[], own: Row, { unit, from, to }: WindowFrame): readonly (number | null)[] {
  const mates = rows.filter(([group]) => group === own[0])
  if (unit === 'range') {
    const distance = (at: number | null) => (own[1] ?? 0) - (at ?? Number.NaN)
    return mates.filter(([, at]) => distance(at) >= to && distance(at) <= (from ?? Number.POSITIVE_INFINITY)).map(([, , x]) => x)
  }
  const last = 1e9
  const sorted = mates.toSorted((a, b) => (a[1] ?? last) - (b[1] ?? last) || a[3] - b[3])
  const place = sorted.indexOf(own)
  return sorted.slice(from === null ? 0 : Math.max(0, place - from), Math.max(0, place - to + 1)).map(([, , x]) => x)
}

const over = (fn: string, frame: WindowFrame): Expr => ({
  kind: 'window',
  fn,
  args: [column('x')],
  partitionBy: [column('group')],
  orderBy: frame.unit === 'range' ? [{ expr: column('at') }] : [{ expr: column('at') }, { expr: column('n') }],
  frame,
})

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await openDuckdb()
})

describe('moving frames', () => {
  it('sum up the rows that lie in them, whatever is missing and ties', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 24 }), frames, async (given, frame) => {
        // What a row without a key sees in a range is the engine's affair: those who ask leave it out.
        const asked = (own: Row) => frame.unit === 'rows' || own[1] !== null
        const rows = given.map((cells, at): Row => [...cells, at])
        const table = numberRows(values(columns, given), 'n')
        const relation = extend(
          table,
          functions.map((fn) => ({ name: fn, expr: over(fn, frame) })),
        )
        const got = (await duckdbRows(connection, printRelation(relation))).rows
        const wrong = rows.filter(asked).flatMap((own) =>
          functions.flatMap((fn, place) => {
            const wanted: Value = aggregateClosure(fn)([framed(rows, own, frame)])
            const found = got[own[3]]?.[4 + place] ?? null
            return sameValue(found, wanted, 1e-9) ? [] : [`${fn} of row ${own[3]} is ${String(found)}, not ${String(wanted)}`]
          }),
        )
        expect(wrong).toEqual([])
      }),
      { numRuns: 120, seed: 20_261_123 },
    )
  })

  it('are refused where they mean nothing', () => {
    const table = numberRows(values(columns, []), 'n')
    const frame: WindowFrame = { unit: 'range', from: 1, to: 0 }
    const wrong = (expr: Expr) => () => extend(table, [{ name: 'y', expr }])
    expect(wrong({ kind: 'window', fn: 'sum', args: [column('x')], partitionBy: [], orderBy: [{ expr: column('x') }], frame })).toThrow(
      'whole number',
    )
    expect(wrong({ kind: 'window', fn: 'sum', args: [column('x')], partitionBy: [], orderBy: [], frame })).toThrow('with an order')
    expect(wrong(over('sum', { unit: 'rows', from: -1, to: 0 }))).toThrow('from 0')
  })
})

describe('filters over windows of all rows, on numbered rows', () => {
  const rows = [
    ['a', 3, 1],
    ['b', 1, 2],
    [null, 2, null],
  ] as const
  const whole = (fn: string, arg: string): Expr => ({ kind: 'window', fn, args: [column(arg)], partitionBy: [], orderBy: [] })
  const table = numberRows(values(columns, rows), 'n')
  const tests: readonly (readonly [string, Expr, readonly number[]])[] = [
    ['largest', call('equal', column('at'), whole('maximum', 'at')), [1]],
    ['before the last number', call('less', column('n'), whole('maximum', 'n')), [1, 2]],
    ['below the mean', call('less', column('x'), whole('mean', 'x')), [1]],
    ['count of known', call('equal', column('n'), whole('count', 'x')), [2]],
    ['median', call('equal', call('int-to-float', column('at')), whole('median', 'at')), [3]],
    ['both', call('and', call('greater', column('n'), literal('int', 1)), call('less', column('n'), whole('maximum', 'n'))), [2]],
  ]
  it.each(tests)('%s', async (_, test, numbers) => {
    const direct = select(filter(table, test), ['n'])
    const named = select(filter(extend(table, [{ name: 'kept', expr: test }]), column('kept')), ['n'])
    for (const relation of [direct, named])
      for (const optimised of [true, false])
        for (const ordered of [true, false]) {
          const found = (await duckdbRows(connection, printRelation(relation, { optimised, ordered }))).rows.map(([n]) => Number(n))
          expect(found.toSorted((a, b) => a - b)).toEqual(numbers)
        }
  })
})
