// A trained model is written for other programs, gets a name, and answers the rows of another pipeline by it; a run is deleted.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { nodeOf, openPipeline, panes, rowsOf, runAll, selectNode } from './studio.ts'

/** 200 rows: who visits often is keen. */
const rows = Array.from({ length: 200 }, (_, i) => `${(i * 37) % 50},${(i * 53) % 41},${(i * 37) % 50 > 24 ? 'keen' : 'cold'}`)

const file = { type: 'source.file', version: 1, params: { path: 'rows.csv' } }

const document = (name: string, rest: object) => JSON.stringify({ format: 'millrace/pipeline', version: 1, name, seed: 1, ...rest })

const learning = document('learning', {
  nodes: { file, tree: { type: 'train.decision-tree', version: 1, params: { target: 'mood' } } },
  wires: [{ from: 'file.table', to: 'tree.table' }],
  layout: { file: { x: 0, y: 0 }, tree: { x: 272, y: 0 } },
})

const answering = document('answering', {
  nodes: {
    file,
    named: { type: 'deploy.registered-model', version: 1, params: {} },
    predict: { type: 'evaluate.predict', version: 1, params: {} },
  },
  wires: [
    { from: 'file.table', to: 'predict.table' },
    { from: 'named.model', to: 'predict.model' },
  ],
  layout: { file: { x: 0, y: 0 }, named: { x: 0, y: 128 }, predict: { x: 272, y: 0 } },
})

test('a model is exported, gets a name and is used by it; a run goes, the one behind the name stays', async ({ begin }) => {
  const { page, workspace } = await begin({
    'rows.csv': `visits,age,mood\n${rows.join('\n')}\n`,
    'learning.millrace': learning,
    'answering.millrace': answering,
  })
  const { results, settings } = panes(page)
  const dialog = page.getByRole('dialog')
  await openPipeline(page, 'learning')
  await runAll(page, 'Done')

  await test.step('written as Python, from the model itself', async () => {
    await selectNode(page, 'Decision tree')
    await results.getByRole('button', { name: 'Export…' }).click()
    await expect(nodeOf(page, 'Export model')).toHaveAccessibleName(/1 input/)
    await expect(settings.getByRole('textbox', { name: 'File or folder to write' })).toHaveValue('models/model.py')
    await runAll(page, 'Done')
    expect(await readFile(join(workspace, 'models', 'model.py'), 'utf8')).toContain('keen')
  })

  await test.step('a name, and the champion of it', async () => {
    await selectNode(page, 'Decision tree')
    await results.getByRole('button', { name: 'Register', exact: true }).click()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Moods')
    await dialog.getByRole('checkbox', { name: 'Make it the champion' }).click()
    await dialog.getByRole('button', { name: 'Register', exact: true }).click()
    await expect(page.getByRole('region', { name: 'moods', exact: true }).getByText('champion moved to version 1')).toBeVisible()
  })

  await test.step('another pipeline takes it by that name', async () => {
    await page.getByRole('button', { name: 'Start page', exact: true }).click()
    await openPipeline(page, 'answering')
    await selectNode(page, 'Registered model')
    await settings.getByRole('combobox', { name: 'Model' }).click()
    await page.getByRole('option', { name: /^moods@champion/ }).click()
    await runAll(page, 'Done')
    await selectNode(page, 'Predict')
    await expect(rowsOf(page, 'Predict').getByRole('gridcell', { name: 'keen', exact: true }).first()).toBeVisible()
  })

  await test.step('runs are deleted, but for the one behind the name', async () => {
    await results.getByRole('tab', { name: 'Runs', exact: true }).click()
    await results.getByRole('button', { name: 'All runs' }).click()
    const list = page.getByRole('table', { name: 'Runs' })
    await expect(list.getByRole('row')).toHaveCount(4)
    for (const run of ['Run 1', 'Run 2']) await list.getByRole('checkbox', { name: `Compare ${run}` }).click()
    await page.getByRole('button', { name: 'Delete the chosen runs…' }).click()
    // The last run that has a model is the one that its version comes from.
    await expect(dialog.getByText('Run 2 stays. moods@1 of the registry comes from it.')).toBeVisible()
    await expectAccessible(page, 'what goes with a run')
    await dialog.getByRole('button', { name: 'Delete 1 run' }).click()
    await expect(list.getByRole('row')).toHaveCount(3)
    await expect(list.getByRole('button', { name: 'Run 1', exact: true })).toHaveCount(0)
  })
})
