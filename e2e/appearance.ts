import { expect, type Page } from '@playwright/test'

const words = {
  en: { language: 'English', theme: { light: 'Light', dark: 'Dark' }, start: 'Start page' },
  fr: { language: 'Français', theme: { light: 'Clair', dark: 'Sombre' }, start: 'Page d’accueil' },
} as const

export type Language = keyof typeof words
export type Theme = 'light' | 'dark'

/** Chooses language and theme by the menus of the title bar, in whatever language the studio is. */
export async function dress(page: Page, { language, theme }: { readonly language: Language; readonly theme: Theme }): Promise<void> {
  await page.getByRole('button', { name: /, (language|langue)$/ }).click()
  await page.getByRole('menuitemcheckbox', { name: words[language].language }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  await page.getByRole('button', { name: /^(Theme|Thème)$/ }).click()
  await page.getByRole('menuitemcheckbox', { name: words[language].theme[theme], exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
}

/** The name of the start page in a language. */
export function startPageName(language: Language): string {
  return words[language].start
}
