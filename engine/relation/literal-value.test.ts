import { describe, expect, it } from 'vitest'

import { literalOf, literalValue } from './literal-value.ts'
import type { DataType, LiteralValue, Value } from './types.ts'

describe('literals', () => {
  it.each<[DataType, LiteralValue, Value]>([
    ['int', '9223372036854775807', 9_223_372_036_854_775_807n],
    ['int', '-42', -42],
    ['int', -0, 0],
    ['float', 'NaN', Number.NaN],
    ['float', '-Infinity', Number.NEGATIVE_INFINITY],
    ['text', 'a\uD800', 'a\uFFFD'],
    ['date', '1969-12-31', -1],
    ['timestamp', '1970-01-01 00:00:01.5', 1_500_000n],
    ['list<date>', ['1970-01-02', null], [1, null]],
    ['bool', null, null],
  ])('of type %s: %j', (type, literal, value) => {
    expect(literalValue(type, literal)).toEqual(value)
  })

  it.each<[DataType, LiteralValue]>([
    ['int', 1.5],
    ['int', 2 ** 53],
    ['int', '1e3'],
    ['float', '1.5'],
    ['bool', 1],
    ['date', '2023-02-29'],
    ['timestamp', '2023-01-01'],
    ['list<int>', 1],
    ['list<int>', ['x']],
  ])('refuses %j as %s', (type, literal) => {
    expect(() => literalValue(type, literal)).toThrow('is not a constant of type')
  })

  it.each<[DataType, Value]>([
    ['int', 9_223_372_036_854_775_807n],
    ['float', Number.NaN],
    ['float', Number.POSITIVE_INFINITY],
    ['date', -719_162],
    ['timestamp', 253_402_300_799_999_999n],
    ['list<timestamp>', [0n, null]],
    ['text', 'é'],
  ])('of type %s survive JSON: %s', (type, value) => {
    const json = JSON.parse(JSON.stringify(literalOf(type, value))) as LiteralValue
    expect(literalValue(type, json)).toEqual(value)
  })
})
