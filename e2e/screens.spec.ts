// Every main screen of a pipeline with results: axe finds nothing, and in French no English word of ours is left.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { dress, type Language } from './appearance.ts'
import { freePort } from './free-port.ts'
import { root } from './hosts/opened.ts'

const words = {
  en: {
    example: /^Honest first model/,
    run: 'Run all',
    bar: 'Run',
    done: 'Done',
    everything: 'Show everything',
    page: 'Open as a page',
    documents: 'Open documents',
    find: 'Find a node',
    compare: /^Compare models/,
    model: /^Logistic regression/,
    rows: /^Scale/,
  },
  fr: {
    example: /^Premier modèle honnête/,
    run: 'Tout exécuter',
    bar: 'Exécution',
    done: 'Terminé',
    everything: 'Tout afficher',
    page: 'Ouvrir en page',
    documents: 'Documents ouverts',
    find: 'Chercher un nœud',
    compare: /^Comparer des modèles/,
    model: /^Régression logistique/,
    rows: /échelle/,
  },
} as const

/** Goes from screen to screen of an example that was run, and looks at each. */
async function walk(page: Page, language: Language, look: (what: string) => Promise<void>): Promise<void> {
  const say = words[language]
  const node = (name: RegExp) => page.locator('[data-node]').and(page.getByRole('group', { name }))
  await page.getByRole('main').getByRole('button', { name: say.example }).click()
  await page.getByRole('button', { name: say.run, exact: true }).click()
  await expect(page.getByRole('region', { name: say.bar, exact: true }).getByRole('status')).toContainText(say.done, { timeout: 60_000 })
  await page.getByRole('button', { name: say.everything }).click()
  await node(say.rows).click()
  const tabs = page.locator('[data-pane=dock]').getByRole('tab')
  await expect(tabs).toHaveCount(5)
  await expect(page.getByRole('gridcell').first()).toBeVisible()
  for (let tab = 0; tab < 5; tab += 1) {
    await tabs.nth(tab).click()
    await expect(tabs.nth(tab)).toHaveAttribute('aria-selected', 'true')
    await look(`dock, tab ${tab + 1}`)
  }
  await tabs.first().click()

  for (const name of [say.compare, say.model]) {
    await page.getByRole('button', { name: say.everything }).click()
    await page.keyboard.press('Escape')
    await node(name).click()
    await page.locator('[data-pane=dock]').getByRole('button', { name: say.page }).click()
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
    await look(`report ${name.source}`)
    await page.getByRole('navigation', { name: say.documents }).getByRole('listitem').nth(1).getByRole('button').first().click()
    await expect(node(name)).toBeVisible()
  }

  await node(say.rows).focus()
  await page.keyboard.press('/')
  await expect(page.getByRole('combobox', { name: say.find })).toBeFocused()
  await look('list of nodes')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('command palette')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('F1')
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('keys')
  await page.keyboard.press('Escape')
}

for (const theme of ['light', 'dark'] as const)
  test(`no screen with results breaks a rule of accessibility: ${theme}`, async ({ page }) => {
    test.slow()
    await dress(page, { language: 'en', theme })
    await walk(page, 'en', (what) => expectAccessible(page, `${what}, ${theme}`))
  })

const judging = {
  en: { example: /^Loan fairness/, port: 'Port on this machine', formula: 'Formula', formulaColumn: 'Formula column', close: /^Close / },
  fr: {
    example: /^Équité des prêts/,
    port: 'Port sur cette machine',
    formula: 'Formule',
    formulaColumn: 'Colonne calculée',
    close: /^Fermer /,
  },
} as const

/** Goes to the report by groups and the page of the endpoint of an example that was run, and opens a formula in its editor. */
async function walkReports(page: Page, language: Language, look: (what: string) => Promise<void>): Promise<void> {
  const say = { ...words[language], ...judging[language] }
  const node = (id: string) => page.locator(`[data-node="${id}"]`)
  const settings = page.locator('[data-pane=inspector]')
  await page.getByRole('main').getByRole('button', { name: say.example }).click()
  await page.getByRole('button', { name: say.everything }).click()
  await node('serve').click()
  await settings.getByRole('textbox', { name: say.port, exact: true }).fill(String(await freePort()))
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: say.run, exact: true }).click()
  await expect(page.getByRole('region', { name: say.bar, exact: true }).getByRole('status')).toContainText(say.done, { timeout: 60_000 })
  for (const id of ['fair', 'serve']) {
    await node(id).click()
    await page.locator('[data-pane=dock]').getByRole('button', { name: say.page }).click()
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
    await look(`page of ${id}`)
    await page.getByRole('navigation', { name: say.documents }).getByRole('listitem').nth(1).getByRole('button').first().click()
    await expect(node(id)).toBeVisible()
  }
  await node('loans').click()
  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: say.find }).fill(say.formulaColumn)
  await page.keyboard.press('Enter')
  const editor = settings.getByRole('textbox', { name: say.formula, exact: true })
  await editor.click()
  await page.keyboard.type('[age] + R')
  await expect(page.locator('.cm-tooltip-autocomplete')).toBeVisible()
  await look('formula with suggestions')
  await page.keyboard.press('Escape')
  await look('formula with a mistake')
}

for (const theme of ['light', 'dark'] as const)
  test(`no report and no formula breaks a rule of accessibility: ${theme}`, async ({ page }) => {
    test.slow()
    await dress(page, { language: 'en', theme })
    await walkReports(page, 'en', (what) => expectAccessible(page, `${what}, ${theme}`))
  })

/** English texts of the studio whose French is another one, from the catalogue that translators write; without those that hold a value. */
async function englishOnly(): Promise<ReadonlySet<string>> {
  const catalogue = await readFile(join(root, 'renderer/locales/fr/messages.po'), 'utf8')
  const pairs = [...catalogue.matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm)].map(([, en = '', fr = '']) => [en, fr] as const)
  const french = new Set(pairs.map(([, fr]) => fr))
  return new Set(pairs.filter(([en, fr]) => en !== fr && !en.includes('{') && !french.has(en)).map(([en]) => en))
}

/** Columns of the example that are called as something in English. */
const columns: ReadonlySet<string> = new Set(['approved'])

/** Looks for English on a screen in French, and for what axe finds. */
async function frenchLook(page: Page): Promise<(what: string) => Promise<void>> {
  const english = await englishOnly()
  expect(english.size).toBeGreaterThan(300)
  return async (what) => {
    const texts = await page.locator('button, [role=tab], [role=menuitem], [role=option], h1, h2, h3, h4, th, label').allInnerTexts()
    const names = [...(await page.locator('body').ariaSnapshot()).matchAll(/ "([^"]+)"/g)].map(([, name = '']) => name)
    const said = [...texts.flatMap((text) => text.split('\n')), ...names]
    const left = [...new Set(said.map((one) => one.trim()))].filter((one) => english.has(one) && !columns.has(one))
    expect(left, `English on: ${what}`).toEqual([])
    await expectAccessible(page, `${what}, in French`)
  }
}

for (const [what, visit] of Object.entries({ 'the screens': walk, 'the reports and the formula': walkReports }))
  test(`in French no English word of ours is on ${what}, and axe finds nothing`, async ({ page }) => {
    test.slow()
    await dress(page, { language: 'fr', theme: 'light' })
    await visit(page, 'fr', await frenchLook(page))
  })
