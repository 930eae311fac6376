import { i18n } from '@lingui/core'
import type { Language } from '../../engine/protocol/text.ts'

const catalogues = {
  en: () => import('../locales/en/messages.po'),
  fr: () => import('../locales/fr/messages.po'),
}

/** Loads the texts of a language and makes it the language of the page. */
export async function activateLanguage(language: Language): Promise<void> {
  const { messages } = await catalogues[language]()
  i18n.loadAndActivate({ locale: language, messages })
  document.documentElement.lang = language
}
