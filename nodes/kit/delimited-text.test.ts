import { expect, it } from 'vitest'
import { readDelimitedText } from './delimited-text.ts'

it.each([
  ['', []],
  ['a', [['a']]],
  [
    'a\tb\n1\t2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a;b, c\n1;2',
    [
      ['a', 'b, c'],
      ['1', '2'],
    ],
  ],
  [
    'a , b\r\n 1,2 \r\n\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\n"x, ""y""\nz",2',
    [
      ['a', 'b'],
      ['x, "y"\nz', '2'],
    ],
  ],
  [
    'a,b\n" x ",',
    [
      ['a', 'b'],
      [' x ', ''],
    ],
  ],
  ['a,b\n,\n', [['a', 'b']]],
  [
    'a,b\n5" pipe,2',
    [
      ['a', 'b'],
      ['5" pipe', '2'],
    ],
  ],
  ['a,b\n"open,2', [['a', 'b'], ['open,2']]],
])('cuts %j', (text, expected) => {
  expect(readDelimitedText(text)).toEqual(expected)
})
