import { describe, expect, it } from 'vitest'
import { sampleRecord, typedValue, withRecord } from './sample-record.ts'

describe('sampleRecord', () => {
  it('finds the row in the shapes that requests have', () => {
    expect(sampleRecord({ age: 30, job: 'clerk' })).toEqual({ path: [], values: { age: 30, job: 'clerk' } })
    expect(sampleRecord({ rows: [{ age: 30 }] })).toEqual({ path: ['rows', 0], values: { age: 30 } })
    expect(sampleRecord([{ age: null }])).toEqual({ path: [0], values: { age: null } })
  })
  it('finds none where there is none', () => {
    expect(sampleRecord([])).toBeNull()
    expect(sampleRecord('x')).toBeNull()
    expect(sampleRecord({})).toBeNull()
  })
})

describe('withRecord', () => {
  it('puts a row back at its place and leaves the rest', () => {
    const body = { rows: [{ age: 30 }, { age: 40 }], explain: true }
    expect(withRecord(body, ['rows', 0], { age: 31 })).toEqual({ rows: [{ age: 31 }, { age: 40 }], explain: true })
    expect(withRecord({ age: 30 }, [], { age: 31 })).toEqual({ age: 31 })
  })
})

describe('typedValue', () => {
  it('keeps the kind of the sample', () => {
    expect(typedValue('1,5', 3)).toBe(1.5)
    expect(typedValue('abc', 3)).toBe('abc')
    expect(typedValue('true', false)).toBe(true)
    expect(typedValue('12', 'x')).toBe('12')
    expect(typedValue(' ', 'x')).toBeNull()
  })
})
