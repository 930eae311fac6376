// The engine goes away in the middle of work: nothing that was edited is lost.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { addNode, newPipeline, nodeOf, rowsOf } from './studio.ts'

async function draftsIn(workspace: string): Promise<string> {
  const folder = join(workspace, '.millrace', 'drafts')
  const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
  return texts.join('\n')
}

test('an engine that is killed loses no edit', async ({ app }) => {
  await newPipeline(app.page)
  await addNode(app.page, 'Sample data')
  await expect(rowsOf(app.page, 'Sample data').getByRole('gridcell').first()).toBeVisible()
  await expect.poll(() => draftsIn(app.workspace)).toContain('source.sample-data')

  await app.killEngine()
  // The desktop starts another engine by itself. In a browser the engine is the program that was killed: the person starts it again.
  if (app.host === 'browser') {
    await expect(app.page.getByText('The engine does not answer')).toBeVisible()
    const page = await app.restart()
    await page.getByRole('button', { name: 'Restore the edits' }).click()
  } else await expect(app.page.getByText('The engine is back.')).toBeVisible()
  await nodeOf(app.page, 'Sample data').click()
  await expect(rowsOf(app.page, 'Sample data').getByRole('gridcell').first()).toBeVisible()
  await addNode(app.page, 'Remove duplicates')
  await expect(rowsOf(app.page, 'Remove duplicates').getByRole('gridcell').first()).toBeVisible()
})
