// Settings of a learner and of the step before it are proposed, listed by a click, tried, and the best is seen.
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { openPipeline, panes, runAll, selectNode } from './studio.ts'

/** 120 rows: x says the answer, every fifth is missing. */
const rows = Array.from(
  { length: 120 },
  (_, i) => `${i % 5 === 0 ? '' : (i * 37) % 100},${(i * 53) % 41},${(i * 37) % 100 > 45 ? 'yes' : 'no'}`,
)

const pipeline = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'tuning',
  seed: 1,
  nodes: {
    file: { type: 'source.file', version: 1, params: { path: 'rows.csv' } },
    fill: { type: 'clean.fill-missing', version: 1, params: { columns: { by: 'names', names: ['x'] } } },
    tree: { type: 'train.decision-tree', version: 1, params: { target: 'buys', minLeaf: 40 } },
    tune: {
      type: 'train.tune',
      version: 1,
      params: { trials: 4, folds: 2, seeds: false, method: 'random', ranges: [{ param: 'minLeaf', from: 1, to: 10 }] },
    },
  },
  wires: [
    { from: 'file.table', to: 'fill.table' },
    { from: 'fill.table', to: 'tree.table' },
    { from: 'tree.model', to: 'tune.models' },
  ],
  layout: { file: { x: 0, y: 0 }, fill: { x: 272, y: 0 }, tree: { x: 544, y: 0 }, tune: { x: 816, y: 0 } },
}

test('two settings are looked for, one of a step before the learner, and the best trial is seen', async ({ begin }) => {
  test.slow()
  const { page } = await begin({ 'rows.csv': `x,z,buys\n${rows.join('\n')}\n`, 'tuning.millrace': JSON.stringify(pipeline) })
  const { results, settings } = panes(page)
  await openPipeline(page, 'tuning')
  await selectNode(page, 'Tune')

  await expect(settings.getByRole('combobox', { name: 'Settings to look for 1, Setting' })).toHaveText('Fewest rows in a leaf')

  // What each node on the way proposes stands under the settings; a click lists it.
  const before = settings.getByRole('region', { name: 'Before you run' })
  await expect(before.getByText('Looked for: “Fewest rows in a leaf” (1 to 10).')).toBeVisible()
  const fill = before
    .getByRole('listitem')
    .filter({ hasText: '“Fill missing” proposes “Fill with” (the median, the mean or the most frequent value).' })
  await fill.getByRole('button', { name: 'Look for it too' }).click()
  await expect(
    before.getByText(
      'Looked for: “Fewest rows in a leaf” (1 to 10) and “Fill with” of “Fill missing” (the median, the mean or the most frequent value). A grid of 30.',
    ),
  ).toBeVisible()
  await expect(fill).toHaveCount(0)

  await runAll(page, 'Done')
  await selectNode(page, 'Tune')
  await results.getByRole('combobox').first().click()
  await page.getByRole('option', { name: 'Search' }).click()
  await expect(results.getByText(/^(Trial \d of 5 is the best|None of 5 trials beats the settings as they stand): AUC /)).toBeVisible()
  await expect(results.getByRole('img', { name: /^Parallel coordinates of 5 trials over 2 settings and AUC/ })).toBeVisible()
  await expectAccessible(page, 'a search for settings')
})
