import { expect, test } from './app.ts'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dropFile, newPipeline, nodeOf, panes, rowsOf, runAll, showEverything } from './studio.ts'

const lines = [
  'name,city,joined,score',
  '  Ada ,paris,2024-01-05,3',
  'Bo,Paris,2024-02-06,?',
  'Cy,Lyon,2024-03-07,5',
  '  Ada ,paris,2024-01-05,3',
]

test('a table is cleaned from its own grid: each step is one choice from the menu of a column or a cell', async ({ page, workspace }) => {
  const file = join(workspace, 'members.csv')
  await writeFile(file, `${lines.join('\n')}\n`)
  await newPipeline(page)
  await dropFile(page, panes(page).canvas, file)
  const head = (name: string) => panes(page).results.getByRole('columnheader', { name: new RegExp(`^${name}`) })
  const choose = (name: string) => page.getByRole('menuitem', { name, exact: true }).click()
  await expect(rowsOf(page, 'File').getByRole('gridcell', { name: 'Bo' })).toBeVisible()

  await head('name').click({ button: 'right' })
  await choose('Clean the text')
  await expect(nodeOf(page, 'Clean text')).toBeVisible()
  await expect(rowsOf(page, 'Clean text').getByRole('gridcell', { name: 'Ada', exact: true }).first()).toBeVisible()

  // By mouse from the corner of the head, and by keys from the active cell.
  await head('score').hover()
  await head('score').locator('[data-more]').click()
  await choose('Read as numbers')
  const read = rowsOf(page, 'Read numbers')
  await expect(read.getByRole('gridcell', { name: 'missing' })).toHaveCount(1)
  await read.focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Keep only these' }).press('Enter')
  const filter = nodeOf(page, 'Filter rows')
  await expect(filter).toContainText('city = paris')
  await expect(rowsOf(page, 'Filter rows').getByRole('gridcell', { name: 'paris' })).toHaveCount(2)

  // A step from a table in the middle goes into the wire; one undo takes it out again.
  await showEverything(page)
  await nodeOf(page, 'Clean text').click()
  await head('joined').click({ button: 'right' })
  await choose('Leave it out')
  await expect(nodeOf(page, 'Select columns')).toBeVisible()
  await runAll(page, 'Done')
  await showEverything(page)
  await nodeOf(page, 'Filter rows').click()
  await expect(rowsOf(page, 'Filter rows').getByRole('columnheader')).toHaveCount(4)
  await page.keyboard.press('Control+z')
  await expect(nodeOf(page, 'Select columns')).toBeHidden()
  await expect(rowsOf(page, 'Filter rows').getByRole('columnheader')).toHaveCount(5)
})

test('two files with decimal commas are joined, and what finds no partner is told before a run', async ({ page, workspace }) => {
  const sales = join(workspace, 'sales.csv')
  const clients = join(workspace, 'clients.csv')
  await writeFile(sales, 'client;amount\n17;1 234,50\n18;99,90\n19;5,00\n22;7,25\n')
  await writeFile(clients, 'client;discount\n17;0,10\n18;0,05\n20;0,00\n')
  await newPipeline(page)
  await dropFile(page, panes(page).canvas, sales, clients)
  await expect(panes(page).canvas.getByRole('group', { name: /^File, / })).toHaveCount(2)
  await panes(page).settings.getByRole('button', { name: 'Join', exact: true }).click()
  await panes(page).settings.getByRole('button', { name: 'Match by “client”' }).first().click()
  await expect(panes(page).settings).toContainText('50 % of the left rows find a match: 2 of 4.')
  const joined = rowsOf(page, 'Join')
  await expect(joined.getByRole('columnheader')).toHaveCount(4)
  await expect(joined.getByRole('gridcell', { name: '1 234.5' })).toBeVisible()
  await expect(joined.getByRole('gridcell', { name: '0.05' })).toBeVisible()
  await panes(page).settings.getByRole('button', { name: 'Show the others' }).first().click()
  await expect(joined.getByRole('columnheader')).toHaveCount(3)
  await expect(joined.getByRole('rowheader')).toHaveCount(2)
  await expect(joined.getByRole('gridcell', { name: '19', exact: true })).toBeVisible()
})
