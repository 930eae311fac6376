import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { root } from './hosts/opened.ts'
import { findDrivers } from './hosts/programs.ts'
import { addNode, newPipeline, panes, rowsOf, runAll } from './studio.ts'

const drivers = findDrivers()
if (drivers === null && process.env['CI'] === 'true') throw new Error('no drivers: set MILLRACE_EXTENSIONS')
test.skip(drivers === null, 'no drivers: set MILLRACE_EXTENSIONS to a folder with DuckDB’s extensions')
// The studio that is started looks for drivers where this one names them.
if (drivers !== null) process.env['MILLRACE_EXTENSIONS'] = drivers

test('a table of a SQLite file: the file is found by a part of its name, the table in a list, and then only new rows', async ({
  page,
  workspace,
}) => {
  await mkdir(join(workspace, 'shops/paris'), { recursive: true })
  await cp(join(root, 'assets/samples/shop.sqlite'), join(workspace, 'shops/paris/products.sqlite'))
  await newPipeline(page)
  await addNode(page, 'Database')
  const { settings } = panes(page)
  await settings.getByRole('radio', { name: 'A SQLite file' }).click()

  // By keys alone: down into a folder and up again, then by a part of the name.
  await settings.getByRole('button', { name: 'Choose a file' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Choose a file' })
  const search = dialog.getByRole('combobox')
  await expect(search).toBeFocused()
  const shops = dialog.getByRole('option', { name: /^shops/ })
  await expect(shops).toBeVisible()
  await search.press('ArrowDown')
  await expect(shops).toHaveAttribute('aria-selected', 'true')
  await search.press('Enter')
  await expect(dialog.getByRole('option', { name: /^paris/ })).toBeVisible()
  await expectAccessible(page, 'the picker of files')
  await search.press('Backspace')
  await expect(shops).toBeVisible()
  await search.fill('sqlite')
  await expect(dialog.getByRole('option', { name: /^products\.sqlite/ })).toHaveAttribute('aria-selected', 'true')
  await search.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(settings.getByRole('textbox', { name: 'File' })).toHaveValue('shops/paris/products.sqlite')

  await settings.getByRole('combobox', { name: 'Table or view' }).click()
  await page.getByRole('option', { name: 'main.products' }).click()
  const rows = rowsOf(page, 'Database')
  await expect(rows.getByRole('gridcell', { name: 'Kettle, steel' })).toBeVisible()

  await settings.getByRole('button', { name: 'More settings' }).click()
  await settings.getByRole('combobox', { name: 'Only rows beyond a value of' }).click()
  await page.getByRole('option', { name: /introduced/ }).click()
  const value = settings.getByRole('textbox', { name: 'That value' })
  await value.fill('2024-03-20')
  await value.press('Enter')
  await expect(rows.getByRole('gridcell', { name: '2024-04-01' })).toBeVisible()
  await expect(rows.getByRole('gridcell', { name: 'Kettle, steel' })).toBeHidden()
  await runAll(page, 'Done')
})
