import fc from 'fast-check'

import { aggregate, distinct, extend, filter, join, limit, mark, numberRows, project, sample, sort, union, values } from '../build.ts'
import { explode, steps, unpivot } from '../build-rows.ts'
import { call, column, literal } from '../expression.ts'
import type { Expr } from '../expression.ts'
import type { JoinKind, Relation } from '../relation.ts'
import type { Column } from '../types.ts'
import { expressionOf } from './generated-expressions.ts'
import { hostileValue } from './hostile-values.ts'
import { literalOf } from './literal-of.ts'

const columns: readonly Column[] = [
  { name: 'a', type: 'int' },
  { name: 'b', type: 'float' },
  { name: 'c', type: 'text' },
  { name: 'd', type: 'date' },
]

const smallInt = fc.constantFrom(null, 0, 1, 2, 3)

/** A table of hostile values; its first column has few of them, so that rows meet in groups and joins. */
export function generatedTable(): fc.Arbitrary<Relation> {
  const row = fc.tuple(smallInt, ...columns.slice(1).map((item) => hostileValue(item.type).map((value) => literalOf(item.type, value))))
  return fc.array(row, { maxLength: 8 }).map((rows) => values(columns, rows))
}

const window = (fn: string, args: readonly Expr[], names: readonly string[]): Expr => ({
  kind: 'window',
  fn,
  args,
  partitionBy: [column('a')],
  orderBy: names.map((name) => ({ expr: column(name) })),
})

/** Tests that some rows pass and some do not. */
const simpleTest: fc.Arbitrary<Expr> = fc
  .tuple(fc.constantFrom('less', 'greater-or-equal', 'not-equal'), fc.constantFrom(1, 2), fc.constantFrom(...columns), fc.nat(3))
  .map(([fn, value, item, pick]) => {
    const compared = call(fn, column('a'), literal('int', value))
    return pick === 0
      ? call('is-not-null', column(item.name))
      : pick === 1
        ? call('or', compared, call('is-null', column(item.name)))
        : compared
  })

/** One more step on a relation that has the columns a, b, c, d; it has them afterwards. */
function step(input: Relation, other: Relation): fc.Arbitrary<Relation> {
  const names = columns.map((item) => item.name)
  const keys = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 })
  const all = (side: 'left' | 'right') => names.map((name) => ({ name, from: side, column: name }))
  const keep = names.map((name) => ({ name, expr: column(name) }))
  return fc.oneof(
    { weight: 1, arbitrary: expressionOf('bool', columns, 2).map((test) => filter(input, test)) },
    { weight: 8, arbitrary: simpleTest.map((test) => filter(input, test)) },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom(...columns)
        .chain((item) => expressionOf(item.type, columns, 2).map((expr) => extend(input, [{ name: item.name, expr }]))),
    },
    keys.map((by) =>
      sort(
        input,
        by.map((name, at) => ({ expr: column(name), descending: at === 1, nullsFirst: at === 0 })),
      ),
    ),
    fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 2 })).map(([count, offset]) => limit(input, count, offset)),
    fc
      .tuple(fc.oneof(keys, fc.constant([])), fc.constantFrom('first' as const, 'last' as const))
      .map(([on, kept]) => distinct(input, on, kept)),
    fc.constant(
      project(
        input,
        ['d', 'c', 'b', 'a'].map((name) => ({ name, expr: column(name) })),
      ),
    ),
    fc.constant(project(numberRows(input, 'n'), keep)),
    fc.constant(project(numberRows(input, 'n'), [{ name: 'a', expr: column('n') }, ...keep.slice(1)])),
    fc.constant(extend(input, [{ name: 'b', expr: call('int-to-float', window('cumulative-count', [column('c')], names)) }])),
    fc.constant(extend(input, [{ name: 'a', expr: window('cumulative-count', [column('c')], names) }])),
    fc.constant(sample(input, { seed: 7, from: 0, to: 0.6 })),
    fc.constant(mark(input, 'n', 'table', 'f.table')),
    fc.constant(union([input, other])),
    fc.constant(
      project(unpivot(input, { from: ['b', 'a'], key: 'c2', value: 'v', keepNulls: false }), [
        { name: 'a', expr: call('float-to-int', column('v')) },
        { name: 'b', expr: column('v') },
        ...keep.slice(2),
      ]),
    ),
    fc.constant(
      project(
        explode(extend(input, [{ name: 'l', expr: call('split', column('c'), literal('text', 'a')) }]), {
          column: 'l',
          position: 'at',
          keepEmpty: true,
        }),
        [
          { name: 'a', expr: column('at') },
          keep[1] ?? { name: 'b', expr: column('b') },
          { name: 'c', expr: column('l') },
          ...keep.slice(3),
        ],
      ),
    ),
    fc.constant(
      project(
        steps(extend(input, [{ name: 'z', expr: literal('int', 2) }]), {
          from: 'a',
          to: 'z',
          every: { count: 1, unit: 'number' },
          name: 's',
        }),
        [{ name: 'a', expr: column('s') }, ...keep.slice(1)],
      ),
    ),
    fc.constantFrom('inner' as const, 'left' as const).map((how) =>
      join(input, other, {
        how,
        on: [{ left: column('a'), right: column('a') }],
        nearest: { left: column('d'), right: column('d'), direction: 'before' },
        output: [...all('left').slice(0, 2), ...all('right').slice(2)],
      }),
    ),
    fc.constantFrom<'inner' | 'left' | 'anti'>('inner', 'left', 'anti').map((how) =>
      join(input, other, {
        how,
        on: [{ left: column('c'), right: column('c') }],
        nulls: 'equal',
        compare: [{ left: column('a'), is: '<=', right: column('a') }],
        output: how === 'anti' ? all('left') : [...all('left').slice(0, 2), ...all('right').slice(2)],
      }),
    ),
    fc.constantFrom<JoinKind>('inner', 'left', 'right', 'full', 'semi', 'anti').map((how) =>
      join(input, other, {
        how,
        on: [{ left: column('a'), right: column('a') }],
        output:
          how === 'semi' || how === 'anti'
            ? all('left')
            : [{ name: 'a', from: 'either', column: 'a', other: 'a' }, ...all('left').slice(1, 3), ...all('right').slice(3)],
      }),
    ),
    fc.constant(
      aggregate(input, keep.slice(0, 1), [
        { name: 'b', fn: 'maximum', args: [column('b')] },
        { name: 'c', fn: 'minimum', args: [column('c')] },
        { name: 'd', fn: 'maximum', args: [column('d')] },
      ]),
    ),
  )
}

/** Relations of up to this many steps over generated tables, with parts that are shared now and then. */
export function generatedRelation(steps: number): fc.Arbitrary<Relation> {
  if (steps === 0) return generatedTable()
  return fc
    .tuple(generatedRelation(steps - 1), generatedTable(), fc.integer({ min: 0, max: 4 }))
    .chain(([input, table, pick]) => step(input, pick === 0 ? input : table))
}
