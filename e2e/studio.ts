// What a person does in the studio, by roles and names, in English. Ports take no focus and have no role; they are found by their place on a node.
import { expect, type Locator, type Page } from '@playwright/test'

/** The regions of the studio. */
export function panes(page: Page) {
  return {
    start: page.getByRole('main', { name: 'Start page' }),
    canvas: page.getByRole('region', { name: 'Canvas' }),
    settings: page.getByRole('complementary', { name: 'Settings' }),
    results: page.getByRole('region', { name: 'Results' }),
    palette: page.getByRole('complementary', { name: 'Nodes' }),
    run: page.getByRole('region', { name: 'Run', exact: true }),
  }
}

/** Makes an empty pipeline from the start page. */
export async function newPipeline(page: Page): Promise<void> {
  await panes(page)
    .start.getByRole('button', { name: /New pipeline/ })
    .click()
  await expect(panes(page).canvas).toBeVisible()
  await expect(panes(page).canvas.getByText('An empty pipeline')).toBeVisible()
}

/** A node on the canvas by its title. */
export function nodeOf(page: Page, title: string): Locator {
  return panes(page).canvas.getByRole('group', { name: new RegExp(`^${title}, `) })
}

/** Finds a node by the list of the canvas and puts it there: beside the selected one, and joined to it when that fits. */
export async function addNode(page: Page, title: string): Promise<Locator> {
  await page.keyboard.press('/')
  const search = page.getByRole('combobox', { name: 'Find a node' })
  await search.fill(title)
  await expect(page.getByRole('listbox', { name: 'Find a node' }).getByRole('option').first()).toContainText(title)
  await search.press('Enter')
  const node = nodeOf(page, title)
  await expect(node).toBeVisible()
  return node
}

/** Selects nothing, so that what comes next is not joined to anything. */
export async function selectNothing(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(panes(page).canvas.locator('[data-node][data-selected]')).toHaveCount(0)
}

/** Draws a wire with the pointer from an output of one node to an input of another: the first of each unless named. */
export async function drawWire(
  page: Page,
  from: Locator,
  to: Locator,
  ports: { readonly out?: string; readonly in?: string } = {},
): Promise<void> {
  const port = (node: Locator, side: 'out' | 'in', name: string | undefined) =>
    node.locator(name === undefined ? `[data-side=${side}]` : `[data-side=${side}][data-end$=".${name}"]`).first()
  const start = await centre(port(from, 'out', ports.out))
  const end = await centre(port(to, 'in', ports.in))
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 })
  await page.mouse.move(end.x, end.y, { steps: 4 })
  await page.mouse.up()
}

/** Sets a condition of a Filter rows node that is selected: column, comparison, value. */
export async function setCondition(
  page: Page,
  condition: { readonly column: string; readonly is: string; readonly value: string },
): Promise<void> {
  const form = panes(page).settings
  await form.getByRole('button', { name: 'Condition', exact: true }).click()
  const row = form.getByRole('group', { name: 'Condition', exact: true })
  await row.getByRole('combobox').first().click()
  await page.getByRole('option', { name: new RegExp(`^${condition.column}\\b`) }).click()
  const named = form.getByRole('group', { name: `Condition on ${condition.column}` })
  await named.getByRole('combobox', { name: 'Comparison' }).click()
  await page.getByRole('option', { name: condition.is, exact: true }).click()
  const value = named.getByRole('textbox', { name: 'Value' })
  await value.fill(condition.value)
  await value.press('Enter')
}

/** Runs everything and waits until the run bar says that it ended in these words. */
export async function runAll(page: Page, outcome: 'Done' | 'Nothing had to run' | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Run all', exact: true }).click()
  await expect(panes(page).run.getByRole('status')).toContainText(outcome, { timeout: 60_000 })
}

/** The grid with the rows of a node. */
export function rowsOf(page: Page, title: string): Locator {
  return panes(page).results.getByRole('grid', { name: `Rows of ${title}` })
}

/** Drops a file of the disk in the middle of something, as the desktop would: the page gets its path in Electron, its bytes in a browser. */
export async function dropFile(page: Page, target: Locator, path: string): Promise<void> {
  const { x, y } = await centre(target)
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await devtools.send('Input.dispatchDragEvent', { type, x, y, data })
  await devtools.detach()
}

async function centre(locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await locator.boundingBox()
  if (!box) throw new Error('this is not on the page')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
