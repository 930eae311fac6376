// Code, parameters, components, frames and kept results: what a person does to the pipeline itself.
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { nodeOf, openPipeline, panes, rowsOf, runAll, selectNode, showEverything } from './studio.ts'

const node = (type: string, params: object = {}) => ({ type, version: 1, params })
const at = (ids: readonly string[]) => Object.fromEntries(ids.map((id, place) => [id, { x: place * 272, y: 0 }]))
const chain = (name: string, nodes: Readonly<Record<string, object>>, more: object = {}) => {
  const ids = Object.keys(nodes)
  const wires = ids.slice(1).map((id, place) => ({ from: `${ids[place]}.table`, to: id === 'sql' ? 'sql.input1' : `${id}.table` }))
  return JSON.stringify({ format: 'millrace/pipeline', version: 1, name, seed: 1, nodes, wires, layout: at(ids), ...more })
}

const file = node('source.file', { path: 'sales.csv' })
const sales = 'town,price,pieces\nParis,10,3\nLyon,20,1\nBonn,30,2\nParis,40,5\n'

const cell = (page: Page, title: string, text: string) => rowsOf(page, title).getByRole('gridcell', { name: text, exact: true })

/** Puts a text in the place of what a code editor holds; brackets are not closed by themselves in a text that is pasted. */
async function writeCode(page: Page, label: string, text: string): Promise<void> {
  const editor = panes(page).settings.getByRole('textbox', { name: label })
  await editor.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
}

test('SQL and JavaScript are seen while they are written, errors at their line', async ({ begin }) => {
  const sql = node('code.sql', { sql: 'SELECT twon, price * pieces AS total FROM input1' })
  const code = node('code.javascript', { code: 'return { big: row.total > 50 }' })
  const { page } = await begin({ 'sales.csv': sales, 'code.millrace': chain('code', { file, sql, code }) })
  const { settings } = panes(page)
  await openPipeline(page, 'code')

  await test.step('a column of SQL that is not there is said, and corrected', async () => {
    await selectNode(page, 'SQL query')
    await expect(settings.getByRole('alert')).toContainText('twon')
    await writeCode(page, 'Query', 'SELECT town, price * pieces AS total FROM input1')
    await expect(cell(page, 'SQL query', '200')).toBeVisible()
    await expect(settings.getByRole('alert')).toBeHidden()
  })

  await test.step('JavaScript shows its rows before a run, and where it fails', async () => {
    await selectNode(page, 'JavaScript')
    await expect(cell(page, 'JavaScript', 'yes')).toHaveCount(2)
    await writeCode(page, 'Body of the function', 'const half = row.total / 2\nreturn { half: half.missing.length }')
    await expect(settings.getByText(/^Row 1: .*\(line 2\)\.$/)).toBeVisible()
    await writeCode(page, 'Body of the function', 'return { half: row.total / 2 }')
    await expect(cell(page, 'JavaScript', '15')).toBeVisible()
    await expectAccessible(page, 'JavaScript with its preview')
  })
})

