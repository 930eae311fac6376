// The start page: what a person sees first, in both themes and both languages.
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { dress, startPageName } from './appearance.ts'

test('shows where to begin', async ({ page }) => {
  await expect(page).toHaveTitle('Millrace')
  const start = page.getByRole('main', { name: 'Start page' })
  await expect(start.getByRole('button', { name: /New pipeline/ })).toBeVisible()
  await expect(start.getByRole('button', { name: /^Open/ })).toBeVisible()
})

test('offers the examples that come with it', async ({ page }) => {
  const start = page.getByRole('main', { name: 'Start page' })
  await expect(
    start
      .getByRole('region', { name: /Examples/ })
      .getByRole('button')
      .first(),
  ).toBeVisible()
})

for (const language of ['en', 'fr'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`breaks no rule of accessibility: ${language}, ${theme}`, async ({ page }) => {
      await dress(page, { language, theme })
      await expect(page.getByRole('main', { name: startPageName(language) })).toBeVisible()
      await expectAccessible(page, `the start page, ${language}, ${theme}`)
    })

test('keeps language and theme', async ({ app }) => {
  await dress(app.page, { language: 'fr', theme: 'dark' })
  const page = await app.restart()
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('main', { name: startPageName('fr') })).toBeVisible()
})
