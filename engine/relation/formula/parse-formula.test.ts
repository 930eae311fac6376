import { describe, expect, test } from 'vitest'
import { column } from '../expression.ts'
import { typeOf } from '../type-of.ts'
import { parseFormula } from './formula.ts'
import { sampleColumns, shown } from './sample.ts'

const columns = sampleColumns

describe('parseFormula', () => {
  test.each([
    // Operators choose functions by types; int widens to float.
    ['[price] * 1.2', 'multiply(price, 1.2:float)', 'float'],
    ['[price] * 2', 'multiply(price, 2:float)', 'float'],
    ['[qty] * 2', 'multiply-int(qty, 2:int)', 'int'],
    ['[qty] + [price]', 'add(int-to-float(qty), price)', 'float'],
    ['[qty] - 1', 'subtract-int(qty, 1:int)', 'int'],
    ['[qty] / 2', 'divide(int-to-float(qty), 2:float)', 'float'],
    ['-2 ^ 2', 'power(-2:float, 2:float)', 'float'],
    ['-[qty]', 'negate-int(qty)', 'int'],
    ['-(5)', 'negate-int(5:int)', 'int'],
    ['--5', 'negate-int(-5:int)', 'int'],
    ['+[price]', 'price', 'float'],
    ['5%', '0.05:float', 'float'],
    ['-5.1%', '-0.051:float', 'float'],
    ['[qty]%', 'divide(int-to-float(qty), 100:float)', 'float'],
    // Numbers.
    ['9007199254740993', '"9007199254740993":int', 'int'],
    ['-9223372036854775808', '"-9223372036854775808":int', 'int'],
    ['9223372036854775808', '9223372036854776000:float', 'float'],
    ['1e3', '1000:float', 'float'],
    ['-0', '0:int', 'int'],
    ['NAN', '"NaN":float', 'float'],
    ['-INFINI', '"-Infinity":float', 'float'],
    // Dates.
    ['#2024-01-31#', '"2024-01-31":date', 'date'],
    ['#2024-01-31T10:30#', '"2024-01-31 10:30:00.000000":timestamp', 'timestamp'],
    ['DATE(2024,1,31)', 'make-date(2024:int, 1:int, 31:int)', 'date'],
    ['[day] + 30', 'add-days(day, 30:int)', 'date'],
    ['30 + [day]', 'add-days(day, 30:int)', 'date'],
    ['[day] - 30', 'add-days(day, -30:int)', 'date'],
    ['[day] - [qty]', 'add-days(day, negate-int(qty))', 'date'],
    ['[day] - #2024-01-01#', 'days-between(day, "2024-01-01":date)', 'int'],
    ['[at] >= #2024-01-01#', 'greater-or-equal(at, "2024-01-01 00:00:00.000000":timestamp)', 'bool'],
    ['[day] < [at]', 'less(date-to-timestamp(day), at)', 'bool'],
    ['[at] = [day]', 'equal(at, date-to-timestamp(day))', 'bool'],
    ['YEAR([at])', 'year(timestamp-to-date(at))', 'int'],
    ['STARTOFMONTH([at])', 'truncate-month(timestamp-to-date(at))', 'date'],
    ['DATEDIF([day], [at], "m")', 'complete-months(day, timestamp-to-date(at))', 'int'],
    ['DATEDIF([day], [at], "H")', 'complete-hours(date-to-timestamp(day), at)', 'int'],
    ['DATEDIF([day], #2024-01-01#, "d")', 'days-between("2024-01-01":date, day)', 'int'],
    // Text.
    ['[name] & " x"', 'concatenate(name, " x":text)', 'text'],
    ['[qty] & [price]', 'concatenate(int-to-text(qty), float-to-text(price))', 'text'],
    ['[day] & [ok] & NULL', 'concatenate(concatenate(date-to-text(day), bool-to-text(ok)), null:text)', 'text'],
    ['TEXT([at], "YYYY")', 'format-timestamp(at, "YYYY":text)', 'text'],
    ['FIND("a", [name])', 'find("a":text, name)', 'int'],
    ['FIND("a", [name], 2)', 'find-from("a":text, name, 2:int)', 'int'],
    ['TOINT([qty]) + VALUE([price])', 'add(int-to-float(qty), price)', 'float'],
    ['TOTEXT([name])', 'name', 'text'],
    ['TOTEXT([day])', 'date-to-text(day)', 'text'],
    ['TEXTJOIN(", ", [name], "b")', 'join-text(", ":text, name, "b":text)', 'text'],
    ['TEXTJOIN([name], "b", "c")', 'join-text(name, "b":text, "c":text)', 'text'],
    // Tests.
    ['[ok] AND [qty] > 1 AND [price] < 2', 'and(ok, greater(qty, 1:int), less(price, 2:float))', 'bool'],
    ['[qty] <> 1.5', 'not-equal(int-to-float(qty), 1.5:float)', 'bool'],
    ['[qty] IN (1, 2.5)', 'in(int-to-float(qty), 1:float, 2.5:float)', 'bool'],
    ['[name] NOT IN ("a")', 'not-in(name, "a":text)', 'bool'],
    ['[qty] NOT BETWEEN 1 AND 2', 'not(between(qty, 1:int, 2:int))', 'bool'],
    ['[tags] IS NOT NULL', 'is-not-null(tags)', 'bool'],
    ['NON [ok]', 'not(ok)', 'bool'],
    // Conditions and nulls.
    ['IF([ok], 1, 2.5)', 'if(ok, 1:float, 2.5:float)', 'float'],
    ['IF([ok], NULL, [day])', 'if(ok, null:date, day)', 'date'],
    ['IF([ok], [day], IF([ok], NULL, MANQUANT))', 'if(ok, day, if(ok, null:date, null:date))', 'date'],
    ['IF([ok], [tags], NULL)', 'if(ok, tags, null:list<text>)', 'list<text>'],
    ['COALESCE(NULL, [price], 0)', 'coalesce(null:float, price, 0:float)', 'float'],
    ['IF([ok], [day], LISTMAX(NULL))', 'if(ok, day, null:date)', 'date'],
    ['NULL', 'null:int', 'int'],
    ['ISNULL(NULL)', 'is-null(null:int)', 'bool'],
    ['SWITCH([name], "a", 1, "b", 2, 0)', 'switch(name, 0:int, "a":text, 1:int, "b":text, 2:int)', 'int'],
    ['SWITCH([name], "a", 1, "b", 2.5)', 'switch(name, null:float, "a":text, 1:float, "b":text, 2.5:float)', 'float'],
    ['IFS([ok], "a", TRUE, "b")', 'ifs(ok, "a":text, true:bool, "b":text)', 'text'],
    // Names.
    ['arrondi([price]; 2)', 'round(price, 2:int)', 'float'],
    ['SI(ET([ok]; VRAI); 1; 0)', 'if(and(ok, true:bool), 1:int, 0:int)', 'int'],
    ['degrés(1)', 'degrees(1:float)', 'float'],
    ['[a]]b "c" é 🎲] + 1', 'add-int(a]b "c" é 🎲, 1:int)', 'int'],
    ['MAX([qty], [price])', 'greatest(int-to-float(qty), price)', 'float'],
    ['LISTHAS([tags], "a")', 'list-contains(tags, "a":text)', 'bool'],
    ['LISTITEM([scores], 1)', 'list-element(scores, 1:int)', 'float'],
  ])('%s', (text, expected, type) => {
    const result = parseFormula(text, { columns })
    if (!result.ok) throw new Error(result.problems[0]?.text.en)
    expect(shown(result.expr)).toBe(expected)
    expect(result.type).toBe(type)
    expect(typeOf(result.expr, columns)).toBe(type)
    expect(result.measures).toEqual([])
  })

  test('names the columns it reads, each once, in order', () => {
    const result = parseFormula('[qty] + [price] * [qty] - IF([ok], 1, [qty])', { columns })
    expect(result).toMatchObject({ ok: true, references: ['qty', 'price', 'ok'] })
  })

  test('the expected type converts or is a problem', () => {
    expect(parseFormula('[qty]', { columns, expect: 'float' })).toMatchObject({ ok: true, type: 'float', expr: { fn: 'int-to-float' } })
    expect(parseFormula('NULL', { columns, expect: 'bool' })).toMatchObject({ ok: true, expr: { type: 'bool', value: null } })
    expect(parseFormula(' [name]', { columns, expect: 'bool' })).toMatchObject({
      ok: false,
      problems: [{ code: 'wrong-result', from: 1, to: 7, text: { en: 'The formula has to give true or false; it gives text.' } }],
    })
  })
})

