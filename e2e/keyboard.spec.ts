// Three nodes built, connected, set, run and looked at without the mouse. Wherever the focus goes it can be seen.
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { nodeOf, panes, rowsOf } from './studio.ts'

interface Focused {
  readonly outerHTML: string
  readonly parentElement: Focused | null
  getBoundingClientRect(): { readonly width: number; readonly height: number }
  matches(selector: string): boolean
}

// What runs in the page sees the page; nothing else here does.
declare const document: { readonly activeElement: Focused | null; readonly body: Focused }
declare const getComputedStyle: (
  element: Focused,
  part?: string,
) => { readonly outlineStyle: string; readonly outlineWidth: string; readonly boxShadow: string; readonly backgroundColor: string }

/** Expects that what has the focus is on the page, of some size, and drawn otherwise than without it: an outline, a shadow or an edge. */
async function expectFocusSeen(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const active = document.activeElement
        if (!active || active === document.body) return 'nothing has the focus'
        const { width, height } = active.getBoundingClientRect()
        if (width < 2 || height < 2) return `${active.outerHTML.slice(0, 120)} is too small`
        // A field inside a drawn box may leave the mark to the box.
        for (let at: Focused | null = active, up = 0; at && up < 4; at = at.parentElement, up += 1) {
          const style = getComputedStyle(at)
          const ring = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1
          if (ring || style.boxShadow !== 'none') return 'seen'
        }
        // A line between panes is drawn by what stands after it.
        if (active.matches('[role=separator]') && getComputedStyle(active, '::after').backgroundColor !== 'rgba(0, 0, 0, 0)') return 'seen'
        if (active.matches('[role=textbox], input, textarea')) return 'seen'
        return `${active.outerHTML.slice(0, 160)} does not show its focus`
      }),
    )
    .toBe('seen')
}

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await expectFocusSeen(page)
}

async function add(page: Page, title: string): Promise<void> {
  await page.keyboard.press('/')
  const search = page.getByRole('combobox', { name: 'Find a node' })
  await expect(search).toBeFocused()
  await expectFocusSeen(page)
  await page.keyboard.type(title)
  await expect(page.getByRole('option').first()).toContainText(title)
  await page.keyboard.press('Enter')
  await expect(nodeOf(page, title)).toBeFocused()
  await expectFocusSeen(page)
}

test('three nodes without the mouse', async ({ app }) => {
  const { page } = app
  await expect(panes(page).start.getByRole('button', { name: /New pipeline/ })).toBeVisible()
  await page.keyboard.press(app.host === 'browser' ? 'Alt+n' : 'Control+n')
  await expect(panes(page).canvas.getByText('An empty pipeline')).toBeVisible()
  await add(page, 'Sample data')
  await page.keyboard.press('Escape')
  await expect(page.getByText('1 node', { exact: true })).toBeVisible()
  await add(page, 'Remove duplicates')
  await expect(nodeOf(page, 'Remove duplicates')).toHaveAccessibleName(/0 inputs/)

  // C asks for the port, then for what it is wired to.
  await page.keyboard.press('c')
  await expect(page.getByRole('combobox', { name: 'Connect from' })).toBeFocused()
  await page.keyboard.type('input')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: 'Connect to' })).toBeFocused()
  await page.keyboard.type('Sample')
  await page.keyboard.press('Enter')
  await expect(nodeOf(page, 'Remove duplicates')).toHaveAccessibleName(/1 input/)
  await expect(nodeOf(page, 'Remove duplicates')).toBeFocused()

  await add(page, 'Sample rows')
  await expect(nodeOf(page, 'Sample rows')).toHaveAccessibleName(/1 input/)
  await press(page, 'Enter')
  await expect(panes(page).settings.locator(':focus')).toBeVisible()
  for (let step = 0; step < 3; step += 1) await press(page, 'Tab')
  for (let step = 0; step < 6; step += 1) await press(page, 'F6')

  await page.keyboard.press('F5')
  await expect(panes(page).run.getByRole('status')).toContainText('Done', { timeout: 60_000 })
  for (let pane = 0; pane < 8 && (await panes(page).canvas.locator('[data-node]:focus').count()) === 0; pane += 1) await press(page, 'F6')
  await expect(panes(page).canvas.locator('[data-node]:focus')).toHaveCount(1)
  await page.keyboard.press('Home')
  await expect(nodeOf(page, 'Sample data')).toBeFocused()
  await press(page, 'ArrowRight')
  await press(page, 'Space')
  await page.keyboard.press('End')
  await page.keyboard.press('Space')
  const grid = rowsOf(page, 'Sample rows')
  await expect(grid.getByRole('gridcell').first()).toBeVisible()
  await page.keyboard.press('F6')
  await expectFocusSeen(page)
  await press(page, 'Control+k')
  await page.keyboard.type('Keys')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
