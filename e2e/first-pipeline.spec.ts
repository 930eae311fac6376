// From an empty pipeline to rows in the grid, and back.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { dress } from './appearance.ts'
import { addNode, drawWire, dropFile, newPipeline, nodeOf, panes, rowsOf, runAll, selectNothing, setCondition } from './studio.ts'

test('sample data through a filter: connect, run, look, undo, find it again', async ({ app }) => {
  let { page } = app
  await newPipeline(page)

  const sample = await addNode(page, 'Sample data')
  await expect(rowsOf(page, 'Sample data').getByRole('columnheader', { name: /age/ })).toBeVisible()

  await selectNothing(page)
  const filter = await addNode(page, 'Filter rows')
  await drawWire(page, sample, filter)
  await expect(filter).toHaveAccessibleName(/1 input/)
  await filter.click()
  await setCondition(page, { column: 'age', is: 'is more than', value: '60' })
  await expect(filter).toContainText('age')

  await runAll(page, 'Done')
  await expect(filter).toHaveAccessibleName(/done/)
  const ages = rowsOf(page, 'Filter rows').getByRole('gridcell')
  await expect(ages.first()).toBeVisible()

  await runAll(page, 'Nothing had to run')

  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(filter).not.toHaveAccessibleName(/done/)
  await page.getByRole('button', { name: 'Redo', exact: true }).click()
  await expect(filter).toHaveAccessibleName(/done/)
  await runAll(page, 'Nothing had to run')

  // Nothing was saved: the edits lie beside the file and come back when asked for.
  page = await app.restart()
  await page.getByRole('button', { name: 'Restore the edits' }).click()
  await expect(nodeOf(page, 'Filter rows')).toHaveAccessibleName(/done.*1 input/)
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^saved/)).toBeVisible()

  page = await app.restart()
  await panes(page)
    .start.getByRole('button', { name: /New pipeline.*2 nodes/ })
    .click()
  await expect(nodeOf(page, 'Sample data')).toBeVisible()
  await expect(nodeOf(page, 'Filter rows')).toHaveAccessibleName(/1 input/)
})

test('a file is dropped on the canvas', async ({ app, workspace }) => {
  const { page } = app
  const file = join(workspace, 'people.csv')
  await writeFile(file, 'name,age\nAda,36\nBlaise,39\n')
  await newPipeline(page)
  await dropFile(page, panes(page).canvas, file)
  await expect(panes(page).canvas.getByRole('group', { name: /people|File/ })).toBeVisible()
  await expect(panes(page).results.getByRole('grid').getByRole('gridcell', { name: 'Blaise' })).toBeVisible()
})

for (const theme of ['light', 'dark'] as const)
  test(`the studio breaks no rule of accessibility: ${theme}`, async ({ page }) => {
    await dress(page, { language: 'en', theme })
    await newPipeline(page)
    const sample = await addNode(page, 'Sample data')
    await addNode(page, 'Filter rows')
    await expect(panes(page).results.getByText('There is no condition.')).toBeVisible()
    await expectAccessible(page, `the studio with a problem, ${theme}`)
    await sample.click()
    await expect(rowsOf(page, 'Sample data').getByRole('gridcell').first()).toBeVisible()
    await expectAccessible(page, `the studio with rows, ${theme}`)
    await page.getByRole('tab', { name: 'Charts' }).click()
    await expectAccessible(page, `the studio with charts, ${theme}`)
  })
