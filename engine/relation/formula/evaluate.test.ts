import { describe, expect, test } from 'vitest'
import { readDate, readTimestamp } from '../calendar/iso-text.ts'
import { compileClosure } from '../closure/compile-closure.ts'
import type { Value } from '../types.ts'
import { parseFormula } from './formula.ts'
import { sampleColumns } from './sample.ts'

// What formulas mean in the end, on one row.

const row: readonly Value[] = [
  10.5,
  4,
  'Ada',
  readDate('2024-01-31'),
  readTimestamp('2024-03-01 10:30'),
  true,
  ['b', 'a'],
  [1.5, 2.5],
  3.25,
  7,
]

function valueOf(text: string): Value {
  const result = parseFormula(text, { columns: sampleColumns })
  if (!result.ok) throw new Error(result.problems[0]?.text.en)
  return compileClosure(result.expr, sampleColumns)(row)
}

describe('formulas give', () => {
  test.each<[string, Value]>([
    // As in Excel.
    ['-2^2', 4],
    ['2^3^2', 64],
    ['1+2*3^2', 19],
    ['10-4-3', 3],
    ['200*5%', 10],
    ['[qty]%', 0.04],
    ['[qty]/3*3', 4],
    ['[qty]/0', null],
    ['ROUND(1.005, 2)', 1.01],
    ['[name]&" has "&[qty]&" for "&[price]', 'Ada has 4 for 10.5'],
    ['"a"&1+1', 'a2'],
    ['[name]="ada"', false],
    ['DATEDIF(#2024-01-31#, #2024-03-01#, "d")', 30],
    ['DATEDIF([day], [at], "m")', 1],
    ['DAYS(#2024-03-01#, #2024-01-31#)', 30],
    ['#2024-03-01# - [day]', 30],
    ['[day] + 30 = #2024-03-01#', true],
    ['[day] - 31 = #2023-12-31#', true],
    ['EDATE([day], 1) = DATE(2024, 2, 29)', true],
    ['[at] > #2024-03-01#', true],
    ['YEAR([at]) * 100 + MONTH([at])', 202403],
    ['SWITCH([name], "Bob", 1, "Ada", 2, 0)', 2],
    ['SWITCH([name], "Bob", 1, 0)', 0],
    ['SWITCH([name], "Bob", 1)', null],
    ['IFS([qty] > 5, "many", [qty] > 3, "some", TRUE, "few")', 'some'],
    ['MAX([qty], [price], NULL)', 10.5],
    ['SI(NON [ok] OU [qty] ENTRE 1 ET 5; "oui"; "non")', 'oui'],
    // As in SQL.
    ['NULL + 1', null],
    ['[ok] OR NULL', true],
    ['[ok] AND NULL', null],
    ['NULL = NULL', null],
    ['NULL IS NULL', true],
    ['[qty] IN (1, 4)', true],
    ['[qty] NOT IN (1, NULL)', null],
    ['[qty] NOT BETWEEN 5 AND 6', true],
    ['NOT [qty] = 4 OR [ok]', true],
    ['NOT ([qty] = 4 OR [ok])', false],
    ['IF(NULL, 1, 2)', 2],
    ['LISTJOIN(LISTSORT([tags]), "+")', 'a+b'],
    ['[a]]b "c" é 🎲] - 7', 0],
  ])('%s', (text, expected) => {
    expect(valueOf(text)).toEqual(expected)
  })
})
