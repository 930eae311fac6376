import { describe, expect, it } from 'vitest'
import { checkNode, codesOf } from '../kit/harness/check-node.ts'
import { sentenceOf } from '../kit/harness/compile-node.ts'
import { javascript } from './javascript.ts'
import { collected, fittingType } from './script-values.ts'
import { sql } from './sql.ts'

describe('values of a script', () => {
  it('come to the type of their column, or are wrong', () => {
    expect(collected(3, 'int')).toEqual({ value: '3' })
    expect(collected(1e21, 'int')).toEqual({ wrong: '1e+21' })
    expect(collected(2.5, 'int')).toEqual({ wrong: '2.5' })
    expect(collected({ i: '9007199254740993' }, 'int')).toEqual({ value: '9007199254740993' })
    expect(collected({ i: '99999999999999999999' }, 'int')).toEqual({ wrong: '99999999999999999999' })
    expect(collected({ f: 'NaN' }, 'float')).toEqual({ value: Number.NaN })
    expect(collected('3', 'float')).toEqual({ wrong: '3' })
    expect(collected(true, 'bool')).toEqual({ value: 1 })
    expect(collected('2024-02-30', 'date')).toEqual({ wrong: '2024-02-30' })
    expect(collected({ t: '2024-02-29T10:11:12.000Z' }, 'date')).toEqual({ value: '2024-02-29' })
    expect(collected({ t: '2024-02-29T10:11:12.000Z' }, 'timestamp')).toEqual({ value: '2024-02-29 10:11:12.000' })
    expect(collected('2024-02-29', 'timestamp')).toEqual({ value: '2024-02-29 00:00' })
    expect(collected({ j: '[1]' }, 'text')).toEqual({ value: '[1]' })
    expect(collected(null, 'int')).toEqual({ value: null })
  })

  it('tell the type of a column', () => {
    expect(fittingType([1, null, { i: '5' }])).toBe('int')
    expect(fittingType([1, 2.5])).toBe('float')
    expect(fittingType([true, null])).toBe('bool')
    expect(fittingType([{ t: '1970-01-01T00:00:00.000Z' }])).toBe('timestamp')
    expect(fittingType([1, 'a'])).toBe('text')
    expect(fittingType([null])).toBe('text')
  })
})

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
  expect(sentenceOf(sql, { sql: 'SELECT a -- all\nFROM input1' })).toBe('SQL: SELECT a FROM input1')
  expect(sentenceOf(sql, { sql: ' ' })).toBe('no SQL yet')
  expect(sentenceOf(javascript, { columns: [{ name: 'b', type: 'int' }] })).toBe('“b” by JavaScript')
})
