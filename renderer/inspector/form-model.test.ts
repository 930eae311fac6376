import { describe, expect, it } from 'vitest'
import { formFields, isChanged, isVisible, newEntry, sameValue, valueOf } from './form-model.ts'

const label = { en: 'x', fr: 'x' }
const entry = {
  params: {
    type: 'object',
    properties: {
      method: { type: 'string', enum: ['a', 'b'], 'x-field': { kind: 'choice', label, choices: [] } },
      share: { type: 'number', minimum: 0, maximum: 1, 'x-field': { kind: 'number', label, when: { param: 'method', in: ['b'] } } },
      deep: { type: 'boolean', 'x-field': { kind: 'flag', label, when: { param: 'share', in: [0.5] } } },
      most: { anyOf: [{ type: 'integer', minimum: 1, maximum: 9007199254740991 }, { type: 'null' }], 'x-field': { kind: 'number', label } },
      list: {
        type: 'array',
        'x-field': { kind: 'list', label },
        items: { type: 'object', properties: { column: { type: 'string', default: '', 'x-field': { kind: 'column', label } } } },
      },
      odd: { type: 'object' },
    },
  },
  defaults: { method: 'a', share: 0.5, deep: true, most: null, list: [], odd: { a: 1, b: 2 } },
}
const fields = formFields(entry)
const named = (name: string) => {
  const field = fields.find((one) => one.name === name)
  if (!field) throw new Error(name)
  return field
}

describe('formFields', () => {
  it('reads kinds, limits and defaults out of the schema', () => {
    expect(fields.map(({ meta }) => meta.kind)).toEqual(['choice', 'number', 'flag', 'number', 'list', 'json'])
    expect(named('share')).toMatchObject({ min: 0, max: 1, integer: false, fallback: 0.5 })
    expect(named('most')).toMatchObject({ min: 1, integer: true, fallback: null })
    expect(named('most').max).toBeUndefined()
  })
  it('reads the fields of a list, and makes a new entry of them', () => {
    expect(named('list').item.map(({ name }) => name)).toEqual(['column'])
    expect(newEntry(named('list').item)).toEqual({ column: '' })
  })
})

describe('isVisible', () => {
  it('follows the ending of a name where a field says so', () => {
    const sheets = {
      any: [
        { param: 'method', in: ['b'] },
        {
          all: [
            { param: 'method', in: ['a'] },
            { param: 'path', ends: ['.xlsx', ''] },
          ],
        },
      ],
    }
    const text = { param: 'path', ends: ['.xlsx'], not: true }
    const shown = formFields({
      params: {
        properties: {
          method: { type: 'string', 'x-field': { kind: 'text', label } },
          path: { type: 'string', 'x-field': { kind: 'file', label } },
          sheet: { type: 'string', 'x-field': { kind: 'text', label, when: sheets } },
          delimiter: { type: 'string', 'x-field': { kind: 'text', label, when: text } },
        },
      },
      defaults: { method: 'a', path: '' },
    })
    const seen = (params: Record<string, string>) =>
      shown.slice(2).flatMap((field) => (isVisible(field, shown, params) ? [field.name] : []))
    expect(seen({})).toEqual(['sheet', 'delimiter'])
    expect(seen({ path: 'Book.XLSX ' })).toEqual(['sheet'])
    expect(seen({ path: 'book.xlsx.gz' })).toEqual(['sheet'])
    expect(seen({ path: 'book.csv' })).toEqual(['delimiter'])
    expect(seen({ path: 'book.csv', method: 'b' })).toEqual(['sheet', 'delimiter'])
  })
  it('follows the param that a field hangs on, all the way up', () => {
    expect(isVisible(named('share'), fields, {})).toBe(false)
    expect(isVisible(named('share'), fields, { method: 'b' })).toBe(true)
    expect(isVisible(named('deep'), fields, { share: 0.5 })).toBe(false)
    expect(isVisible(named('deep'), fields, { method: 'b' })).toBe(true)
    expect(isVisible(named('deep'), fields, { method: 'b', share: 0.1 })).toBe(false)
  })
})

describe('isChanged', () => {
  it('compares with the default as JSON', () => {
    expect(isChanged(named('odd'), { odd: { b: 2, a: 1 } })).toBe(false)
    expect(isChanged(named('odd'), { odd: { a: 1 } })).toBe(true)
    expect(isChanged(named('method'), {})).toBe(false)
    expect(valueOf(named('method'), { method: 'b' })).toBe('b')
    expect(sameValue([1, { a: null }], [1, { a: null }])).toBe(true)
    expect(sameValue([1], { 0: 1 })).toBe(false)
  })
})
