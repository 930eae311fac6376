import { describe, expect, it } from 'vitest'
import { fitted, readConditions, typedOperand, withPart, writeConditions } from './conditions-model.ts'

const nested = { all: [{ column: 'a', is: 'equal', value: 1 }, { any: [{ column: 'b', is: 'one-of', values: ['x', 2] }] }] }

describe('conditions in params', () => {
  it('are read back as they were written', () => {
    expect(writeConditions(readConditions(nested))).toEqual(nested)
  })
  it('put a lone comparison into a group, and read anything else as none', () => {
    expect(writeConditions(readConditions({ column: 'a', is: 'is-missing' }))).toEqual({ all: [{ column: 'a', is: 'is-missing' }] })
    expect(readConditions('x')).toEqual({ join: 'all', parts: [] })
  })
  it('change one part', () => {
    const group = readConditions(nested)
    expect(withPart(group, 0, null).parts).toHaveLength(1)
    expect(writeConditions(withPart(group, 0, { column: 'c', is: 'equal' }))).toMatchObject({ all: [{ column: 'c' }, {}] })
  })
})

describe('fitted', () => {
  const operator = (operands: 0 | 1 | 2 | 'list') => ({ id: 'x', accepts: [], operands })
  it('keeps operands that the operator still takes', () => {
    expect(fitted({ column: 'a', is: 'between', value: 5 }, operator(2))).toEqual({ column: 'a', is: 'between', values: [5, ''] })
    expect(fitted({ column: 'a', is: 'equal', values: [5, 6] }, operator(1))).toEqual({ column: 'a', is: 'equal', value: 5 })
    expect(fitted({ column: 'a', is: 'is-missing', value: 5 }, operator(0))).toEqual({ column: 'a', is: 'is-missing' })
    expect(fitted({ column: 'a', is: 'one-of', value: true }, operator('list'))).toEqual({ column: 'a', is: 'one-of', values: [] })
  })
})

it('reads numbers as people of both languages type them', () => {
  expect(typedOperand('1 234,5', 'float')).toBe(1234.5)
  expect(typedOperand('abc', 'int')).toBe('abc')
  expect(typedOperand('12', 'text')).toBe('12')
  expect(typedOperand('', 'int')).toBe('')
})
