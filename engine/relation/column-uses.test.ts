import { describe, expect, it } from 'vitest'
import { aggregate, distinct, extend, filter, inputRelation, join, mark, project, sort, union } from './build.ts'
import { explode, unpivot } from './build-rows.ts'
import { columnUses } from './column-uses.ts'
import { call, column, literal } from './expression.ts'
import type { Relation } from './relation.ts'

const table = (node: string) =>
  mark(
    inputRelation(node, [
      { name: 'id', type: 'int' },
      { name: 'price', type: 'float' },
      { name: 'town', type: 'text' },
      { name: 'tags', type: 'list<text>' },
    ]),
    node,
    'table',
    `${node}1.table`,
  )
const [a, b] = [table('a'), table('b')]
const sourceOf = (part: Relation) => (part.op === 'mark' ? part.node : null)
const usesOf = (relation: Relation) => {
  const { values, rows } = columnUses(relation, sourceOf)
  const words = (origins: readonly { source: string; column: string; as: string }[]) =>
    origins.map((one) => `${one.source}.${one.column} ${one.as}`)
  return { values: Object.fromEntries([...values].map(([name, origins]) => [name, words(origins)])), rows: words(rows) }
}

describe('columnUses', () => {
  it('tells a renamed column from a computed one', () => {
    const relation = project(a, [
      { name: 'cost', expr: column('price') },
      { name: 'double', expr: call('add', column('price'), column('price')) },
      { name: 'both', expr: call('add', column('price'), call('int-to-float', column('id'))) },
      { name: 'one', expr: literal('int', 1) },
    ])
    expect(usesOf(relation).values).toEqual({
      cost: ['a.price same'],
      double: ['a.price formula'],
      both: ['a.price formula', 'a.id formula'],
      one: [],
    })
  })
  it('says what rows are kept, put together and ordered by, through names that changed', () => {
    const renamed = project(a, [
      { name: 'cost', expr: column('price') },
      { name: 'place', expr: column('town') },
    ])
    const kept = filter(renamed, call('greater', column('cost'), literal('float', 1)))
    const once = distinct(sort(kept, [{ expr: column('place') }]), ['place'])
    expect(usesOf(once).rows).toEqual(['a.price filter', 'a.town order', 'a.town key'])
  })
  it('follows groups, joins and stacked tables', () => {
    const grouped = aggregate(a, [{ name: 'town', expr: column('town') }], [{ name: 'mean', fn: 'mean', args: [column('price')] }])
    expect(usesOf(grouped)).toEqual({ values: { town: ['a.town same'], mean: ['a.price formula'] }, rows: ['a.town key'] })
    const joined = join(a, b, {
      how: 'full',
      on: [{ left: column('id'), right: column('id') }],
      output: [
        { name: 'id', from: 'either', column: 'id', other: 'id' },
        { name: 'price', from: 'left', column: 'price' },
        { name: 'price_2', from: 'right', column: 'price' },
      ],
    })
    expect(usesOf(joined)).toEqual({
      values: { id: ['a.id same', 'b.id same'], price: ['a.price same'], price_2: ['b.price same'] },
      rows: ['a.id key', 'b.id key'],
    })
    expect(usesOf(union([a, b])).values['town']).toEqual(['a.town same', 'b.town same'])
  })
  it('follows columns that become rows, and lists', () => {
    const long = unpivot(
      project(
        a,
        ['id', 'price'].map((name) => ({ name, expr: column(name) })),
      ),
      { from: ['price'], key: 'what', value: 'much', keepNulls: true },
    )
    expect(usesOf(long).values).toEqual({ id: ['a.id same'], what: [], much: ['a.price formula'] })
    expect(usesOf(explode(a, { column: 'tags', keepEmpty: true, position: 'at' })).values).toMatchObject({
      tags: ['a.tags formula'],
      at: [],
    })
  })
  it('stops at the nearest source and keeps what is the same as the same', () => {
    const twice = extend(extend(a, [{ name: 'x', expr: column('price') }]), [{ name: 'y', expr: column('x') }])
    expect(usesOf(mark(twice, 'c', 'table', 'c1.table')).values['y']).toEqual(['c.y same'])
    expect(columnUses(twice, sourceOf).values.get('y')).toEqual([{ source: 'a', column: 'price', as: 'same' }])
  })
})
