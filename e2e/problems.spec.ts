// What goes wrong says so where it is, and how it is mended.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { people } from './messy-file.ts'
import { addNode, drawWire, dropFile, layOut, newPipeline, nodeOf, panes, rowsOf, runAll, selectNothing, type } from './studio.ts'

test('a formula with a type error says so at its column, and is mended there', async ({ page }) => {
  await newPipeline(page)
  await addNode(page, 'Sample data')
  const formula = await addNode(page, 'Formula column')
  await type(page, 'Column name', 'result')
  const editor = panes(page).settings.getByRole('textbox', { name: 'Formula', exact: true })
  await editor.click()
  await page.keyboard.type('[age] + UPPER([sex])')
  const wrong = panes(page).settings.locator('.cm-lintRange-error')
  await expect(wrong).toBeVisible()
  const place = (await panes(page).settings.locator('.cm-line').first().textContent())?.indexOf((await wrong.textContent()) ?? '?') ?? -1
  expect(place, 'the mark begins at the part that is wrong or at what holds it').toBeGreaterThanOrEqual(0)
  await page.keyboard.press('Control+Enter')
  await expect(formula).toHaveAccessibleName(/error|not set up/)
  await expect(panes(page).settings.getByText(/text/i).first()).toBeVisible()

  await editor.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('[age] + 1')
  await page.keyboard.press('Control+Enter')
  await expect(formula).not.toHaveAccessibleName(/error|not set up/)
  await expect(rowsOf(page, 'Formula column').getByRole('gridcell').first()).toBeVisible()
})

test('learning from the test rows is a problem that one click mends', async ({ page }) => {
  await newPipeline(page)
  await addNode(page, 'Sample data')
  const split = await addNode(page, 'Split train and test')
  await selectNothing(page)
  const tree = await addNode(page, 'Decision tree')
  await layOut(page)
  await drawWire(page, split, tree, { out: 'test' })
  await tree.click()
  await expect(panes(page).settings.getByText('This learns from the test rows')).toBeVisible()
  await page.getByRole('tab', { name: /^Problems/ }).click()
  await expect(panes(page).results.getByRole('list', { name: 'Problems' }).getByText('This learns from the test rows')).toBeVisible()
  await panes(page).settings.getByRole('button', { name: 'Use the training rows' }).click()
  await expect(panes(page).settings.getByText('This learns from the test rows')).toBeHidden()
  await expect(tree).toHaveAccessibleName(/1 input/)
})

async function chooseFile(page: Page, path: string, desktop: boolean): Promise<void> {
  if (desktop) return type(page, 'File', path)
  await panes(page).settings.getByRole('button', { name: 'Choose a file' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('dialog').getByRole('button', { name: 'Upload a file…' }).click()
  await (await chooser).setFiles(path)
}

test('a file that is gone is a problem, and choosing another mends it', async ({ app, workspace }) => {
  const { page } = app
  const other = join(workspace, 'people.csv')
  await writeFile(other, ['id,age', ...people(5, 1).map(({ id, age }) => `${id},${age}`), ''].join('\n'))
  await newPipeline(page)
  const file = await addNode(page, 'File')
  await type(page, 'File', '../gone.csv')
  await expect(file).toHaveAccessibleName(/error|not set up/)
  await expect(panes(page).settings.getByRole('alert')).toContainText('gone.csv')
  await chooseFile(page, other, app.host === 'electron')
  await expect(rowsOf(page, 'File').getByRole('columnheader', { name: /^age/ })).toBeVisible()
  await runAll(page, /Done|Nothing had to run/)
})

const foreign = {
  'a node that is not known here': { version: 1, type: 'source.crystal-ball', says: /does not know the node source\.crystal-ball/ },
  'a newer format': { version: 999, type: 'source.sample-data', says: /saved by a newer Millrace/ },
} as const

for (const [what, { version, type: nodeType, says }] of Object.entries(foreign))
  test(`${what}: the pipeline opens, says so and cannot be changed`, async ({ app, workspace }) => {
    const { page } = app
    const path = join(workspace, 'foreign.millrace')
    const nodes = { one: { type: nodeType, version: 1, params: {} } }
    const layout = { one: { x: 40, y: 40 } }
    const rest = { seed: 1, parameters: {}, nodes, wires: [], notes: {}, frames: {}, layout }
    await writeFile(path, JSON.stringify({ format: 'millrace/pipeline', version, name: 'Foreign', ...rest }))
    await newPipeline(page)
    await dropFile(page, panes(page).canvas, path)
    await expect(page.getByText('read only', { exact: true })).toBeVisible()
    await panes(page).canvas.locator('[data-node]').click()
    await page.getByRole('tab', { name: /^Problems/ }).click()
    await expect(page.getByText(says).first()).toBeVisible()
    await page.keyboard.press('Delete')
    await expect(panes(page).canvas.locator('[data-node]')).toHaveCount(1)
    await expect(page.getByRole('button', { name: 'Lay out', exact: true })).toBeDisabled()
  })

test('a node that is not set up is among the problems', async ({ page }) => {
  await newPipeline(page)
  await addNode(page, 'File')
  await expect(nodeOf(page, 'File')).toHaveAccessibleName(/not set up/)
  await page.getByRole('tab', { name: /^Problems/ }).click()
  await expect(panes(page).results.getByRole('list', { name: 'Problems' }).getByRole('listitem')).toHaveCount(1)
})
