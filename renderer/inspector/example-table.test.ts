import { expect, it } from 'vitest'
import { exampleTables } from './example-table.ts'

const table = { columns: [{ name: 'a', type: 'int' }], rows: [[1], [null]] }

it('reads the tables of an example by port, also where a port takes many', () => {
  expect(exampleTables({ table, others: [table, table] }).map(({ port, rows }) => `${port} ${rows.length}`)).toEqual([
    'table 2',
    'others 2',
    'others 2',
  ])
})

it('passes over what is no table', () => {
  expect(exampleTables({ model: { kind: 'model' } })).toEqual([])
  expect(exampleTables(undefined)).toEqual([])
})
