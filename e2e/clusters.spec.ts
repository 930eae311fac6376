// Rows are put into clusters and looked at; a model that is connected says which columns to keep.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from './accessible.ts'
import { expect, test } from './app.ts'
import { addNode, chooseColumn, drawWire, dropFile, newPipeline, nodeOf, panes, rowsOf, runAll, selectNode, type } from './studio.ts'

/** 240 points around three places; the place says the price, `noise` says nothing. */
function points(): string {
  const places = [
    [2, 3],
    [12, 4],
    [7, 12],
  ] as const
  const lines = Array.from({ length: 240 }, (_, i) => {
    const [x, y] = places[i % 3] ?? [0, 0]
    return [x + ((i * 7) % 11) / 8, y + ((i * 5) % 13) / 9, (i * 37) % 101, i % 3 === 1 ? 'dear' : 'cheap'].join(',')
  })
  return `x,y,noise,price\n${lines.join('\n')}\n`
}

test('clusters are drawn, and a connected model says which columns to keep', async ({ begin }) => {
  test.slow()
  const { page, workspace } = await begin({})
  const { canvas, results, settings } = panes(page)
  const file = join(workspace, 'points.csv')
  await writeFile(file, points())
  await newPipeline(page)
  await dropFile(page, canvas, file)
  await expect(nodeOf(page, 'File')).toBeVisible()
  const clusters = await addNode(page, 'k-means')
  await expect(clusters).toHaveAccessibleName(/1 input/)
  await type(page, 'Clusters', '3')
  await expect(clusters).toContainText('3 clusters')

  // The picture of the clusters: two columns of the rows, coloured by the cluster that the preview gives.
  await page.getByRole('tab', { name: 'Charts' }).click()
  await results.getByRole('button', { name: 'Add y to the chart' }).click()
  await results.getByRole('combobox', { name: 'Colour' }).click()
  await page.getByRole('option', { name: 'cluster' }).click()
  await expect(results.getByRole('img', { name: /^Points of x, y/ })).toBeVisible()
  await expect(results.getByText('all 240 rows')).toBeVisible()

  // A tree learns the price; the columns that count in it are kept. Without the model the node says what it waits for.
  await selectNode(page, 'File')
  const tree = await addNode(page, 'Decision tree')
  await chooseColumn(page, 'Target', 'price')
  await selectNode(page, 'File')
  const best = await addNode(page, 'Keep the best columns')
  await settings.getByRole('combobox', { name: 'Score', exact: true }).click()
  await page.getByRole('option', { name: /^importance in the connected model/ }).click()
  await expect(settings.getByText('No model is connected whose importance could be taken.')).toBeVisible()
  await type(page, 'How many', '1')
  await drawWire(page, tree, best, { in: 'model' })
  await expect(settings.getByText('No model is connected whose importance could be taken.')).toHaveCount(0)
  await runAll(page, 'Done')

  await page.getByRole('tab', { name: 'Data', exact: true }).click()
  const rows = rowsOf(page, 'Keep the best columns')
  await expect(rows.getByRole('columnheader')).toHaveText([/^x/, /^price/, 'Row'])
  await results.getByRole('combobox').first().click()
  await page.getByRole('option', { name: 'Report' }).click()
  await expect(results.getByText('1 of 3 columns stays. “x” has the highest score, 1.00.')).toBeVisible()
  await expect(results.getByRole('img', { name: /^importance in the connected model of 3 columns/ })).toBeVisible()
  await expectAccessible(page, 'a choice of columns by a model')

  // What the clusters are, in words and in a picture of their centres.
  await selectNode(page, 'k-means')
  await results.getByRole('combobox').first().click()
  await page.getByRole('option', { name: 'Report' }).click()
  await expect(results.getByText(/^3 clusters part 240 rows/)).toBeVisible()
  await expect(results.getByRole('img', { name: /^Centres of the clusters: \d columns/ })).toBeVisible()
})
