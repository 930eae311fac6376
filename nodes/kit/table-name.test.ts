import { expect, it } from 'vitest'
import { readTableName, writeTableName } from './table-name.ts'

it.each([
  ['public', 'orders', 'public.orders'],
  ['odd.name', 'a "b', '"odd.name"."a ""b"'],
  [' s', 'été 2024', '" s".été 2024'],
  ['a"b', '.', '"a""b"."."'],
])('writes and reads %s and %s', (schema, table, name) => {
  expect(writeTableName(schema, table)).toBe(name)
  expect(readTableName(name)).toEqual({ schema, table })
})

it('reads a table without its schema, and nothing that is no name', () => {
  expect(readTableName(' orders ')).toEqual({ schema: null, table: 'orders' })
  for (const wrong of ['', '.', 'a.', '.a', 'a.b.c', '"a', 'a"b', '"a"b', 'a..b']) expect(readTableName(wrong)).toBeNull()
})
