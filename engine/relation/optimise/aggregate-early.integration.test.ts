import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, describe, expect, it } from 'vitest'
import { aggregate, extend, filter, join, scan, sort } from '../build.ts'
import { call, column, literal } from '../expression.ts'
import { printRelation } from '../print/duckdb.ts'
import type { JoinRelation, Measure, Relation } from '../relation.ts'
import { duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import type { Column } from '../types.ts'
import { optimise } from './optimise.ts'
import { planText } from './plan-text.ts'

const sizes = new Map([
  ['/events', 1_600_000],
  ['/places', 1000],
  ['/other', 900_000],
])
const columns: readonly Column[] = [
  { name: 'place', type: 'text' },
  { name: 'kind', type: 'int' },
  { name: 'price', type: 'float' },
]
const tableOf = (table: string) =>
  scan(
    {
      format: 'table',
      table,
      paths: [`/${table}`],
      physical: columns.map((_, index) => ({ name: `c${index}`, duckdb: ['VARCHAR', 'BIGINT', 'DOUBLE'][index] ?? '' })),
    },
    columns,
  )
const events = tableOf('events')
const places = tableOf('places')

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await openDuckdb()
  // Missing keys and prices on both sides, places that occur twice, places without events and events without a place.
  await connection.run(`CREATE TABLE events AS SELECT CASE WHEN i % 11 = 0 THEN NULL ELSE 'p' || (i * 7 % 60) END AS c0, i % 3 AS c1,
    CASE WHEN i % 5 = 0 THEN NULL ELSE (i % 40) / 4.0 END AS c2 FROM range(3000) t(i)`)
  await connection.run(
    `CREATE TABLE places AS SELECT CASE WHEN i = 0 THEN NULL ELSE 'p' || (i * 3 % 70) END AS c0, i % 4 AS c1, i / 2.0 AS c2 FROM range(90) t(i)`,
  )
  await connection.run('CREATE TABLE other AS SELECT * FROM places')
})

const met = (left: Relation, right: Relation, how: JoinRelation['how'] = 'inner', nulls?: 'equal') =>
  join(left, right, {
    how,
    on: [{ left: column('place'), right: column('place') }],
    ...(nulls && { nulls }),
    output: [
      { name: 'place', from: 'either', column: 'place', other: 'place' },
      { name: 'kind', from: 'left', column: 'kind' },
      { name: 'price', from: 'left', column: 'price' },
      { name: 'kind 2', from: 'right', column: 'kind' },
      { name: 'price 2', from: 'right', column: 'price' },
    ],
  })
const measure = (fn: string, ...names: string[]): Measure => ({ name: `${fn} ${names.join(' ')}`, fn, args: names.map(column) })
const all: readonly Measure[] = [
  { name: 'rows', fn: 'count-rows', args: [literal('int', 1)] },
  measure('count', 'price'),
  measure('sum', 'price'),
  measure('mean', 'price'),
  measure('minimum', 'price'),
  measure('maximum', 'kind'),
  { name: 'dear', fn: 'count-if', args: [call('greater', column('price'), literal('float', 3))] },
]
const by = (...names: string[]) => names.map((name) => ({ name, expr: column(name) }))
const isEarly = (relation: Relation) => planText(optimise(relation, sizes)).includes('key 0')

async function same(relation: Relation): Promise<void> {
  const plain = await duckdbRows(connection, printRelation(relation))
  const better = await duckdbRows(connection, printRelation(relation, { sizes }))
  expect(better).toEqual(plain)
  expect(plain.rows.length).toBeGreaterThan(1)
}

describe('grouping before a join', () => {
  it('gives the same groups, whichever side the keys come from', async () => {
    for (const keys of [by('kind 2'), by('kind'), by('kind', 'kind 2'), by('place')]) {
      const grouped = aggregate(met(events, places), keys, all)
      expect(isEarly(grouped)).toBe(true)
      await same(grouped)
    }
  })

  it('gives the same when missing keys meet, behind filters and formulas, and in front of more steps', async () => {
    await same(aggregate(met(events, places, 'inner', 'equal'), by('kind 2'), all))
    const dearer = extend(met(filter(events, call('greater', column('price'), literal('float', 1))), places), [
      { name: 'price', expr: call('multiply', column('price'), literal('float', 2)) },
      { name: 'odd', expr: call('add-int', column('kind 2'), literal('int', 1)) },
    ])
    const grouped = sort(aggregate(dearer, by('odd'), all), [{ expr: column('rows'), descending: true }])
    expect(isEarly(grouped)).toBe(true)
    await same(grouped)
  })

  it('takes the long side wherever it stands', async () => {
    const turned = join(places, events, {
      how: 'inner',
      on: [{ left: column('place'), right: column('place') }],
      output: [
        { name: 'kind', from: 'left', column: 'kind' },
        { name: 'price', from: 'right', column: 'price' },
      ],
    })
    const grouped = aggregate(turned, by('kind'), [measure('sum', 'price'), measure('mean', 'price')])
    expect(isEarly(grouped)).toBe(true)
    await same(grouped)
  })

  it('leaves alone what parts do not add up to, what both sides decide, and sides of like length', () => {
    const grouped = (joined: Relation, measures: readonly Measure[]) => aggregate(joined, by('kind 2'), measures)
    const inner = met(events, places)
    expect(isEarly(grouped(inner, [measure('sum', 'price')]))).toBe(true)
    expect(isEarly(grouped(inner, [measure('median', 'price')]))).toBe(false)
    expect(isEarly(grouped(inner, [measure('count-distinct', 'kind')]))).toBe(false)
    expect(isEarly(grouped(inner, [measure('sum-int', 'kind')]))).toBe(false)
    expect(isEarly(grouped(inner, [measure('sum', 'price 2')]))).toBe(false)
    const both = { name: 'sum', fn: 'sum', args: [call('multiply', column('price'), column('price 2'))] }
    expect(isEarly(grouped(inner, [both]))).toBe(false)
    expect(isEarly(grouped(met(events, places, 'left'), [measure('sum', 'price')]))).toBe(false)
    expect(isEarly(grouped(met(events, tableOf('other')), [measure('sum', 'price')]))).toBe(false)
    expect(isEarly(grouped(met(events, tableOf('unknown')), [measure('sum', 'price')]))).toBe(false)
    // Without keys there is a row even where nothing meets.
    expect(isEarly(aggregate(inner, [], [measure('sum', 'price')]))).toBe(false)
    const window = extend(inner, [
      { name: 'total', expr: { kind: 'window', fn: 'share-of-total', args: [column('price')], partitionBy: [], orderBy: [] } },
    ])
    expect(isEarly(grouped(window, [measure('sum', 'total')]))).toBe(false)
  })
})
