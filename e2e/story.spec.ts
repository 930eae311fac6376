// From a messy file to a watched endpoint, as a person walks it; then the studio is closed and opened again.
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { freePort } from './free-port.ts'
import { people, writeMessyFile } from './messy-file.ts'
import {
  addColumn,
  addNode,
  chooseColumn,
  drawIntoVoid,
  drawWire,
  dropFile,
  emptyPlace,
  newPipeline,
  nodeOf,
  panes,
  rowsOf,
  layOut,
  runAll,
  seeBoth,
  selectNode,
  type,
} from './studio.ts'
import type { Page } from '@playwright/test'

const seed = 20_261

async function buildCleaning(page: Page, file: string): Promise<void> {
  await newPipeline(page)
  await dropFile(page, panes(page).canvas, file)
  await expect(nodeOf(page, 'File')).toBeVisible()
  await expect(rowsOf(page, 'File').getByRole('columnheader', { name: /income/ })).toBeVisible()

  await panes(page).palette.getByRole('textbox', { name: 'Find a node' }).fill('unify')
  await panes(page).palette.getByRole('button', { name: 'Clean text', exact: true }).dblclick()
  await expect(nodeOf(page, 'Clean text')).toHaveAccessibleName(/1 input/)
  await panes(page).settings.getByRole('combobox', { name: 'Upper and lower case' }).click()
  await page.getByRole('option', { name: 'Each Word' }).click()
  await expect(rowsOf(page, 'Clean text').getByRole('gridcell', { name: 'Paris', exact: true }).first()).toBeVisible()

  await page.keyboard.press('Escape')
  await panes(page).palette.getByRole('textbox', { name: 'Find a node' }).fill('duplicates')
  const { canvas } = panes(page)
  const box = await canvas.boundingBox()
  const place = await emptyPlace(page)
  await panes(page)
    .palette.getByRole('button', { name: 'Remove duplicates', exact: true })
    .dragTo(canvas, { targetPosition: { x: place.x - (box?.x ?? 0), y: place.y - (box?.y ?? 0) } })
  await expect(nodeOf(page, 'Remove duplicates')).toBeVisible()
  if ((await nodeOf(page, 'Remove duplicates').getAttribute('aria-label'))?.includes('0 inputs'))
    await drawWire(page, nodeOf(page, 'Clean text'), nodeOf(page, 'Remove duplicates'))
  await expect(nodeOf(page, 'Remove duplicates')).toHaveAccessibleName(/1 input/)

  await drawIntoVoid(page, nodeOf(page, 'Remove duplicates'), 'Set roles')
  await expect(nodeOf(page, 'Set roles')).toHaveAccessibleName(/1 input/)
  await chooseColumn(page, 'Target', 'repaid')
  await addColumn(page, 'Identifiers', 'id')
  await addColumn(page, 'Sensitive', 'sex')
  await expect(nodeOf(page, 'Set roles')).toContainText('repaid')
}

async function buildLearning(page: Page, port: number): Promise<void> {
  await selectNode(page, 'Set roles')
  await addNode(page, 'Split train and test')
  await addNode(page, 'Fill missing')
  await addNode(page, 'Logistic regression')
  await addNode(page, 'Compare models')
  await selectNode(page, 'Split train and test')
  await addNode(page, 'Decision tree')
  await layOut(page)
  const [split, compare] = [nodeOf(page, 'Split train and test'), nodeOf(page, 'Compare models')]
  await seeBoth(page, split, compare)
  await drawWire(page, nodeOf(page, 'Decision tree'), compare, { in: 'models' })
  await drawWire(page, split, compare, { out: 'test', in: 'table' })
  await expect(compare).toHaveAccessibleName(/3 inputs/)

  await selectNode(page, 'Compare models')
  await addNode(page, 'Group report')
  await selectNode(page, 'Compare models')
  await addNode(page, 'Endpoint')
  await type(page, 'Name', 'repaying')
  await type(page, 'Port on this machine', String(port))
  await selectNode(page, 'Endpoint')
  await addNode(page, 'Monitor')
  await layOut(page)
  await seeBoth(page, split, nodeOf(page, 'Group report'))
  await drawWire(page, split, nodeOf(page, 'Group report'), { out: 'test', in: 'table' })
  await expect(nodeOf(page, 'Group report')).toHaveAccessibleName(/2 inputs/)
}

/** Opens what the selected node made as a page of its own. */
async function openPage(page: Page, title: string): Promise<void> {
  await selectNode(page, title)
  await panes(page).results.getByRole('button', { name: 'Open as a page' }).click()
}

