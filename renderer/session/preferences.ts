import { z } from 'zod'

const panelsSchema = z.object({ palette: z.boolean(), inspector: z.boolean(), dock: z.boolean() })

/** What is remembered between visits: in the settings of the engine, and in localStorage for the first paint. */
export const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  language: z.enum(['en', 'fr']).catch('en'),
  panels: panelsSchema.catch({ palette: true, inspector: true, dock: true }),
})
export type Preferences = z.infer<typeof preferencesSchema>

/** The language of the browser when it is one of ours, English otherwise. */
export function preferredLanguage(languages: readonly string[]): Preferences['language'] {
  const known = languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'fr' || tag === 'en')
  return known === 'fr' ? 'fr' : 'en'
}

/** Preferences out of stored JSON; whatever is missing or wrong falls back one by one. */
export function readPreferences(stored: unknown, languages: readonly string[]): Preferences {
  const record = typeof stored === 'object' && stored !== null ? stored : {}
  return preferencesSchema.parse({ language: preferredLanguage(languages), ...record })
}
