// A file is looked at as charts: a mark shows its rows, a brush becomes a filter, and a column is followed over the canvas.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { addNode, drag, dropFile, newPipeline, nodeOf, panes, selectNode, setCondition, showEverything, type } from './studio.ts'

/** 600 flats: sizes from 20 to 119, prices that grow with them, three towns. */
function flats(): string {
  const towns = ['Lyon', 'Paris', 'Nantes']
  const lines = Array.from({ length: 600 }, (_, i) => `${20 + (i % 100)},${1000 * (20 + (i % 100)) + (i % 7) * 100},${towns[i % 3]}`)
  return `size,price,town\n${lines.join('\n')}\n`
}

async function openCharts(page: Page, workspace: string): Promise<void> {
  const file = join(workspace, 'flats.csv')
  await writeFile(file, flats())
  await newPipeline(page)
  await dropFile(page, panes(page).canvas, file)
  await expect(panes(page).results.getByRole('grid').getByRole('gridcell', { name: 'Nantes' }).first()).toBeVisible()
  await page.getByRole('tab', { name: 'Charts' }).click()
}

const chart = (page: Page, name: RegExp) => panes(page).results.getByRole('img', { name })

test('a file is dropped, drawn, brushed, and its rows become a filter', async ({ app, workspace }) => {
  const { page } = app
  await openCharts(page, workspace)
  const results = panes(page).results
  await expect(chart(page, /^Histogram of size: 20 marks, all 600 rows/)).toBeVisible()

  // Two columns: the chart that suits them, others a click away.
  await results.getByRole('button', { name: 'price', exact: true }).click()
  await expect(chart(page, /^Histogram of price/)).toBeVisible()
  await results.getByRole('button', { name: 'Add town to the chart' }).click()
  await expect(chart(page, /^Boxes of town, price|^Boxes of town/)).toBeVisible()
  await results.getByRole('button', { name: 'Bars', exact: true }).click()
  await expect(chart(page, /^Bars of town: 3 marks/)).toBeVisible()
  await expectAccessible(page, 'a chart with its parts')

  // Without a pointer: the marks as a table, each with its rows.
  await results.getByRole('button', { name: 'View as table' }).click()
  await results.getByRole('button', { name: 'Show rows' }).first().click()
  await expect(results.getByText('in the chart: 200 rows')).toBeVisible()
  await results.getByRole('button', { name: 'Show all rows again' }).click()
  await results.getByRole('button', { name: 'View as chart' }).click()

  // A brush over sizes chooses whole bins.
  await results.getByRole('button', { name: 'size', exact: true }).click()
  await expect(chart(page, /^Histogram of size/)).toBeVisible()
  const plane = results.locator('.chart-drawing svg .background').first()
  await expect(plane).toBeVisible()
  const box = await plane.boundingBox()
  if (!box) throw new Error('the chart has no plane')
  const at = (share: number) => ({ x: box.x + box.width * share, y: box.y + box.height * 0.3 })
  await drag(page, at(0.02), at(0.24))
  await expect(results.getByText('in the chart: 150 rows')).toBeVisible()
  await expectAccessible(page, 'a chart with the rows of a brush')

  // The grid shows them alone.
  await page.getByRole('tab', { name: 'Data', exact: true }).click()
  await expect(results.getByText('in the chart: 150 rows')).toBeVisible()
  await expect(results.getByRole('grid')).toHaveAttribute('aria-rowcount', '151')

  await results.getByRole('button', { name: 'Keep these rows' }).click()
  const filter = nodeOf(page, 'Filter rows')
  await expect(filter).toContainText('size')
  await expect(filter).toHaveAccessibleName(/1 input/)
  await expect(results.getByText('all 150 rows')).toBeVisible()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(filter).toHaveCount(0)
})

test('a renamed column is followed from the file to the filter', async ({ app, workspace }) => {
  const { page } = app
  await openCharts(page, workspace)
  await page.getByRole('tab', { name: 'Data', exact: true }).click()
  await selectNode(page, 'File')
  const rename = await addNode(page, 'Rename columns')
  await expect(rename).toHaveAccessibleName(/1 input/)
  await type(page, 'Put before', 'flat_')
  const results = panes(page).results
  const head = results.getByRole('columnheader', { name: /flat_price/ })
  await expect(head).toBeVisible()
  await rename.click()
  const filter = await addNode(page, 'Filter rows')
  await expect(filter).toHaveAccessibleName(/1 input/)
  await setCondition(page, { column: 'flat_price', is: 'is more than', value: '50000' })
  await expect(filter).toContainText('flat_price')
  await showEverything(page)

  await expect(head).toBeVisible()
  await head.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Where it comes from and goes' }).click()
  const canvas = panes(page).canvas
  await expect(canvas.getByText(/^The way of/)).toBeVisible()
  await expect(nodeOf(page, 'File')).toContainText('begins here')
  await expect(rename).toContainText('was price')
  await expect(filter).toContainText('flat_price filters')
  // The wires say what the column is called on them.
  await expect(canvas.locator('.wire[data-on-way] title')).toHaveText(['price', 'flat_price'])
  await expectAccessible(page, 'the way of a column')
  await page.keyboard.press('Escape')
  await expect(canvas.getByText(/^The way of/)).toHaveCount(0)
  await expect(rename).not.toContainText('was price')

  // The same from the list of columns, by the keyboard.
  await panes(page)
    .settings.getByRole('tab', { name: /^Columns/ })
    .click()
  await panes(page).settings.getByRole('button', { name: 'Where flat_town comes from and goes' }).press('Enter')
  await expect(rename).toContainText('was town')
})
