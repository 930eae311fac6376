import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Expects that axe finds nothing of level A or AA on the page. The legacy mode needs no second page, which Electron could not open. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(levels).setLegacyMode(true).analyze()
  expect(passes.length, 'rules of axe that looked at something').toBeGreaterThan(5)
  // axe lets a list scroll by the keys of its combobox only. The list of an editor for code belongs to a text box, whose arrow keys scroll it as well.
  const suggestions = (id: string, html: string) => id === 'scrollable-region-focusable' && html.startsWith('<ul id="cm-ac-')
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.filter(({ html }) => !suggestions(id, html)).map(({ html }) => `${id}: ${help} ${html.slice(0, 300)}`),
  )
  expect(found, `accessibility of ${what}`).toEqual([])
}
