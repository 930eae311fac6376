import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { javascript } from './javascript.ts'

describe('declared columns', () => {
  const table = { columns: [{ name: 'a', type: 'int' }], rows: [] } as const
  const columnsOf = (params: object) => {
    if (!('run' in javascript) || !javascript.columns) throw new Error('no columns')
    const input = { op: 'input', name: 't', columns: table.columns } as const
    return javascript.columns(javascript.params.parse(params) as never, { one: () => input, optional: () => input, many: () => [input] })
  }

  it('stand in their places before a run', () => {
    const columns = [
      { name: 'b', type: 'text' },
      { name: 'a', type: 'float' },
    ]
    expect(columnsOf({ columns })['table']).toEqual([
      { name: 'a', type: 'float' },
      { name: 'b', type: 'text' },
    ])
    expect(columnsOf({ columns, keep: false })['table']).toEqual(columns)
    expect(columnsOf({})['table']).toBeUndefined()
  })

  it('need names, each once', () => {
    const twice = {
      columns: [
        { name: 'b', type: 'text' },
        { name: 'b', type: 'int' },
      ],
    }
    expect(codesOf(checkNode(javascript, twice, { table }))).toEqual(['column-twice'])
    expect(codesOf(checkNode(javascript, { columns: [{ name: '', type: 'text' }] }, { table }))).toEqual(['nothing-chosen'])
  })
})

it('says what it does', () => {
  expect(sentenceOf(javascript, { columns: [{ name: 'b', type: 'int' }] })).toBe('“b” by JavaScript')
})
