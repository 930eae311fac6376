import fc from 'fast-check'

import { firstDay, lastDay } from '../calendar/civil.ts'
import { firstMicros, lastMicros } from '../calendar/clock.ts'
import { readDate, readTimestamp } from '../calendar/iso-text.ts'
import { largestInt, smallestInt } from '../literal-value.ts'
import { elementType, isList } from '../types.ts'
import type { DataType, ScalarType, Value } from '../types.ts'

type Values = fc.Arbitrary<Value>

const edges: Readonly<Record<ScalarType, readonly Value[]>> = {
  bool: [true, false],
  int: [
    0,
    1,
    -1,
    2,
    3,
    -3,
    7,
    12,
    28,
    31,
    60,
    65,
    100,
    233,
    1000,
    2024,
    -2024,
    0x1f600,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31) - 1,
    2 ** 53 - 1,
    1 - 2 ** 53,
  ]
    .map((value): Value => value)
    .concat([2n ** 53n, -(2n ** 53n), 2n ** 53n + 1n, 3_037_000_500, largestInt, largestInt - 1n, smallestInt, smallestInt + 1n]),
  float: [0, -0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 1.005, 2.675, 0.285, 0.1, 1 / 3, 7, 10, 100, 1234.5, -1250, 123_456.789, 1e15, 1e16]
    .concat([
      2 ** 53,
      2 ** 52 - 0.5,
      1e22,
      1e23,
      1e150,
      1e300,
      -1e300,
      5e-324,
      2.2e-308,
      1e-10,
      1e-20,
      0.499_999_999_999_999_94,
      2 ** 63,
      -(2 ** 63),
    ])
    .concat([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_VALUE]),
  text: [
    '',
    ' ',
    'a',
    'A',
    'b',
    'abc',
    'Abc dEF',
    'é',
    'É',
    'e\u0301',
    'ß',
    'ẞ',
    'İ',
    'ı',
    'ΑΣ',
    'ς',
    'ŉ',
    'ﬁ',
    'ǅ',
    '😀',
    'a😀b',
    '👨‍👩‍👧',
    '  a  b ',
  ]
    .concat([
      '\t',
      '\n',
      'a\nb\r\n',
      '\u00A0x\u00A0',
      '12',
      '-3.5',
      '1e5',
      '1e999',
      '+7',
      '.5',
      '1 234,5',
      'NaN',
      'inf',
      '9223372036854775808',
      '0x1F',
    ])
    .concat([
      '2024-02-29',
      '2023-02-29',
      '29/2/2024',
      '29/02/24',
      '2024-02-29 12:00:00',
      '2024-02-29T12:00:00.5',
      ' 0001-01-01 ',
      '9999-12-31',
      '10000-01-01',
    ])
    .concat([
      'a,b,,c',
      ',',
      '.',
      '.*',
      '$1',
      '\\1',
      '\\',
      "'",
      '"',
      '%',
      '_',
      'true',
      ' OUI',
      'FAUX',
      'null',
      '\uFFFF',
      '\uFEFFa',
      '𝒜',
      '\u200B',
      '\0',
      'a\0b',
    ])
    .concat([
      'PT1H',
      '-P1DT5S',
      'P',
      'PT',
      'Łódź Œuvre',
      'aaa',
      'banana',
      '日本語',
      'O’Neil-smith',
      'Ashcraft',
      'x'.repeat(60),
      '{0}',
      '@1',
      '"; drop table t; --',
    ]),
  date: [
    '0001-01-01',
    '0001-12-31',
    '0099-03-01',
    '1582-10-04',
    '1582-10-15',
    '1899-12-31',
    '1900-02-28',
    '1900-03-01',
    '1969-12-31',
    '1970-01-01',
  ]
    .concat([
      '2000-02-29',
      '2020-12-31',
      '2021-01-03',
      '2023-01-31',
      '2023-02-28',
      '2024-02-29',
      '2024-03-31',
      '2024-12-30',
      '9999-01-01',
      '9999-12-31',
    ])
    .map(readDate),
  timestamp: [
    '0001-01-01 00:00:00',
    '1582-10-10 05:06:07.000001',
    '1899-12-31 23:59:59.999999',
    '1969-12-31 23:59:59.999999',
    '1970-01-01 00:00:00',
  ]
    .concat([
      '2024-02-29 12:34:56.789',
      '2024-03-31 02:30:00',
      '2024-10-27 02:30:00',
      '2024-12-31 23:59:59.5',
      '9999-12-31 23:59:59.999999',
    ])
    .map(readTimestamp),
}

const normalised = (value: bigint): Value => (Number.isSafeInteger(Number(value)) ? Number(value) : value)

const others: Readonly<Record<ScalarType, readonly Values[]>> = {
  bool: [],
  int: [
    fc.integer({ min: -5, max: 12 }),
    fc.integer({ min: -100_000, max: 100_000 }),
    fc.bigInt({ min: smallestInt, max: largestInt }).map(normalised),
  ],
  float: [
    fc.integer({ min: -20_000, max: 20_000 }).map((value) => value / 1000),
    // Halves at some decimal, where rounding has to decide.
    fc
      .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 8 }))
      .map(([value, decimals]) => (value + 0.5) / 10 ** decimals),
    fc.integer({ min: -200, max: 200 }),
    fc.double(),
  ],
  text: [
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', ',', '1', 'é'), maxLength: 10 }),
    fc.tuple(fc.constantFrom(...edges.text), fc.constantFrom(...edges.text)).map(([a, b]) => `${String(a)}${String(b)}`),
  ],
  date: [fc.integer({ min: firstDay, max: lastDay })],
  timestamp: [fc.bigInt({ min: firstMicros, max: lastMicros })],
}

/** Values of a type that are likely to break something, null among them. */
export function hostileValue(type: DataType): Values {
  if (isList(type)) {
    return fc.oneof(
      { weight: 1, arbitrary: fc.constant(null) },
      { weight: 9, arbitrary: fc.array(hostileValue(elementType(type)), { maxLength: 5 }) },
    )
  }
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 5, arbitrary: fc.constantFrom(...edges[type]) },
    ...others[type].map((arbitrary) => ({ weight: 2, arbitrary })),
  )
}