describe('formulas over groups', () => {
  const over = (text: string, keys: readonly string[] = []) => {
    const result = parseFormula(text, { columns, allow: 'aggregate', keys, name: 'share' })
    if (!result.ok) throw new Error(result.problems[0]?.text.en)
    return [shown(result.expr), ...result.measures.map(({ name, fn, args }) => `${name} = ${fn}(${args.map(shown).join(', ')})`)]
  }

  test.each<[string, readonly string[]]>([
    ['SUM([qty])', ['share', 'share = sum-int(qty)']],
    ['SUM([price] * 2)', ['share', 'share = sum(multiply(price, 2:float))']],
    ['SUM([price]) / ROWS()', ['divide(share, int-to-float(share 2))', 'share = sum(price)', 'share 2 = count-rows(1:int)']],
    ['MAX([price]) - MIN([price])', ['subtract(share, share 2)', 'share = maximum(price)', 'share 2 = minimum(price)']],
    ['SUM([qty]) + SUM([qty])', ['add-int(share, share)', 'share = sum-int(qty)']],
    ['MAX(SUM([qty]), 0)', ['greatest(share, 0:int)', 'share = sum-int(qty)']],
    ['SUM(MAX([qty], 0))', ['share', 'share = sum-int(greatest(qty, 0:int))']],
    ['COUNTIF([qty] > 1)', ['share', 'share = count-if(greater(qty, 1:int))']],
    ['PERCENTILE.INC([qty], 1)', ['share', 'share = quantile(int-to-float(qty), 1:float)']],
    ['TEXTJOIN([name], ", ", [day])', ['share', 'share = string-join(name, ", ":text, day)']],
    ['MODE.SNGL([price])', ['share', 'share = mode-float(price)']],
    ['MODE.SNGL([qty])', ['share', 'share = mode(qty)']],
  ])('%s', (text, expected) => {
    expect(over(text)).toEqual(expected)
  })

  test('keys have one value in a group', () => {
    expect(over('[name] & ROWS()', ['name'])).toEqual(['concatenate(name, int-to-text(share))', 'share = count-rows(1:int)'])
  })
})

describe('formulas over the rows around', () => {
  const around = { partitionBy: [column('name')], orderBy: [{ expr: column('day') }] }
  test.each([
    ['[price] / SUM([price])', 'divide(price, sum over (price))'],
    ['LAG([price], 1)', 'lag over (price, 1:int)'],
    ['MAX([price])', 'maximum over (price)'],
    ['RANK.EQ([price], 1)', 'rank over (price)'],
    ['RANK.EQ([qty], 0)', 'rank-descending over (qty)'],
    ['CUMSUM([qty])', 'cumulative-sum-int over (qty)'],
  ])('%s', (text, expected) => {
    const result = parseFormula(text, { columns, allow: 'window', around })
    if (!result.ok) throw new Error(result.problems[0]?.text.en)
    expect(shown(result.expr)).toBe(expected)
    expect(typeOf(result.expr, columns)).toBe(result.type)
  })

  test('partition and order come from the options', () => {
    const result = parseFormula('LAG([price], 1)', { columns, allow: 'window', around })
    expect(result).toMatchObject({ ok: true, expr: { kind: 'window', ...around } })
  })
})
