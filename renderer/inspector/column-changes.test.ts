import { expect, it } from 'vitest'
import { columnChanges } from './column-changes.ts'

const a = { name: 'a', type: 'int' }
const b = { name: 'b', type: 'text' }

it('tells what became of each column', () => {
  const listed = columnChanges(
    [a, b, { name: 'gone', type: 'int' }],
    [
      { ...a, type: 'float' },
      { ...b, role: 'target' },
      { name: 'new', type: 'bool' },
    ],
  )
  expect(listed.map(({ column, change }) => `${column.name} ${change}`)).toEqual(['a type', 'b role', 'new new', 'gone gone'])
  expect(listed[0]?.before).toBe('int')
})

it('calls nothing new where nothing went in', () => {
  expect(columnChanges(null, [a]).map(({ change }) => change)).toEqual(['same'])
})
