// What a person does in the studio, by roles and names, in English. Ports take no focus and have no role; they are found by their place on a node.
import { expect, type Locator, type Page } from '@playwright/test'

interface Drawn {
  readonly classList: { contains(name: string): boolean }
  getBoundingClientRect(): { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
}

// What runs in the page sees the page; nothing else here does.
declare const document: {
  querySelector(selector: string): Drawn | null
  querySelectorAll(selector: string): Iterable<Drawn>
  elementFromPoint(x: number, y: number): Drawn | null
}
declare const requestAnimationFrame: (then: () => void) => number

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

/** Opens a pipeline of the workspace from the start page. */
export async function openPipeline(page: Page, name: string): Promise<void> {
  await panes(page)
    .start.getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click()
  await expect(panes(page).canvas).toBeVisible()
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
  await still(page)
  await drag(page, await centre(port(from, 'out', ports.out)), await centre(port(to, 'in', ports.in)))
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

/** Runs everything and waits until the run bar says that this run, not an earlier one, ended in these words. */
export async function runAll(page: Page, outcome: 'Done' | 'Nothing had to run' | RegExp): Promise<void> {
  const { run } = panes(page)
  const before = (await run.count()) > 0 ? await run.getAttribute('data-run') : null
  await page.getByRole('button', { name: 'Run all', exact: true }).click()
  if (before !== null) await expect(run).not.toHaveAttribute('data-run', before, { timeout: 60_000 })
  await expect(run.getByRole('status')).toContainText(outcome, { timeout: 60_000 })
}

/** The grid with the rows of a node. */
export function rowsOf(page: Page, title: string): Locator {
  return panes(page).results.getByRole('grid', { name: `Rows of ${title}` })
}

/** Drops files of the disk in the middle of something, as the desktop would: the page gets its path in Electron, its bytes in a browser. */
export async function dropFile(page: Page, target: Locator, ...paths: string[]): Promise<void> {
  const { x, y } = await centre(target)
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: paths, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await devtools.send('Input.dispatchDragEvent', { type, x, y, data })
  await devtools.detach()
}

/** Shows the whole pipeline and waits until nothing moves any more. */
export async function showEverything(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show everything' }).click()
  await still(page)
}

/** Lays the pipeline out and shows all of it. */
export async function layOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lay out', exact: true }).click()
  await expect(panes(page).canvas.getByText('Laid out all nodes.')).toBeAttached()
  await showEverything(page)
}

/** Zooms to half the size and turns the wheel until both nodes are seen, so that a wire can be drawn from one to the other. */
export async function seeBoth(page: Page, one: Locator, other: Locator): Promise<void> {
  await page.getByRole('button', { name: /^Zoom, / }).click()
  await page.getByRole('menuitem', { name: '50 %' }).click()
  await still(page)
  const middle = await centre(panes(page).canvas)
  await page.mouse.move(middle.x, middle.y)
  const offset = async () => {
    const [a, b] = [await centre(one), await centre(other)]
    return { x: (a.x + b.x) / 2 - middle.x, y: (a.y + b.y) / 2 - middle.y }
  }
  await expect(async () => {
    const { x, y } = await offset()
    if (Math.hypot(x, y) > 20) await page.mouse.wheel(x * 2, y * 2)
    await still(page)
    const left = await offset()
    expect(Math.hypot(left.x, left.y)).toBeLessThan(20)
  }).toPass()
}

/** Brings a node into view and selects it. */
export async function selectNode(page: Page, title: string): Promise<Locator> {
  await showEverything(page)
  const node = nodeOf(page, title)
  await node.click()
  await expect(panes(page).settings.getByRole('heading', { name: title })).toBeVisible()
  return node
}

/** Waits until the nodes stand where they stood a frame ago, twice. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const places = () => [...document.querySelectorAll('[data-node]')].map((node) => JSON.stringify(node.getBoundingClientRect())).join()
    const frame = () => new Promise<void>((then) => requestAnimationFrame(() => then()))
    for (let calm = 0, before = places(); calm < 3;) {
      await frame()
      const now = places()
      calm = now === before ? calm + 1 : 0
      before = now
    }
  })
}

/** Where the canvas is empty: a point with room for a node around it, in pixels of the window. */
export async function emptyPlace(page: Page): Promise<Point> {
  const found = await page.evaluate(() => {
    const pane = document.querySelector('[data-pane=canvas]')?.getBoundingClientRect()
    if (!pane) return null
    const { left, top, right, bottom } = pane
    const free = (x: number, y: number) => document.elementFromPoint(x, y)?.classList.contains('react-flow__pane') ?? false
    for (let y = bottom - 90; y > top + 60; y -= 20)
      for (let x = (left + right) / 2; x < right - 130; x += 20)
        if ([-110, 0, 110].every((dx) => [-40, 0, 40].every((dy) => free(x + dx, y + dy)))) return { x, y }
    return null
  })
  if (!found) throw new Error('the canvas has no empty place')
  return found
}

/** Draws a wire from an output to where nothing is, and chooses a node there. */
export async function drawIntoVoid(page: Page, from: Locator, title: string): Promise<Locator> {
  const goal = await emptyPlace(page)
  await drag(page, await centre(from.locator('[data-side=out]').first()), goal)
  const search = page.getByRole('combobox', { name: 'Find a node that fits' })
  await search.fill(title)
  await page.getByRole('option', { name: new RegExp(`^${title}`) }).click()
  const node = nodeOf(page, title)
  await expect(node).toBeVisible()
  return node
}

/** Presses at one point, moves to another and lets go. */
export async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}

/** Chooses one column in the settings. */
export async function chooseColumn(page: Page, label: string, column: string): Promise<void> {
  await panes(page).settings.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('combobox', { name: 'Find a column' }).fill(column)
  await page.getByRole('option', { name: new RegExp(`^${column}\\b`) }).click()
}

/** Adds a column to a choice of several in the settings. */
export async function addColumn(page: Page, label: string, column: string): Promise<void> {
  const field = panes(page).settings.getByRole('combobox', { name: label, exact: true })
  await field.fill(column)
  await page.getByRole('option', { name: new RegExp(`^${column}\\b`) }).click()
  await field.press('Escape')
}

/** Types into a field of the settings. */
export async function type(page: Page, label: string, value: string): Promise<void> {
  const field = panes(page).settings.getByRole('textbox', { name: label, exact: true })
  await field.fill(value)
  await field.press('Enter')
}

export interface Point {
  readonly x: number
  readonly y: number
}

export async function centre(locator: Locator): Promise<Point> {
  const box = await locator.boundingBox()
  if (!box) throw new Error('this is not on the page')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}
