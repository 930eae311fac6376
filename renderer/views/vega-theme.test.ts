import { describe, expect, it } from 'vitest'
import { vegaLocale, vegaTheme } from './vega-theme.ts'

describe('vegaTheme', () => {
  it('takes its colours from the tokens, the categories in the order of the design', () => {
    const theme = vegaTheme((name) => `[${name}]`) as { range: { category: string[]; ramp: string[] }; mark: { color: string } }
    expect(theme.range.category[0]).toBe('[--c-data]')
    expect(theme.range.category).toHaveLength(7)
    expect(theme.range.ramp).toEqual(['[--q1]', '[--q2]', '[--q3]', '[--q4]', '[--q5]'])
    expect(theme.mark.color).toBe('[--c-data]')
  })
})

describe('vegaLocale', () => {
  it('writes French with commas and both languages with thin spaces', () => {
    const fr = vegaLocale('fr') as { number: { decimal: string; thousands: string }; time: { months: string[]; days: string[] } }
    expect(fr.number.decimal).toBe(',')
    expect(fr.number.thousands).toBe('\u202F')
    expect(fr.time.months[1]).toBe('février')
    expect(fr.time.days[0]).toBe('dimanche')
    const en = vegaLocale('en') as { number: { decimal: string }; time: { months: string[] } }
    expect(en.number.decimal).toBe('.')
    expect(en.time.months[11]).toBe('December')
  })
})
