// What people install, started once: the packaged program itself, with the Node and the engine that lie in it.
import { readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { packedTree } from '../tools/package/packed-tree.mjs'
import { openPackaged, packagedProgram } from './hosts/open-packaged.ts'
import { enginePid, root, temporaryFolder } from './hosts/opened.ts'
import { whyMissing } from './hosts/programs.ts'
import { panes, rowsOf, runAll } from './studio.ts'

const missing = process.platform === 'linux' ? whyMissing('electron') : 'the packaged studio is driven on Linux only'

test('the packaged studio opens an example, runs it, shows its rows and leaves nothing behind', async ({ playwright }) => {
  test.setTimeout(180_000)
  if (missing !== null && process.env['CI'] === 'true') throw new Error(missing)
  test.skip(missing !== null, missing ?? '')
  const tree = packedTree(root)
  const home = await temporaryFolder('home')
  const workspace = join(home.path, 'Millrace')
  const studio = await openPackaged(playwright.chromium, packagedProgram(tree), home.path)
  try {
    const { page } = studio
    expect(page.url()).toBe('app://millrace/')
    await panes(page)
      .start.getByRole('region', { name: /Examples/ })
      .getByRole('button', { name: /^First table/ })
      .click()
    await expect(panes(page).canvas).toBeVisible()

    const engine = await enginePid(workspace)
    expect(await readlink(`/proc/${engine}/exe`), 'the Node that runs the engine').toBe(join(tree, 'resources/node/bin/node'))
    expect(await readFile(`/proc/${engine}/cmdline`, 'utf8')).toContain(join(tree, 'resources/engine/dist/engine/engine.js'))

    await runAll(page, 'Done')
    await panes(page)
      .canvas.getByRole('group', { name: /^Wettest first, / })
      .click()
    const rows = rowsOf(page, 'Wettest first')
    await expect(rows.getByRole('columnheader', { name: /precipitation mean/ })).toBeVisible()
    await expect(rows.getByRole('gridcell').first()).toBeVisible()

    // As the cross of the window does it.
    await page.close({ runBeforeUnload: true })
    expect(await studio.ended, studio.said.join('\n')).toBe(0)
    await expect.poll(() => isRunning(engine), { message: 'the engine ends with the studio' }).toBe(false)
    await expect(enginePid(workspace), 'the workspace is free').rejects.toThrow('ENOENT')
  } finally {
    studio.kill()
    await home.remove()
  }
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
