import { expect, it } from 'vitest'
import type { DataType } from '../../engine/relation/types.ts'
import { readLiteral } from './read-literal.ts'

it.each<[string | number | boolean, DataType, unknown]>([
  [' 7 ', 'int', 7],
  [7, 'int', 7],
  [7.5, 'int', undefined],
  ['9223372036854775807', 'int', '9223372036854775807'],
  ['9223372036854775808', 'int', undefined],
  ['.5', 'float', 0.5],
  ['1e3', 'float', 1000],
  ['1,5', 'float', undefined],
  ['NaN', 'float', 'NaN'],
  ['', 'float', undefined],
  ['', 'text', ''],
  [' x ', 'text', ' x '],
  [true, 'bool', true],
  ['OUI', 'bool', true],
  ['2', 'bool', undefined],
  ['2024-02-29', 'date', '2024-02-29'],
  ['2023-02-29', 'date', undefined],
  ['2024-02-29T10:30', 'timestamp', '2024-02-29 10:30:00.000000'],
  ['2024-02-29', 'timestamp', '2024-02-29 00:00:00.000000'],
  ['1', 'list<int>', undefined],
])('%j as %s is %j', (typed, type, expected) => {
  expect(readLiteral(typed, type)).toEqual(expected)
})
