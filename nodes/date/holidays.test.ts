import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import oracle from './golden/holiday-oracle.json' with { type: 'json' }
import { easterSunday, holidaysOf, type CountryCode } from './holiday-rules.ts'
import { holidays } from './holidays.ts'

const table = { columns: [{ name: 't', type: 'timestamp', role: 'time' }], rows: [] } as const
const compile = (params: object) => compileNode(holidays, params, { table })

describe('holidays', () => {
  it.each(Object.entries(oracle))('of %s are those of the package holidays, Sundays aside', (code, expected) => {
    const found = holidaysOf(code as CountryCode, [2008, 2034], false).map(([day]) => day)
    expect(found.filter((day) => new Date(`${day}T00:00:00Z`).getUTCDay() !== 0)).toEqual(expected)
  })

  it('gives days off for weekends', () => {
    const days = (code: CountryCode, year: number) => holidaysOf(code, [year, year], true).map(([day]) => day)
    // New Year’s Day 2022 was a Saturday, Christmas Day 2021 too.
    expect(days('us', 2021)).toContain('2021-12-31')
    expect(days('gb', 2021).slice(-4)).toEqual(['2021-12-25', '2021-12-26', '2021-12-27', '2021-12-28'])
    expect(days('fr', 2021)).not.toContain('2021-12-27')
  })

  it('knows the earliest and the latest Easter', () => {
    expect([1818, 2008, 2038].map((year) => new Date(easterSunday(year)).toISOString().slice(5, 10))).toEqual(['03-22', '03-23', '04-25'])
  })

  it('keeps the date', () => {
    expect(columnsOf(compile({ name: true })['table'])).toEqual([
      't: timestamp (time)',
      't holiday: bool',
      't holiday name: text',
      't working day: bool',
    ])
  })

  it.each([
    ['nothing-chosen', { holiday: false, working: false }],
    ['bad-value', { own: 'Christmas' }],
    ['bad-value', { own: '2024-02-30' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(holidays, {})).toBe('holidays of France in date and date and time columns')
  })
})
