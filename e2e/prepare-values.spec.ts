// Values and names: variants merged and watched, a column by examples, names that follow, lost ones replaced.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { openPipeline, panes, rowsOf, selectNode } from './studio.ts'

const artists = (header: string, ...more: readonly string[]) =>
  [
    header,
    '"Abbey, Edwin",Paris,1852',
    '"Adam, Robert",PARIS,1728',
    '"Agar, Eileen",Paris,1899',
    '"Bacon, Francis",Dublin,1909',
    ...more,
    '',
  ].join('\n')

const node = (type: string, params: object) => ({ type, version: 1, params })

const pipeline = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'artists',
  seed: 1,
  nodes: {
    file: node('source.file', { path: 'artists.csv' }),
    rename: node('clean.rename-columns', { rename: [{ key: 'year', value: 'born' }] }),
    merge: node('clean.merge-values', { column: 'town' }),
    formula: node('clean.formula-column', { name: 'full name' }),
    keep: node('clean.filter-rows', { conditions: { all: [{ column: 'born', is: 'greater', value: 1800 }] } }),
  },
  wires: [
    { from: 'file.table', to: 'rename.table' },
    { from: 'rename.table', to: 'merge.table' },
    { from: 'merge.table', to: 'formula.table' },
    { from: 'formula.table', to: 'keep.table' },
  ],
  layout: Object.fromEntries(['file', 'rename', 'merge', 'formula', 'keep'].map((id, at) => [id, { x: at * 260, y: 0 }])),
}

const cells = (page: Page, title: string, text: string) => rowsOf(page, title).getByRole('gridcell', { name: text, exact: true })
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true })

test('variants become one, examples a formula; names follow and lost ones come back', async ({ begin }) => {
  // Five steps with an axe run in three of them.
  test.slow()
  const { page, workspace } = await begin({ 'artists.csv': artists('name,town,year'), 'artists.millrace': JSON.stringify(pipeline) })
  await openPipeline(page, 'artists')
  const { settings } = panes(page)

  await test.step('variants are found, approved and merged', async () => {
    await selectNode(page, 'Merge variants')
    await settings.getByRole('button', { name: 'Find variants…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Variants in town' })
    await expect(dialog.getByRole('status')).toContainText('clusters: 1')
    await expect(dialog.getByRole('button', { name: 'PARIS 1' })).toBeVisible()
    await expectAccessible(page, 'the dialog of variants')
    await dialog.getByRole('button', { name: 'Approve all' }).click()
    await dialog.getByRole('button', { name: 'Merge 1 value' }).click()
    await expect(cells(page, 'Merge variants', 'Paris')).toHaveCount(3)
  })

  await test.step('a spelling that comes later is a warning, and one click merges it', async () => {
    await writeFile(join(workspace, 'artists.csv'), artists('name,town,year', '"Moore, Henry",paris.,1898'))
    await settings.getByRole('combobox', { name: 'New variants' }).click()
    await page.getByRole('option', { name: /yes\/no column/ }).click()
    await expect(settings.getByText(/^1 new variant in 1 row of “town”: “paris\.” → “Paris”/)).toBeVisible()
    await settings.getByRole('button', { name: 'Merge it' }).click()
    await expect(settings.getByText('2 values become')).toBeVisible()
    await expect(settings.getByText(/^1 new variant/)).toBeHidden()
  })

  await test.step('a typed result gives the formula', async () => {
    await selectNode(page, 'Formula column')
    await settings.getByRole('button', { name: 'From examples…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Column by examples' })
    const result = dialog.getByRole('textbox', { name: 'Result of row 1' })
    await result.fill('Edwin Abbey')
    await result.press('Enter')
    await expect(dialog.getByRole('textbox', { name: 'Result of row 2' })).toHaveAttribute('placeholder', 'Robert Adam')
    await expectAccessible(page, 'the dialog of examples')
    await dialog.getByRole('button', { name: 'Use this formula' }).click()
    await expect(cells(page, 'Formula column', 'Francis Bacon')).toBeVisible()
  })

  await test.step('a new name reaches the settings behind, and one undo takes both back', async () => {
    await selectNode(page, 'Rename columns')
    const name = settings.getByRole('textbox', { name: 'New names, New name 1' })
    await name.fill('born in')
    await name.press('Enter')
    await expect(panes(page).canvas.getByText('keep rows where born in > 1800')).toBeVisible()
    await page.getByRole('button', { name: 'History', exact: true }).click()
    await expect(page.getByText(/^With 1 setting behind: Rename columns/)).toBeVisible()
    await page.keyboard.press('Escape')
    await undo(page).click()
    await expect(panes(page).canvas.getByText('keep rows where born > 1800')).toBeVisible()
  })

  await test.step('columns that the file calls otherwise are replaced together', async () => {
    await writeFile(join(workspace, 'artists.csv'), artists('Name,Town,Year'))
    await selectNode(page, 'Rename columns')
    const suffix = settings.getByRole('textbox', { name: 'Put behind' })
    await suffix.fill('_x')
    await suffix.press('Enter')
    await undo(page).click()
    await expect(page.getByRole('status').filter({ hasText: '3 columns that settings name are gone. It seems that “' })).toBeVisible()
    await settings.getByRole('button', { name: 'Replace lost columns…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Lost columns' })
    await expect(dialog.getByRole('listitem')).toHaveCount(3)
    await expectAccessible(page, 'the dialog of lost columns')
    await dialog.getByRole('button', { name: 'Replace 3 columns' }).click()
    await selectNode(page, 'Formula column')
    await expect(cells(page, 'Formula column', 'Francis Bacon')).toBeVisible()
    await expect(panes(page).canvas.getByText('keep rows where born > 1800')).toBeVisible()
  })
})
