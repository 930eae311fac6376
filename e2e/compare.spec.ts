// Two runs of a pipeline are compared, the change between them is replayed, and the better model gets a name.
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { openPipeline, panes, runAll, selectNode, type } from './studio.ts'

/** 600 rows whose answer is whether two numbers have the same sign: one split of a tree says nothing of it, deeper trees do. */
function rows(): string {
  const noise = (i: number, k: number) => ((i * (k + 7) * 2_654_435_761) % 1000) / 500 - 1
  const lines = Array.from({ length: 600 }, (_, i) => {
    const [x, y, z] = [noise(i, 13), noise(i, 26), noise(i, 39)]
    return [x.toFixed(3), y.toFixed(3), z.toFixed(3), x * y + 0.3 * z > 0 ? 'keen' : 'cold'].join(',')
  })
  return `x,y,z,mood\n${lines.join('\n')}\n`
}

const pipeline = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'moods',
  seed: 1,
  nodes: {
    file: { type: 'source.file', version: 1, params: { path: 'rows.csv' } },
    split: { type: 'split.train-test', version: 1, params: {} },
    tree: { type: 'train.decision-tree', version: 1, params: { target: 'mood', depth: 1 } },
    judge: { type: 'evaluate.evaluate', version: 1, params: {} },
  },
  wires: [
    { from: 'file.table', to: 'split.table' },
    { from: 'split.train', to: 'tree.table' },
    { from: 'split.test', to: 'judge.table' },
    { from: 'tree.model', to: 'judge.models' },
  ],
  layout: { file: { x: 0, y: 0 }, split: { x: 272, y: 0 }, tree: { x: 544, y: 0 }, judge: { x: 816, y: 0 } },
}

test('two runs are compared, the change is replayed, the better model becomes the champion', async ({ begin }) => {
  const { page } = await begin({ 'rows.csv': rows(), 'moods.millrace': JSON.stringify(pipeline) })
  const { results } = panes(page)
  await openPipeline(page, 'moods')
  await runAll(page, 'Done')
  await selectNode(page, 'Decision tree')
  await type(page, 'Deepest level', '6')
  await runAll(page, 'Done')

  await results.getByRole('tab', { name: 'Runs', exact: true }).click()
  await results.getByRole('button', { name: 'Compare the last two' }).click()
  const report = page.getByRole('main', { name: 'Compare runs' })
  await expect(report.getByText('Run 2 is better, and the difference is real.')).toBeVisible()
  await expect(report.getByRole('row', { name: /^AUC/ })).toContainText('+')
  await expect(report.getByRole('row', { name: /^Decision tree Deepest level/ })).toHaveText(/1.*6/)
  await expect(report.getByText('both learned from the same rows')).toBeVisible()
  await report.getByRole('button', { name: 'Replay the changes' }).click()
  await expect(report.getByRole('img', { name: /Deepest level 6 \+/ })).toBeVisible()
  await report.getByRole('button', { name: 'Show rows' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('row').nth(1)).toContainText('row')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expectAccessible(page, 'two runs beside each other')

  await page.getByRole('button', { name: 'Promote Run 2' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Moods')
  await dialog.getByRole('button', { name: 'Promote', exact: true }).click()
  const model = page.getByRole('region', { name: 'moods', exact: true })
  await expect(model.getByText('champion moved to version 1')).toBeVisible()
  await expectAccessible(page, 'a model with a name')

  await page.getByRole('button', { name: 'All runs' }).click()
  const list = page.getByRole('table', { name: 'Runs' })
  await expect(list.getByRole('row')).toHaveCount(3)
  await list.getByRole('button', { name: 'AUC' }).click()
  await expect(list.getByRole('row').nth(1)).toContainText('Run 2')
  await list.getByRole('button', { name: 'Run 2', exact: true }).click()
  const details = page.getByRole('complementary', { name: 'Details of Run 2' })
  await details.getByRole('textbox', { name: 'Add a tag' }).fill('deep')
  await details.getByRole('textbox', { name: 'Add a tag' }).press('Enter')
  await expect(list.getByRole('row').nth(1)).toContainText('deep')
  await expectAccessible(page, 'the list of runs')
})
