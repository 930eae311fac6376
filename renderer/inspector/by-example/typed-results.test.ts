import { expect, it } from 'vitest'
import { answersIn, keyOfRow, shownRows, usedColumns, withResult } from './typed-results.ts'

const rows = [
  ['a', 1],
  ['b', 2],
  ['a', 1],
  ['c', null],
  ['d', 4],
] as const

it('remembers results by what a row holds, and takes empty ones back', () => {
  const typed = withResult(withResult(new Map(), rows[0], 'x'), rows[3], 'y')
  expect([...typed.values()]).toEqual([
    { row: ['a', 1], result: 'x' },
    { row: ['c', null], result: 'y' },
  ])
  expect([...withResult(typed, rows[2], '').keys()]).toEqual([keyOfRow(rows[3])])
})

it('shows each row once, and further ones that matter before the others', () => {
  expect(shownRows(rows, new Map(), null, 10)).toEqual([0, 1, 3, 4])
  expect(shownRows(rows, withResult(new Map(), rows[3], 'y'), 4, 2)).toEqual([3, 4, 0, 1])
})

it('lists what the formulas answer, each once', () => {
  const formulas = [{ outputs: ['1', '2'] }, { outputs: ['1', null] }, { outputs: ['1', '2'] }]
  expect(answersIn(formulas, 0)).toEqual(['1'])
  expect(answersIn(formulas, 1)).toEqual(['2', ''])
})

it('knows which columns the formulas read', () => {
  const columns = ['a', 'b]', 'c'].map((name) => ({ name }))
  expect(usedColumns(columns, [{ formula: 'LEFT([c], 1)' }, { formula: '[b]]] & "a"' }])).toEqual([1, 2])
})
