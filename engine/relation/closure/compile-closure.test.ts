import { describe, expect, it } from 'vitest'

import { ExpressionError } from '../expression-error.ts'
import { call, column, literal } from '../expression.ts'
import type { Expr } from '../expression.ts'
import { forLaterRows } from '../functions/for-later-rows.ts'
import { functionCatalogue } from '../functions/catalogue.ts'
import { learntFunction } from '../functions/learnt.ts'
import type { Column, Value } from '../types.ts'
import { aggregates } from './aggregate.ts'
import { aggregateClosure, windowClosure } from './aggregate-closure.ts'
import { compileClosure } from './compile-closure.ts'
import { RowError } from './row-function.ts'
import { lazyFunctions, madeFunctions, plainFunctions } from './row-functions.ts'
import { windows } from './window.ts'

const columns: readonly Column[] = [
  { name: 't', type: 'text' },
  { name: 'n', type: 'int' },
  { name: 'x', type: 'float' },
]

const run = (expr: Expr, row: readonly Value[]) => compileClosure(expr, columns)(row)

describe('compileClosure', () => {
  it('has each function of the catalogue once, and what nodes alone write', () => {
    const ids = [plainFunctions, madeFunctions, lazyFunctions, aggregates, windows].flatMap((functions) => Object.keys(functions))
    expect(ids.toSorted()).toEqual([...functionCatalogue.keys(), learntFunction.id, forLaterRows.id].toSorted())
  })

  it('reads columns by position and takes missing values for null', () => {
    expect(run(column('n'), ['a', 7])).toBe(7)
    expect(run(column('x'), ['a'])).toBeNull()
  })

  it('widens int to float', () => {
    expect(run(call('divide', column('n'), literal('int', 2)), ['', 7, null])).toBe(3.5)
    expect(run(call('add', column('n'), column('x')), ['', 2n ** 60n, 1])).toBe(2 ** 60 + 1)
  })

  it('keeps integers exact beyond 2^53', () => {
    const sum = call('add-int', column('n'), literal('int', 1))
    expect(run(sum, ['', Number.MAX_SAFE_INTEGER])).toBe(2n ** 53n)
    expect(run(sum, ['', -(2n ** 53n)])).toBe(-Number.MAX_SAFE_INTEGER)
    expect(run(sum, ['', 2n ** 63n - 1n])).toBeNull()
  })

  const strict = call('text-to-int-strict', column('t'))

  it('stops a run only where a strict function is reached', () => {
    expect(() => run(strict, ['many'])).toThrow(RowError)
    expect(() => run(strict, ['many'])).toThrow('“many” is not a whole number.')
    const guarded = call('if', call('equal', column('t'), literal('text', 'many')), literal('int', 99), strict)
    expect([run(guarded, ['many']), run(guarded, ['12'])]).toEqual([99, 12])
    expect(run(call('coalesce', column('n'), strict), ['many', 3])).toBe(3)
  })

  it('compiles calls of constants that would stop a run', () => {
    const closure = compileClosure(call('text-to-int-strict', literal('text', 'x')), columns)
    expect(() => closure([])).toThrow(RowError)
  })

  it('refuses windows', () => {
    expect(() => run({ kind: 'window', fn: 'rank', args: [column('x')], partitionBy: [], orderBy: [] }, [])).toThrow(ExpressionError)
  })
})

describe('closures of whole columns', () => {
  it('aggregate lists', () => {
    expect(aggregateClosure('quantile')([[4, null, 1, 3, 2], 0.5])).toBe(2.5)
    expect(aggregateClosure('sum-int')([[2n ** 62n, 2n ** 62n, -5, null]])).toBe(2n ** 63n - 5n)
    expect(aggregateClosure('sum-int')([[2n ** 62n, 2n ** 62n]])).toBeNull()
  })

  it('give windows a value a row', () => {
    expect(windowClosure('rank-descending')([[3, null, 5, 3]])).toEqual([2, 4, 1, 2])
  })

  it('refuse other kinds of functions', () => {
    expect(() => aggregateClosure('rank')).toThrow(ExpressionError)
    expect(() => windowClosure('length')).toThrow(ExpressionError)
    expect(() => aggregateClosure('gone')).toThrow('There is no function “gone”.')
  })
})
