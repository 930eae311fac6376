// A table is profiled: what predicts the target, a warning mended by one button, and what changed when the file did.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { dropFile, newPipeline, nodeOf, panes, selectNode } from './studio.ts'

/** Calls that were made: the longer ones sold, and how long they were is known only afterwards. Two of them are there twice. */
function calls(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, i) => `${18 + ((i * 7) % 60)},${(i * 37) % 101},caller${i % 5}@example.org,${(i * 37) % 101 > 60 === i % 17 > 0 ? 'yes' : 'no'}`,
  )
  return `age,minutes,called by,sold\n${[...lines, lines[0], lines[1]].join('\n')}\n`
}

test('a profile names what knows the target, mends with one button, and says what changed', async ({ app, workspace }) => {
  const { page } = app
  const file = join(workspace, 'calls.csv')
  await writeFile(file, calls(400))
  await newPipeline(page)
  await dropFile(page, panes(page).canvas, file)
  await selectNode(page, 'File')
  await panes(page).results.getByRole('button', { name: 'Profile' }).click()

  await page.getByRole('combobox', { name: 'Target' }).click()
  await page.getByRole('option', { name: 'sold', exact: true }).click()
  await expect(page.getByRole('heading', { name: /^minutes may know sold|^minutes knows sold/ })).toBeVisible()
  const model = page.getByRole('region', { name: 'Quick model' })
  await expect(model.getByText('Without what may know the answer: minutes.')).toBeVisible()
  await expect(model.getByRole('row', { name: /^Accuracy/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Check called by: e-mail address/ })).toBeVisible()
  await expectAccessible(page, 'a profile with its quick model')

  const repeated = page.getByRole('table', { name: 'Most repeated rows' })
  await repeated
    .getByRole('button', { name: /^All cells of row/ })
    .first()
    .click()
  await expect(repeated.getByText('caller0@example.org').last()).toBeVisible()
  await page
    .getByRole('listitem')
    .filter({ hasText: 'repeat an earlier one' })
    .getByRole('button', { name: 'Drop, keep the first' })
    .click()
  await expect(page.getByRole('listitem').filter({ hasText: 'repeat an earlier one' }).getByText('in the pipeline')).toBeVisible()

  // The file grows: the studio tells, and the difference is a click away.
  await writeFile(file, calls(500))
  await page.getByRole('button', { name: 'Show in the pipeline' }).click()
  await expect(nodeOf(page, 'Remove duplicates')).toBeVisible()
  await selectNode(page, 'File')
  await panes(page).results.getByRole('button', { name: 'Profile' }).click()
  await page.getByRole('button', { name: 'What changed' }).click()
  await expect(page.getByRole('region', { name: 'What differs' })).toContainText('402')
  await expect(page.getByRole('region', { name: 'What differs' })).toContainText('502')
  await expectAccessible(page, 'two profiles compared')
})
