// A table is profiled: what predicts the target, a warning mended by one button, and what changed when the file did.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { nodeOf, openPipeline, panes, selectNode } from './studio.ts'

/** Calls that were made: the longer ones sold, and how long they were is known only afterwards. Two of them are there twice. */
function calls(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, i) => `${18 + ((i * 7) % 60)},${(i * 37) % 101},caller${i % 5}@example.org,${(i * 37) % 101 > 60 === i % 17 > 0 ? 'yes' : 'no'}`,
  )
  return `age,minutes,called by,sold\n${[...lines, lines[0], lines[1]].join('\n')}\n`
}

const pipeline = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'calls',
  seed: 1,
  nodes: { file: { type: 'source.file', version: 1, params: { path: 'calls.csv' } } },
  wires: [],
  layout: { file: { x: 0, y: 0 } },
}

test('a profile names what knows the target, mends with one button, and says what changed', async ({ begin }) => {
  const { page, workspace } = await begin({ 'calls.csv': calls(400), 'calls.millrace': JSON.stringify(pipeline) })
  await openPipeline(page, 'calls')
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

  // The file has grown by the time the node is added: the page reads it anew, and what differs is a click away.
  await writeFile(join(workspace, 'calls.csv'), calls(500))
  const repeats = page.getByRole('listitem').filter({ hasText: 'repeat an earlier one' })
  await repeats.getByRole('button', { name: 'Drop, keep the first' }).click()
  await expect(repeats.getByText('in the pipeline')).toBeVisible()
  await page.getByRole('button', { name: 'What changed' }).click()
  await expect(page.getByRole('region', { name: 'What differs' })).toContainText('402')
  await expect(page.getByRole('region', { name: 'What differs' })).toContainText('502')
  await expectAccessible(page, 'two profiles compared')
  await page.getByRole('button', { name: 'Show in the pipeline' }).click()
  await expect(nodeOf(page, 'Remove duplicates')).toBeVisible()
})