async function backToPipeline(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Open documents' })
    .getByRole('listitem')
    .getByRole('button', { name: /^New pipeline(, not saved)?$/ })
    .click()
  await expect(panes(page).canvas).toBeVisible()
}

async function lookAtReports(page: Page): Promise<void> {
  const report = page.getByRole('main')
  await openPage(page, 'Compare models')
  await expect(report.getByText(/(is ahead|is the best) by AUC/)).toBeVisible()
  await expect(report.getByRole('row', { name: /^Accuracy/ })).toBeVisible()
  await expect(report.getByRole('img', { name: /^ROC curve/ })).toBeVisible()
  await page.getByRole('radio', { name: 'Decision tree' }).click()
  await expect(report.getByRole('slider', { name: 'Threshold' })).toBeVisible()
  await expect(report.getByRole('heading', { name: 'What it gets right' })).toBeVisible()
  await backToPipeline(page)

  await openPage(page, 'Group report')
  await expect(report.getByRole('row', { name: /^F\b/ }).first()).toBeVisible()
  await expect(report.getByRole('row', { name: /^M\b/ }).first()).toBeVisible()
  await expect(report.getByText(/95 %/).first()).toBeVisible()
  await backToPipeline(page)
}

async function post(address: string, body: unknown): Promise<{ readonly status: number; readonly body: unknown }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text })
  return { status: answer.status, body: await answer.json() }
}

/** Reads the address in the endpoint's pane and calls it: with a row, with a value of the wrong type, without a column, with no JSON. */
async function callEndpoint(page: Page): Promise<void> {
  await selectNode(page, 'Endpoint')
  const shown = await panes(page)
    .results.getByText(/^POST http/)
    .textContent()
  const address = shown?.replace('POST ', '') ?? ''
  const [one] = people(1, seed + 2)
  expect(await post(address, one)).toMatchObject({ status: 200, body: { predictions: [{ prediction: expect.anything() }] } })
  expect(await post(address, { ...one, debt: 'much' })).toMatchObject({ status: 422, body: { error: { details: [{ column: 'debt' }] } } })
  const { debt: _, ...without } = one ?? { debt: 0 }
  expect(await post(address, without)).toMatchObject({ status: 422, body: { error: { details: [{ column: 'debt' }] } } })
  expect(await post(address, '{ no json')).toMatchObject({ status: 400, body: { error: { code: 'json-unreadable' } } })

  const shifted = people(300, seed + 3).map((person) => ({ ...person, income: person.income * 2 + 1500 }))
  for (const person of shifted) expect((await post(address, person)).status).toBe(200)
}

test('from a messy file to a watched endpoint, and back on the next day', async ({ app, workspace }) => {
  const file = join(workspace, 'people.csv')
  const { rows, repeated } = await writeMessyFile(file, seed)
  let { page } = app
  await buildCleaning(page, file)
  await buildLearning(page, await freePort())
  await runAll(page, 'Done')

  await selectNode(page, 'Remove duplicates')
  await expect(panes(page).results.getByText(`all ${rows - repeated} rows`)).toBeVisible()
  await expect(rowsOf(page, 'Remove duplicates').getByRole('columnheader', { name: /^income.*missing/ })).toBeVisible()
  await selectNode(page, 'Fill missing')
  await expect(rowsOf(page, 'Fill missing').getByRole('columnheader', { name: /^income/ })).not.toHaveAccessibleName(/missing/)
  await lookAtReports(page)
  await callEndpoint(page)

  await selectNode(page, 'Monitor')
  await runAll(page, 'Done')
  await expect(
    panes(page)
      .results.getByText(/income/)
      .first(),
  ).toBeVisible()
  await openPage(page, 'Endpoint')
  await page.getByRole('radio', { name: 'Drift' }).click()
  const drift = page.getByRole('main').getByRole('table').first().getByRole('row')
  await expect(drift.nth(1)).toContainText('income')
  await expect(drift.nth(1)).toContainText('drifts')
  await expect(drift.filter({ hasText: /^debt/ })).toContainText('calm')

  await backToPipeline(page)
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^saved/)).toBeVisible()
  page = await app.restart()
  await panes(page)
    .start.getByRole('button', { name: /New pipeline.*12 nodes/ })
    .first()
    .click()
  await expect(nodeOf(page, 'Compare models')).toHaveAccessibleName(/done/)
  await runAll(page, 'Nothing had to run')
  await openPage(page, 'Compare models')
  await expect(page.getByRole('main').getByRole('row', { name: /^Accuracy/ })).toBeVisible()
  await backToPipeline(page)
  await selectNode(page, 'Logistic regression')
  await expect(panes(page).results.getByText('repaid').first()).toBeVisible()
})
