import { z } from 'zod'

const panelsSchema = z.object({ palette: z.boolean(), inspector: z.boolean(), dock: z.boolean() })

const size = z.number().int().min(100).max(1000).nullable()
const sizesSchema = z.object({ palette: size, inspector: size, dock: size })

/** What is remembered between visits: in the settings of the engine, and in localStorage for the first paint. */
export const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  language: z.enum(['en', 'fr']).catch('en'),
  panels: panelsSchema.catch({ palette: true, inspector: true, dock: true }),
  /** Width, or height of the dock, in pixels; null is the size of the design. */
  sizes: sizesSchema.catch({ palette: null, inspector: null, dock: null }),
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
