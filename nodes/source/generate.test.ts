import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf } from '../kit/harness/compile-node.ts'
import { generate } from './generate.ts'

const compile = (params: unknown) => compileNode(generate, params)['table']

describe('generate', () => {
  it('makes a table before anybody said anything', () => {
    expect(columnsOf(compile({}))).toEqual([
      'customer: int',
      'name: text',
      'age: int',
      'income: float',
      'region: text',
      'since: date',
      'target: bool',
    ])
  })
  it.each([
    ['no column', { columns: [], target: 'none' }, { code: 'nothing-chosen', param: 'columns' }],
    ['a name twice', { columns: [{ name: 'a' }, { name: ' a ' }] }, { code: 'name-taken', param: 'columns' }],
    ['a target called like a column', { columns: [{ name: 'target' }] }, { code: 'name-taken', param: 'targetName' }],
    ['dates backwards', { columns: [{ name: 'd', kind: 'date', first: '2024-01-02', last: '2024-01-01' }] }, { code: 'bad-value' }],
    ['bounds crossed', { columns: [{ name: 'd', kind: 'whole', low: 2, high: 1 }] }, { code: 'bad-value' }],
    ['a log-normal around zero', { columns: [{ name: 'd', kind: 'skewed' }] }, { code: 'bad-value' }],
    ['no category', { columns: [{ name: 'd', kind: 'category', values: ' ; ' }] }, { code: 'bad-value' }],
    ['a gap by nothing', { columns: [{ name: 'd', missing: 5, missingWith: 'x' }] }, { code: 'column-missing', param: 'columns' }],
    ['unfair by no category', { columns: [{ name: 'd' }], biasColumn: 'd' }, { code: 'column-missing', param: 'biasColumn' }],
  ])('objects to %s', async (_, params, problem) => {
    expect(await problemOf(() => compile(params))).toMatchObject(problem)
  })
})
