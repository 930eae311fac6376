// A run that takes its time: how far it is, how it is stopped, and running to a node only.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { people } from './messy-file.ts'
import { addNode, chooseColumn, dropFile, newPipeline, nodeOf, panes, selectNode, type } from './studio.ts'

test('a long run shows how far it is and can be stopped', async ({ app, workspace }) => {
  const { page } = app
  const file = join(workspace, 'borrowers.csv')
  const lines = people(20_000, 7).map(({ age, sex, income, debt, repaid }) => [age, sex, income, debt, repaid].join(','))
  await writeFile(file, ['age,sex,income,debt,repaid', ...lines, ''].join('\n'))
  await newPipeline(page)
  await dropFile(page, panes(page).canvas, file)
  await expect(nodeOf(page, 'File')).toBeVisible()
  await addNode(page, 'Split train and test')
  await addNode(page, 'Neural network')
  await chooseColumn(page, 'Target', 'repaid')
  await type(page, 'Epochs', '10000')
  await panes(page).settings.getByRole('button', { name: 'More settings' }).click()
  await type(page, 'Epochs without gain before it stops', '1000')

  await page.getByRole('button', { name: 'Run all', exact: true }).click()
  await expect(panes(page).run.getByRole('progressbar')).toBeVisible()
  const network = nodeOf(page, 'Neural network')
  await expect(network).toHaveAccessibleName(/running/)
  await expect(network).toHaveAccessibleName(/\d\s%/, { timeout: 40_000 })
  await panes(page).run.getByRole('button', { name: 'Cancel the run' }).click()
  await expect(panes(page).run.getByRole('status')).toContainText('Cancelled')

  await selectNode(page, 'Split train and test')
  await page.getByRole('complementary', { name: 'Settings' }).getByRole('button', { name: 'Run to here' }).click()
  await expect(panes(page).run.getByRole('status')).toContainText(/Done|Nothing had to run/)
  await expect(nodeOf(page, 'Split train and test')).toHaveAccessibleName(/done/)
  await expect(network).not.toHaveAccessibleName(/done/)
  await page.getByRole('tab', { name: 'Runs' }).click()
  const runs = panes(page).results.getByRole('region', { name: 'Runs' })
  await expect(runs.getByRole('row', { name: /cancelled/ })).toBeVisible()
  await expect(runs.getByRole('row', { name: /done/ })).toBeVisible()
  await expect(panes(page).run).toBeVisible()
})
