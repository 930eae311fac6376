import { describe, expect, test } from 'vitest'
import { parseFormula } from './formula.ts'
import type { Allowed } from './formula.ts'
import { sampleColumns } from './sample.ts'

/** Checks that a formula has exactly this problem, at what stands between ‹ and ›. */
function expectProblem(marked: string, code: string, en: string, allow: Allowed = 'row'): void {
  const result = parseFormula(marked.replace(/[‹›]/g, ''), { columns: sampleColumns, allow })
  const found = result.ok ? [] : result.problems
  expect(found.map((one) => [one.code, one.from, one.to, one.text.en])).toEqual([[code, marked.indexOf('‹'), marked.indexOf('›') - 1, en]])
  expect(found[0]?.text.fr).toMatch(/\.$|\?$/)
}

describe('problems of formulas', () => {
  test.each([
    ['‹[prise]› * 2', 'unknown-column', 'There is no column “prise”. Did you mean [price]?'],
    ['‹[PRICE]› * 2', 'unknown-column', 'There is no column “PRICE”. Did you mean [price]?'],
    ['‹[Unit Prise]›', 'unknown-column', 'There is no column “Unit Prise”. Did you mean [unit price]?'],
    ['‹[xyz]›', 'unknown-column', 'There is no column “xyz”.'],
    ['‹[pri + [qty]› * 2', 'column-unclosed', 'A ] is missing in this column name.'],
    ['‹ROUN›([price], 1)', 'unknown-function', 'There is no function ROUN. Did you mean ROUND?'],
    ['‹ARRONDIR›([price]; 1)', 'unknown-function', 'There is no function ARRONDIR. Did you mean ARRONDI?'],
    ['‹XQZW›(1)', 'unknown-function', 'There is no function XQZW.'],
    ['‹constructor›(1)', 'unknown-function', 'There is no function CONSTRUCTOR.'],
    ['‹VLOOKUP›([name], 2)', 'unknown-function', 'There is no function VLOOKUP. Join the two tables instead.'],
    ['‹price› * 2', 'brackets-missing', 'Write columns in brackets: [price].'],
    ['2 * ‹Prise›', 'brackets-missing', 'Write columns in brackets: [price].'],
    ['‹round› + 1', 'brackets-missing', 'Parentheses are missing: ROUND(…).'],
    ['[name] = ‹zzzzzz›', 'brackets-missing', 'Write columns in brackets, as [name], and texts in quotes, as "text".'],
    ['ROUND([price]‹)›', 'wrong-count', 'ROUND needs 2 arguments (number, decimals): “decimals” is missing.'],
    ['ROUND(‹)›', 'wrong-count', 'ROUND needs 2 arguments (number, decimals): “number” is missing.'],
    ['PI(‹1›)', 'wrong-count', 'PI takes 0 arguments; this is too much.'],
    ['ROUND([price], 1, ‹2, 3›)', 'wrong-count', 'ROUND takes 2 arguments (number, decimals); this is too much.'],
    ['ROUND(‹1,5›,1)', 'decimal-comma', 'ROUND has one argument too many. A decimal number has a point: 1.5.'],
    ['IFS([ok], 1, [ok]‹)›', 'wrong-count', 'IFS needs more arguments (test, value, …): “value” is missing.'],
    ['SWITCH([name], "a"‹)›', 'wrong-count', 'SWITCH needs more arguments (value, case, value, …, otherwise): “value” is missing.'],
    ['FIND([name]‹)›', 'wrong-count', 'FIND needs 3 arguments (searched text, text, start): “text” is missing.'],
    ['DATEDIF([day], [day]‹)›', 'wrong-count', 'DATEDIF needs 3 arguments (start, end, unit): “unit” is missing.'],
    ['DATEDIF([day], [day], ‹"q"›)', 'bad-constant', 'DATEDIF ends with one of "d", "w", "m", "y", "h", "min", "s".'],
    ['DATEDIF([day], [day], ‹[name]›)', 'bad-constant', 'DATEDIF ends with one of "d", "w", "m", "y", "h", "min", "s".'],
    ['ROUND(‹"a"›, 1)', 'wrong-type', 'ROUND needs a number here; this is text. Read it with VALUE.'],
    ['ABS(‹"a"›)', 'wrong-type', 'ABS needs a number here; this is text. Read it with VALUE.'],
    ['1 + ‹[name]›', 'wrong-type', '+ needs a number here; this is text. Join texts with &.'],
    ['[qty] * ‹[ok]›', 'wrong-type', '* needs a number here; this is true or false. Turn it into 1 or 0 with N.'],
    ['-‹[name]›', 'wrong-type', '- needs a number here; this is text. Read it with VALUE.'],
    ['‹[tags]› & "a"', 'wrong-type', '& needs text here; this is a list.'],
    ['LEFT([name], ‹1.5›)', 'wrong-type', 'LEFT needs a whole number here; this is a number. Drop its decimals with TOINT.'],
    ['LEN(‹[qty]›)', 'wrong-type', 'LEN needs text here; this is a whole number. Turn it into text with TOTEXT.'],
    ['IF(‹[qty]›, 1, 2)', 'wrong-type', 'IF needs true or false here; this is a whole number. Compare it with something, as in [x] > 0.'],
    ['NOT ‹[name]›', 'wrong-type', 'NOT needs true or false here; this is text. Compare it with something, as in [x] > 0.'],
    ['[ok] OR ‹[qty]›', 'wrong-type', 'OR needs true or false here; this is a whole number. Compare it with something, as in [x] > 0.'],
    ['YEAR(‹"2024"›)', 'wrong-type', 'YEAR needs a date here; this is text. Write a date as #2024-01-31#, or read it with DATEVALUE.'],
    ['TEXT(‹[qty]›, "0")', 'wrong-type', 'TEXT needs a date or a date and time here; this is a whole number. Write numbers with FIXED.'],
    ['ADDDAYS(‹[at]›, 1)', 'wrong-type', 'ADDDAYS needs a date here; this is a date and time. Take its day with TODATE.'],
    ['[day] + ‹1.5›', 'wrong-type', '+ needs a whole number here; this is a number. Drop its decimals with TOINT.'],
    ['TEXTJOIN(", ", ‹TRUE›, [name])', 'wrong-type', 'TEXTJOIN needs text here; this is true or false. Missing texts are skipped anyway.'],
    ['IF([ok], 1, ‹"a"›)', 'two-kinds', 'IF needs values of one kind: before it is a whole number, this is text. Read it with VALUE.'],
    ['[day] >= ‹"2024-01-01"›', 'two-kinds', '>= needs values of one kind: before it is a date, this is text. Write #2024-01-01#.'],
    ['[name] = ‹5›', 'two-kinds', '= needs values of one kind: before it is text, this is a whole number. Turn it into text with TOTEXT.'],
    [
      'COALESCE([qty], ‹[name]›)',
      'two-kinds',
      'COALESCE needs values of one kind: before it is a whole number, this is text. Read it with VALUE.',
    ],
    ['ROUND([price], ‹[qty]›)', 'constant-required', 'ROUND needs a constant for “decimals”, the same for all rows.'],
    ['ROUND([price], ‹NULL›)', 'constant-required', 'ROUND needs a constant for “decimals”, the same for all rows.'],
    ['ROUND([price], ‹20›)', 'bad-constant', 'This is a number from -15 to 15.'],
    ['REGEXTEST([name], ‹"(?=a)"›)', 'bad-constant', 'Groups that start with (? are refused, except (?: and a leading (?i).'],
    ['REGEXTEST([name], ‹[name]›)', 'constant-required', 'REGEXTEST needs a constant for “pattern”, the same for all rows.'],
    ['MONTHNAME([day], ‹"de"›)', 'bad-constant', 'The language is “en” or “fr”.'],
    ['‹#31/12/2024#›', 'bad-date', 'This is not a date. Write #2024-12-31# or #2024-12-31 10:30#.'],
    ['‹#2023-02-30#›', 'bad-date', 'This is not a date. Write #2024-01-31# or #2024-01-31 10:30#.'],
    ['‹1e999›', 'bad-number', 'This number is too large.'],
    ['‹SUM›([price])', 'not-allowed-here', 'SUM sums up many rows; this formula sees one row at a time. Group the table instead.'],
    ['‹MAX›([price])', 'not-allowed-here', 'MAX sums up many rows; this formula sees one row at a time. Group the table instead.'],
    ['‹LAG›([price], 1)', 'not-allowed-here', 'LAG looks at the rows around; this formula has none.'],
  ])('%s: %s', (marked, code, en) => {
    expectProblem(marked, code, en)
  })

  test('groups have no rows around, no single values, and no sums of sums', () => {
    expectProblem('‹LAG›([price], 1)', 'not-allowed-here', 'LAG looks at the rows around; this formula has none.', 'aggregate')
    expectProblem(
      'SUM([price]) / ‹[qty]›',
      'not-allowed-here',
      '[qty] has many values in a group: write SUM([qty]), MAX([qty]) or another summary.',
      'aggregate',
    )
    expectProblem('SUM(‹MAX›([price]))', 'not-allowed-here', 'MAX cannot stand inside another function of many rows.', 'aggregate')
    expectProblem('‹LAG([price], 1)›', 'not-allowed-here', 'LAG needs an order of the rows.', 'window')
    expectProblem(
      'RANK.EQ([price]‹)›',
      'wrong-count',
      'RANK.EQ needs 2 arguments (key, order 1 or 0): “order 1 or 0” is missing.',
      'window',
    )
  })

  test('all problems of meaning are found, in the order of the text, and none follows from another', () => {
    const result = parseFormula('IF([nam] = "a", ROUN([price]), LEFT([qty], 1)) & [x]', { columns: sampleColumns })
    expect(result.ok ? [] : result.problems.map((one) => [one.code, one.from])).toEqual([
      ['unknown-column', 3],
      ['unknown-function', 16],
      ['wrong-type', 36],
      ['unknown-column', 49],
    ])
  })

  test('French sentences are French', () => {
    const result = parseFormula('SI([qty]; 1; 2) + ARONDI([prise]; 1)', { columns: sampleColumns })
    expect(result.ok ? [] : result.problems.map((one) => one.text.fr)).toEqual([
      'SI attend ici vrai ou faux ; ceci est un nombre entier. Comparez-le, comme dans [x] > 0.',
      'La fonction ARONDI n’existe pas. Vouliez-vous dire ARRONDI ?',
      'La colonne « prise » n’existe pas. Vouliez-vous dire [price] ?',
    ])
  })
})
