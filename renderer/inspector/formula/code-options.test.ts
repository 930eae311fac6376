import { expect, it } from 'vitest'
import { codeOptions } from './code-options.ts'

const tables = [
  {
    names: ['input1', 'loans'],
    columns: [
      { name: 'amount', type: 'float' },
      { name: 'Due date', type: 'date' },
    ],
  },
  {
    names: ['input2'],
    columns: [
      { name: 'shop', type: 'text' },
      { name: 'amount', type: 'int' },
    ],
  },
]
const labels = (before: string, language: 'sql' | 'javascript' = 'sql') =>
  codeOptions(before, language, tables)?.options.map(({ insert }) => insert)

it('offers columns, tables and words in SQL', () => {
  expect(labels('SELECT am')).toEqual(expect.arrayContaining(['amount', '"Due date"', 'input1', 'loans', 'FROM']))
  expect(labels('SELECT am')?.filter((name) => name === 'amount')).toHaveLength(1)
  expect(labels('SELECT 1 FROM ')).toEqual(['input1', 'loans', 'input2'])
  expect(labels('SELECT input2.')).toEqual(['shop', 'amount'])
  expect(labels('SELECT a.am')).toEqual(['amount', '"Due date"', 'shop'])
})

it('replaces the quote that was typed', () => {
  const found = codeOptions('SELECT "Du', 'sql', tables)
  expect(found?.from).toBe(7)
  expect(found?.options.map(({ insert }) => insert)).toContain('"Due date"')
})

it('keeps still in comments and texts', () => {
  expect(labels('SELECT 1 -- am')).toBeUndefined()
  expect(labels("SELECT 'am")).toBeUndefined()
})

it('offers the members of a row in JavaScript', () => {
  expect(labels('return row.a', 'javascript')).toEqual(['amount', 'shop'])
  expect(labels('return row["', 'javascript')).toEqual(['amount', 'Due date', 'shop'])
  expect(labels('return ro', 'javascript')).toBeUndefined()
})