test('a setting becomes a parameter; a component is used twice, edited inside and kept for other pipelines', async ({ begin }) => {
  test.slow()
  const total = node('clean.formula-column', { name: 'total', formula: '[price] * [pieces]' })
  const top = node('clean.top-rows', { count: 3, order: [{ column: 'total', direction: 'down' }] })
  const { page } = await begin({
    'sales.csv': sales,
    'parts.millrace': chain('parts', { file, total, top }),
    'other.millrace': chain('other', { file }),
  })
  const { settings, canvas, palette } = panes(page)
  const rows = panes(page).results.getByText(/^(all \d+ rows|the only row)$/)
  await openPipeline(page, 'parts')

  await test.step('a run with another value', async () => {
    await selectNode(page, 'Top rows')
    await expect(rows).toHaveText('all 3 rows')
    await settings.getByRole('button', { name: 'Take Rows from a parameter' }).click()
    await page.getByRole('menuitem', { name: 'New parameter of this value' }).click()
    await page.getByRole('button', { name: /^More ways to run/ }).click()
    await page.getByRole('menuitem', { name: /^Run with other values/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Run with other values' })
    await dialog.getByRole('textbox').or(dialog.getByRole('spinbutton')).first().fill('2')
    await dialog.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(panes(page).run.getByRole('status')).toContainText('Done')
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
  })

  await test.step('two nodes become one, used twice', async () => {
    await showEverything(page)
    await nodeOf(page, 'Formula column').click()
    await nodeOf(page, 'Top rows').click({ modifiers: ['Shift'] })
    await page.keyboard.press('ControlOrMeta+Shift+G')
    const dialog = page.getByRole('dialog', { name: 'Make a component' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Best')
    await dialog.getByRole('button', { name: 'Make it' }).click()
    await expect(dialog).toBeHidden()
    await expect(canvas.getByRole('group', { name: /^Best, / })).toHaveCount(1)
    await page.keyboard.press('ControlOrMeta+D')
    await expect(canvas.getByRole('group', { name: /^Best, / })).toHaveCount(2)
  })

  await test.step('an edit inside holds for both; its ports stand beside its nodes', async () => {
    await canvas
      .getByRole('group', { name: /^Best, / })
      .first()
      .dblclick()
    await expect(page.getByTitle('Back to the pipeline')).toBeVisible()
    await expect(canvas.locator('[data-port=input]')).toHaveCount(1)
    await canvas.getByRole('group', { name: 'Top rows, output of the component' }).waitFor()
    await canvas.getByRole('group', { name: /^Top rows, preparation/ }).click()
    const count = settings
      .getByRole('textbox', { name: 'Rows' })
      .or(settings.getByRole('spinbutton', { name: 'Rows' }))
      .first()
    await count.fill('1')
    await count.press('Enter')
    await expect(rows).toHaveText('the only row')
    await expectAccessible(page, 'inside a component')
    await page.getByTitle('Back to the pipeline').click()
    await showEverything(page)
    await canvas
      .getByRole('group', { name: /^Best, / })
      .first()
      .click()
    await expect(rows).toHaveText('the only row')
  })

  await test.step('it is saved for all pipelines, and another one takes it from the palette', async () => {
    await canvas
      .getByRole('group', { name: /^Best, / })
      .first()
      .click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Save the component for all pipelines' }).click()
    await expect(settings.getByText('Version 1 of the workspace.')).toBeVisible()
    await page
      .getByRole('tab', { name: /Start/ })
      .or(page.getByRole('button', { name: /^Start/ }))
      .first()
      .click()
    await openPipeline(page, 'other')
    await palette
      .getByRole('textbox', { name: 'Find a node' })
      .or(palette.getByRole('searchbox', { name: 'Find a node' }))
      .first()
      .fill('Best')
    await palette.getByRole('button', { name: 'Add Best' }).click({ force: true })
    await expect(canvas.getByRole('group', { name: /^Best, / })).toHaveCount(1)
    await expect(settings.getByText('Version 1 of the workspace.')).toBeVisible()
  })
})

test('a frame is collapsed and opened; a result is kept while settings before it change', async ({ begin }) => {
  const keep = node('clean.filter-rows', { conditions: { all: [{ column: 'price', is: 'greater', value: 25 }] } })
  const total = node('clean.formula-column', { name: 'total', formula: '[price] * [pieces]' })
  const frames = { f: { title: 'Clean', x: 248, y: -40, width: 528, height: 160 } }
  const { page } = await begin({ 'sales.csv': sales, 'kept.millrace': chain('kept', { file, keep, total }, { frames }) })
  const { settings, canvas } = panes(page)
  await openPipeline(page, 'kept')

  await test.step('collapsed, opened', async () => {
    await showEverything(page)
    await canvas.getByRole('button', { name: 'Collapse Clean' }).click()
    const folded = canvas.getByRole('group', { name: /^Clean, 2 nodes/ })
    await expect(folded).toBeVisible()
    await expect(nodeOf(page, 'Filter rows')).toBeHidden()
    await expectAccessible(page, 'a collapsed frame')
    await folded.getByRole('button', { name: 'Open Clean' }).click()
    await expect(nodeOf(page, 'Filter rows')).toBeVisible()
  })

  await test.step('kept, and let go', async () => {
    await selectNode(page, 'Filter rows')
    await nodeOf(page, 'Filter rows').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Keep this result' }).click()
    await expect(settings.getByText(/^Its result is kept/)).toBeVisible()
    const value = settings.getByRole('group', { name: 'Condition on price' }).getByRole('textbox', { name: 'Value' })
    await value.fill('15')
    await value.press('Enter')
    await expect(settings.getByText(/^Settings or inputs have changed since/)).toBeVisible()
    await expect(cell(page, 'Filter rows', 'Lyon')).toHaveCount(0)
    await runAll(page, /1 kept result/)
    await settings.getByRole('button', { name: 'Let it go' }).click()
    await expect(cell(page, 'Filter rows', 'Lyon')).toHaveCount(1)
  })
})
