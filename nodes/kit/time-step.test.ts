import { expect, it } from 'vitest'
import { stepPhrase } from './time-step.ts'

it('says one step without its number, several with it, and minds French genders', () => {
  expect(stepPhrase({ count: 1, unit: 'day' })).toEqual({ en: 'each day', fr: 'par jour' })
  expect(stepPhrase({ count: 1, unit: 'month' })).toEqual({ en: 'each month', fr: 'par mois' })
  expect(stepPhrase({ count: 1, unit: 'year' })).toEqual({ en: 'each year', fr: 'par an' })
  expect(stepPhrase({ count: 2, unit: 'week' })).toEqual({ en: 'every 2 weeks', fr: 'toutes les 2 semaines' })
  expect(stepPhrase({ count: 3, unit: 'day' })).toEqual({ en: 'every 3 days', fr: 'tous les 3 jours' })
})
