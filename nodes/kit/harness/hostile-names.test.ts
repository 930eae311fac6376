import { expect, it } from 'vitest'
import { hostileNames, renameInParams, renameInputs, renaming } from './hostile-names.ts'

const table = {
  columns: [
    { name: 'a', type: 'int' as const },
    { name: 'b', type: 'int' as const },
  ],
  rows: [],
}

it('has six different names in each set, one of them of 300 letters', () => {
  for (const names of hostileNames) expect(new Set(names).size).toBe(6)
  expect(hostileNames.flat().some((name) => name.length === 300)).toBe(true)
})

it('renames columns, params, formulas and what other nodes make', () => {
  const inputs = { x: table, m: { node: 'train.x', port: 'model', params: { target: 'b' }, inputs: { table } } }
  const names = renaming(inputs, ['"', ']'])
  expect([...names]).toEqual([
    ['a', '"'],
    ['b', ']'],
  ])
  expect(renameInParams({ by: ['a', { c: 'IF([b] > 1, [z])' }], n: 1 }, names)).toEqual({ by: ['"', { c: 'IF([]]] > 1, [z])' }], n: 1 })
  expect(renameInputs(inputs, names)).toMatchObject({
    x: [{ columns: [{ name: '"' }, { name: ']' }] }],
    m: [{ params: { target: ']' }, inputs: { table: [{ columns: [{ name: '"' }, { name: ']' }] }] } }],
  })
})
