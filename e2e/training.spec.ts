// A training is watched, ended by hand with its best so far, judged by rules, and compared with the one before.
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { nodeOf, openPipeline, panes, runAll, selectNode } from './studio.ts'

/** 2,000 rows whose last column but one says the answer, but for one in 31; the five before it are noise. */
function rows(): string {
  const noise = (i: number, k: number) => (((i * (k + 7) * 2_654_435_761) % 1000) / 1000).toFixed(3)
  const lines = Array.from({ length: 2000 }, (_, i) => {
    const yes = Number(noise(i, 1)) > 0.5
    return [...[13, 26, 39, 52, 65].map((k) => noise(i, k)), yes ? 1 : 0, yes === i % 31 > 0 ? 'yes' : 'no'].join(',')
  })
  return `a,b,c,d,e,leak,buys\n${lines.join('\n')}\n`
}

const pipeline = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'training',
  seed: 1,
  nodes: {
    file: { type: 'source.file', version: 1, params: { path: 'rows.csv' } },
    split: { type: 'split.train-test', version: 1, params: {} },
    boost: {
      type: 'train.gradient-boosting',
      version: 1,
      params: { target: 'buys', trees: 20_000, leaves: 500, minLeaf: 2, patience: 0, rate: 0.01 },
    },
  },
  wires: [
    { from: 'file.table', to: 'split.table' },
    { from: 'split.train', to: 'boost.table' },
  ],
  layout: { file: { x: 0, y: 0 }, split: { x: 272, y: 0 }, boost: { x: 544, y: 0 } },
}

test('a training is watched, stopped with its best, judged and shown beside the next one', async ({ begin }) => {
  test.slow()
  const { page } = await begin({ 'rows.csv': rows(), 'training.millrace': JSON.stringify(pipeline) })
  const { results, run, settings } = panes(page)
  await openPipeline(page, 'training')
  await selectNode(page, 'Gradient boosting')

  await page.getByRole('button', { name: 'Run all', exact: true }).click()
  const training = results.getByRole('region', { name: 'Training', exact: true })
  await expect(training.getByRole('img', { name: /^loss by step/ })).toBeVisible({ timeout: 40_000 })
  await expect(training.getByRole('row', { name: /^now/ })).toBeVisible()
  // The training has all cores meanwhile: on a busy machine the page waits for its turn.
  await training.getByRole('button', { name: 'Stop and keep the best' }).click({ timeout: 40_000 })
  await expect(run.getByRole('status')).toContainText('Done', { timeout: 60_000 })
  await expect(training.getByRole('row', { name: /stopped by hand/ })).toBeVisible()

  // What the rules found stands at the node, with its numbers and a button that mends it.
  await expect(nodeOf(page, 'Gradient boosting')).toHaveAccessibleName(/“leak”, makes/)
  await expectAccessible(page, 'a node whose training was judged')
  await page.getByRole('tab', { name: /^Problems/ }).click()
  const overweight = results.getByRole('listitem').filter({ hasText: '“leak”, makes' })
  await expect(results.getByRole('listitem').filter({ hasText: 'stopped by hand' })).toBeVisible()
  await overweight.getByRole('button', { name: 'Learn without “leak”' }).click()
  await expect(settings.getByText('a', { exact: true }).first()).toBeVisible()
  await settings.getByRole('textbox', { name: 'Trees', exact: true }).fill('5')
  await page.keyboard.press('Enter')
  await runAll(page, 'Done')
  await expect(nodeOf(page, 'Gradient boosting')).not.toHaveAccessibleName(/“leak”, makes/)

  // Both trainings over one another.
  await page.getByRole('tab', { name: 'Data', exact: true }).click()
  await training
    .getByRole('row', { name: /stopped by hand/ })
    .getByRole('checkbox')
    .click()
  await expect(training.getByRole('checkbox', { checked: true })).toHaveCount(2)
  await expectAccessible(page, 'two trainings over one another')
})
