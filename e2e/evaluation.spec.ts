// A model is judged: its weak spot is named, its rows are looked at, the threshold is moved by what calls cost, and two models are held against each other.
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { openPipeline, panes, runAll, selectNode } from './studio.ts'

/** The answer follows the balance, but among students who work six hours or more it is turned round. */
function customers(): string {
  const lines = Array.from({ length: 1500 }, (_, i) => {
    const [balance, job, hours] = [((i * 37) % 201) - 100, ['clerk', 'nurse', 'student'][i % 3], Math.floor(i / 3) % 8]
    const noise = ((i * 53) % 41) - 20
    const turned = job === 'student' && hours >= 6
    return `${balance},${job},${hours},${balance + noise > 0 !== turned ? 'yes' : 'no'}`
  })
  return `balance,job,hours,repaid\n${lines.join('\n')}\n`
}

const learner = (type: string, params: object = {}) => ({
  type,
  version: 1,
  params: { target: 'repaid', features: { by: 'names', names: ['balance'] }, ...params },
})

const pipeline = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'repaying',
  seed: 1,
  nodes: {
    file: { type: 'source.file', version: 1, params: { path: 'customers.csv' } },
    split: { type: 'split.train-test', version: 1, params: { share: 0.5 } },
    logistic: learner('train.logistic-regression'),
    tree: learner('train.decision-tree', { depth: 1 }),
    evaluate: { type: 'evaluate.evaluate', version: 1, params: {} },
    compare: { type: 'evaluate.compare-models', version: 1, params: {} },
  },
  wires: [
    { from: 'file.table', to: 'split.table' },
    { from: 'split.train', to: 'logistic.table' },
    { from: 'split.train', to: 'tree.table' },
    { from: 'split.test', to: 'evaluate.table' },
    { from: 'logistic.model', to: 'evaluate.models' },
    { from: 'split.test', to: 'compare.table' },
    { from: 'logistic.model', to: 'compare.models' },
    { from: 'tree.model', to: 'compare.models' },
  ],
  layout: {
    file: { x: 0, y: 0 },
    split: { x: 272, y: 0 },
    logistic: { x: 544, y: 0 },
    tree: { x: 544, y: 128 },
    evaluate: { x: 816, y: 0 },
    compare: { x: 816, y: 128 },
  },
}

test('a model is judged, its weak spot found, its threshold set; two models are held against each other', async ({ begin }) => {
  test.slow()
  const { page } = await begin({ 'customers.csv': customers(), 'repaying.millrace': JSON.stringify(pipeline) })
  await openPipeline(page, 'repaying')
  await runAll(page, 'Done')
  const report = page.getByRole('main')
  const openPage = async (title: string) => {
    await selectNode(page, title)
    await panes(page).results.getByRole('button', { name: 'Open as a page' }).click()
  }
  const back = () => page.getByRole('button', { name: 'Show in the pipeline' }).click()

  await test.step('the rows of a group that stands out are a click away', async () => {
    await openPage('Evaluate')
    await expect(report.getByText(/^job = student and hours ≥ 6: [\d.]+\s% wrong against/)).toBeVisible()
    await expect(report.getByRole('img', { name: /^ROC curve for repaid = yes/ })).toBeVisible()
    await report.getByRole('button', { name: 'All figures' }).click()
    await expect(report.getByRole('rowheader', { name: /Cohen’s kappa\s*bootstrap of the rows/ })).toBeVisible()
    await report
      .getByRole('row', { name: /^job = student and hours ≥ 6/ })
      .getByRole('button')
      .click()
    await expect(report.getByText(/^in the chart: \d+ rows$/)).toBeVisible()
    await expect(report.getByRole('grid').getByRole('gridcell', { name: 'student' }).first()).toBeVisible()
    await expectAccessible(page, 'an evaluation with the rows of a group')
    await report.getByRole('button', { name: 'Show all rows again' }).click()
  })

  await test.step('charts are tables as well, and lift is the gain seen otherwise', async () => {
    await report.getByRole('radio', { name: 'lift' }).click()
    await expect(report.getByRole('img', { name: /^times as many repaid = yes as at random/ })).toBeVisible()
    await report.getByText('As a table: Scores').click()
    await expect(report.getByRole('columnheader', { name: 'the others', exact: true })).toBeVisible()
  })

  await test.step('what calls cost moves the threshold, which goes to the node', async () => {
    await report.getByText('What calls cost').click()
    await report.getByRole('textbox', { name: 'a missed repaid = yes costs' }).fill('20')
    await page.keyboard.press('Enter')
    await report.getByRole('textbox', { name: 'a false alarm costs' }).fill('1')
    await page.keyboard.press('Enter')
    await report.getByRole('button', { name: /^Least cost: 0/ }).click()
    await report.getByRole('button', { name: /rows that are repaid = no and were called repaid = yes: show them$/ }).click()
    await expect(report.getByText(/^in the chart: \d+ rows$/)).toBeVisible()
    await report.getByRole('button', { name: 'Use this threshold' }).click()
    await expect(report.getByText('The node has this threshold now.')).toBeVisible()
    await back()
    await expect(panes(page).settings.getByRole('textbox', { name: 'Threshold' })).toHaveValue(/^0/)
  })

  await test.step('one model against the other, on the same rows', async () => {
    await openPage('Compare models')
    await expect(report.getByText(/On the same rows it is better with a probability of/)).toBeVisible()
    await expect(report.getByRole('heading', { name: 'Who beats whom' })).toBeVisible()
    await expect(report.getByRole('img', { name: /^ROC curve for repaid = yes; area under it: .*,/ })).toBeVisible()
    await expectAccessible(page, 'two models compared')
  })
})
