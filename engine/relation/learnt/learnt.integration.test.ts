import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, describe, expect, it } from 'vitest'
import { randomFrom } from '../../learn/random.ts'
import { compileClosure } from '../closure/compile-closure.ts'
import { call, column, literal } from '../expression.ts'
import { printDuckdb } from '../print/duckdb-expression.ts'
import { duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import { literalExpr } from '../testing/literal-expr.ts'
import { sameValue, showValue } from '../testing/same-value.ts'
import type { Value } from '../types.ts'
import type { LearntRow, LearntRows } from './learnt-rows.ts'

const random = randomFrom(7)
const number = () => Math.round((random.next() * 4 - 2) * 8) / 8
const complete = Array.from({ length: 40 }, () => [number(), number(), number()])
const gappy = complete.map((row, at): LearntRow => row.map((value, j) => ((at + j) % 4 === 0 ? null : value)))
const positive = complete.map((_, at) => 1 + (at % 7) / 3)

const answers = [
  { values: complete.map(([value = 0]) => value * 10), classes: 0 },
  { values: complete.map((_, at) => (at % 3 === 0 ? null : 1 + (at % 4))), classes: 4 },
  { values: complete.map(() => null), classes: 0 },
]

const nearest = { kind: 'nearest', counts: [1, 1, 1], neighbours: 4, answers } as const
const factor = { kind: 'factor', rows: complete, neighbours: 5, radii: positive, densities: positive.toReversed() } as const

// Cuts at values that points have: the place itself belongs to the second side.
const uneven = [0, 0.5, [1, -0.5, 2.5, [2, 0, 3, 4.25]], 1] as const

const learnt: readonly (readonly [string, LearntRows])[] = [
  ['nearest values, rows complete', { ...nearest, rows: complete, weights: 'equal' }],
  ['nearest values, rows with gaps', { ...nearest, rows: gappy, weights: 'equal' }],
  ['nearest values by distance', { ...nearest, rows: gappy, weights: 'distance' }],
  ['coordinates that stand for one column', { ...nearest, rows: gappy, weights: 'equal', counts: [1, 0.5, 0.5] }],
  ['the same, rows complete', { ...nearest, rows: complete, weights: 'distance', counts: [1, 0.5, 0.5] }],
  ['more neighbours than rows', { ...nearest, rows: gappy, weights: 'distance', neighbours: 400 }],
  ['nearest values within a distance', { ...nearest, rows: complete, weights: 'equal', neighbours: 1, within: 0.8 }],
  ['several of them within a distance, rows with gaps', { ...nearest, rows: gappy, weights: 'distance', within: 1.1 }],
  ['outlier factor', { ...factor, metric: 'euclidean' }],
  ['outlier factor, city blocks', { ...factor, metric: 'manhattan' }],
  ['kernel', { kind: 'kernel', rows: complete, weights: positive.map((value, at) => value * (at % 2 === 0 ? 1 : -1)), gamma: 0.4 }],
  ['isolation forest', { kind: 'forest', width: 3, trees: [uneven, 2, [2, 1e-7, uneven, 1.25]], usual: 3.3 }],
  ['isolation forest without a cut', { kind: 'forest', width: 3, trees: [1, 3], usual: 1 }],
  ['isolation forest of single rows', { kind: 'forest', width: 3, trees: [0], usual: 0 }],
]

const hostile = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, 1e60, -0, null]

/** Points between the rows, on a row, far away, and with every kind of number that is none. */
function points(wanted: number): readonly Value[] {
  const tail = (at: number) => Array.from({ length: wanted }, (_, answer) => ((at + answer) % 5 === 0 ? null : 1))
  const coordinates: LearntRow[] = [
    ...Array.from({ length: 30 }, () => [number() + 0.01, number(), number()]),
    ...complete.slice(0, 8),
    ...complete.slice(0, 12).map(([a = null, b = null, c = null], at) => (at % 2 === 0 ? [a, null, c] : [null, b, null])),
    ...hostile.map((value) => [value, 0.5, value]),
    [null, null, null],
  ]
  return [
    null,
    [],
    [1],
    ...coordinates.map((row, at) => [...row, ...tail(at)]),
    ...coordinates.slice(0, 2).map((row) => [...row, ...tail(0), 1]),
  ]
}

describe('answers of learnt rows', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await openDuckdb()
  })

  it.each(learnt)('are the same in DuckDB and row by row: %s', async (_, rows) => {
    const columns = [{ name: 'p', type: 'list<float>' }] as const
    const expr = call('learnt', literal('text', JSON.stringify(rows)), column('p'))
    const asked = points(rows.kind === 'nearest' ? rows.answers.length : 0)
    const table = asked.map((point, at) => `(${at}, ${printDuckdb(literalExpr('list<float>', point), [])})`).join(', ')
    const found = await duckdbRows(connection, `SELECT ${printDuckdb(expr, columns)} FROM (VALUES ${table}) t(n, p) ORDER BY n`)
    const closure = compileClosure(expr, columns)
    expect(found.types).toEqual(['DOUBLE[]'])
    const wrong = asked.flatMap((point, at) => {
      const [got, wanted] = [found.rows[at]?.[0] ?? null, closure([point])]
      return sameValue(got, wanted, 1e-9) ? [] : [`${showValue(point)} is ${showValue(got)} in DuckDB, ${showValue(wanted)} as a closure`]
    })
    expect(wrong).toEqual([])
    // Most of them have an answer, or little would be compared.
    expect(found.rows.filter(([answer]) => answer !== null).length).toBeGreaterThan(30)
  })
})
