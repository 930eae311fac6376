import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { calendarWords } from './calendar-words.ts'
import { formatDate } from './format-date.ts'

const table = { columns: [{ name: 'd', type: 'date', role: 'time' }], rows: [] } as const
const compile = (params: object) => compileNode(formatDate, params, { table })

describe('write dates', () => {
  it('keeps the column in its place', () => {
    expect(columnsOf(compile({})['table'])).toEqual(['d: text (time)'])
  })

  it.each([
    ['nothing-chosen', { format: ' ' }],
    ['bad-constant', { format: 'jj/mm/aaaa' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => compile(params))).toMatchObject({ code, param: 'format' })
  })

  it.each(Object.entries(calendarWords))('knows the names of %s as Unicode has them', (language, words) => {
    const name = (options: Intl.DateTimeFormatOptions, day: number, month: number) =>
      new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(Date.UTC(2024, month, day))
    expect(words.months).toEqual(words.months.map((_, month) => name({ month: 'long' }, 1, month)))
    expect(words.days).toEqual(words.days.map((_, day) => name({ weekday: 'long' }, day + 1, 0)))
  })

  it('says what it does', () => {
    expect(sentenceOf(formatDate, {})).toBe('write date and date and time columns as DD/MM/YYYY')
  })
})
