import { expect, test } from 'vitest'
import { preferredLanguage, readPreferences } from './preferences.ts'

test('the first of our languages that the browser names', () => {
  expect(preferredLanguage(['de-DE', 'fr-CA', 'en'])).toBe('fr')
  expect(preferredLanguage(['en-GB', 'fr'])).toBe('en')
  expect(preferredLanguage(['de'])).toBe('en')
  expect(preferredLanguage([])).toBe('en')
})

const sizes = { palette: null, inspector: 400, dock: null }
const noSizes = { palette: null, inspector: null, dock: null }

test('what is missing or wrong falls back, the rest is kept', () => {
  const closed = { palette: false, inspector: true, dock: false }
  expect(readPreferences({ theme: 'purple', language: 'fr', panels: closed, sizes }, ['en'])).toEqual({
    theme: 'system',
    language: 'fr',
    panels: closed,
    sizes,
  })
  expect(readPreferences({ panels: { palette: 'yes' } }, ['fr-FR'])).toEqual({
    theme: 'system',
    language: 'fr',
    panels: { palette: true, inspector: true, dock: true },
    sizes: noSizes,
  })
  expect(readPreferences(null, [])).toMatchObject({ theme: 'system', language: 'en' })
})
