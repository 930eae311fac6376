// What only a desktop program has: an engine of its own that dies and comes back, a menu bar, dialogs, a second start, a place on the screen.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test as journey } from './app.ts'
import { dress } from './appearance.ts'
import { openElectron, studioArguments, type ElectronStart } from './hosts/open-electron.ts'
import { enginePid, root, temporaryFolder } from './hosts/opened.ts'
import { findElectron, whyMissing } from './hosts/programs.ts'
import { addNode, newPipeline, nodeOf, panes } from './studio.ts'

/** A pipeline whose network learns for longer than any test. */
async function slowPipeline(folder: string): Promise<string> {
  const example = JSON.parse(await readFile(join(root, 'assets/examples/network-regression.millrace'), 'utf8')) as {
    name: string
    nodes: Record<string, { params: Record<string, unknown> }>
  }
  const { network } = example.nodes
  if (!network) throw new Error('the example has no network any more')
  network.params['epochs'] = 10_000
  const path = join(folder, 'slow.millrace')
  await writeFile(path, JSON.stringify({ ...example, name: 'Slow' }))
  return path
}

type Start = (given: Pick<ElectronStart, 'workspace' | 'files' | 'profile'>) => ReturnType<typeof openElectron>

/** `start` opens the studio in ways that `app` does not: with files, or with a profile that is kept. All are closed in the end. */
const test = journey.extend<{ readonly start: Start; readonly profile: string }>({
  profile: async ({ host }, use) => {
    const folder = await temporaryFolder(`profile-${host}`)
    await use(folder.path)
    await folder.remove()
  },
  start: async ({ playwright }, use, info) => {
    const missing = whyMissing('electron')
    if (missing !== null && process.env['CI'] === 'true') throw new Error(missing)
    info.skip(missing !== null, missing ?? '')
    const opened: Awaited<ReturnType<Start>>[] = []
    await use(async (given) => {
      const appearance = { locale: 'en-GB', colorScheme: 'light' as const }
      const executablePath = findElectron() ?? ''
      const studio = await openElectron({ ...given, electron: playwright._electron, executablePath, appearance, watch: () => undefined })
      opened.push(studio)
      return studio
    })
    for (const studio of opened) await studio.close()
  },
})

/** The processes that a process started. */
function childrenOf(pid: number): number[] {
  const parent = (name: string) => Number(/\) \S (\d+)/.exec(readStat(name))?.[1] ?? 0)
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parent(name) === pid)
    .map(Number)
}

/** The line of a process in /proc; empty once it has ended. */
function readStat(pid: number | string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ''
  }
}
const isRunning = (pid: number) => !/^(\d+ \(.*\) Z|$)/.test(readStat(pid))

interface Entry {
  readonly id: string
  readonly label: string
  readonly accelerator: string | null
}

/** Every entry of the menu bar that is a command of the studio. */
function menuOf(electron: ElectronApplication): Promise<{ readonly menus: string[]; readonly entries: Entry[] }> {
  return electron.evaluate(({ Menu }) => {
    const menus = Menu.getApplicationMenu()?.items ?? []
    const entries = menus.flatMap((menu) => menu.submenu?.items ?? []).filter((entry) => /^\w+\.[\w-]+$/.test(entry.id))
    return {
      menus: menus.map((menu) => menu.label),
      entries: entries.map(({ id, label, accelerator }) => ({ id, label, accelerator: accelerator ? String(accelerator) : null })),
    }
  })
}

/** The name of the pipeline that is shown. */
const name = (page: Page) => page.getByRole('heading', { level: 1 })

test('an engine that is killed in the middle of a run comes back; the run says why it ended and its rest can be run', async ({ app }) => {
  const file = await slowPipeline(app.workspace)
  const { page, electron } = app
  // Keys count once the studio is there.
  await expect(panes(page).start.getByRole('button', { name: /New pipeline/ })).toBeVisible()
  await electron?.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)
  await page.keyboard.press('Control+o')
  await expect(nodeOf(page, 'Cars')).toBeVisible()
  await addNode(page, 'Remove duplicates')

  await page.keyboard.press('F5')
  const bar = panes(page).run
  const network = panes(page).canvas.locator('[data-node=network]')
  await expect(network).toHaveAccessibleName(/running/, { timeout: 45_000 })
  const before = await enginePid(app.workspace)
  // The step is said to run a moment before its process is there.
  await expect.poll(() => childrenOf(before).length, 'processes of steps').toBeGreaterThan(0)
  const workers = childrenOf(before)

  await app.killEngine()
  await expect(page.getByText('The engine is back. Steps that had finished are kept.')).toBeVisible({ timeout: 30_000 })
  await expect(bar.getByRole('status')).toContainText('Stopped by a restart')
  expect(await enginePid(app.workspace)).not.toBe(before)
  await expect.poll(() => workers.filter(isRunning), { message: 'steps end with their engine' }).toEqual([])
  await expect(nodeOf(page, 'Remove duplicates'), 'an edit that was not saved').toBeVisible()
  await page.getByRole('tab', { name: /^Runs/ }).click()
  await expect(panes(page).results.getByText('lost: the engine ended').first()).toBeVisible()

  await page.keyboard.press('F5')
  await expect(network).toHaveAccessibleName(/running/, { timeout: 45_000 })
  await page.getByRole('button', { name: 'Cancel the run' }).click()
  await expect(bar.getByRole('status')).toContainText('Cancelled')
})

test('a shell that is killed takes its engine along, and the workspace is free', async ({ app, start }) => {
  await newPipeline(app.page)
  const engine = await enginePid(app.workspace)
  app.electron?.process().kill('SIGKILL')
  await expect.poll(() => isRunning(engine), { timeout: 10_000 }).toBe(false)
  const again = await start({ workspace: app.workspace })
  await expect(
    panes(again.page)
      .start.getByRole('button', { name: /New pipeline/ })
      .first(),
  ).toBeVisible()
  expect(await enginePid(app.workspace)).not.toBe(engine)
})

test('the menu bar has every command, with its keys, in the language of the studio', async ({ app }) => {
  const { page, electron } = app
  if (!electron) throw new Error('this is no desktop')
  await newPipeline(page)
  await expect.poll(async () => (await menuOf(electron)).menus).toEqual(['File', 'Edit', 'View', 'Run', 'Go', 'Help'])
  // The commands of the canvas come with the canvas.
  await expect.poll(async () => (await menuOf(electron)).entries.map((entry) => entry.id)).toContain('canvas.add')
  const english = await menuOf(electron)
  const keys = (id: string) => english.entries.find((entry) => entry.id === id)?.accelerator
  expect([keys('pipeline.new'), keys('pipeline.open'), keys('pipeline.save'), keys('run.all')]).toEqual([
    'CmdOrCtrl+N',
    'CmdOrCtrl+O',
    'CmdOrCtrl+S',
    'F5',
  ])
  expect(english.entries.length).toBeGreaterThan(30)

  await dress(page, { language: 'fr', theme: 'light' })
  await expect.poll(async () => (await menuOf(electron)).menus).toEqual(['Fichier', 'Édition', 'Affichage', 'Exécution', 'Aller', 'Aide'])
  const french = await menuOf(electron)
  expect(french.entries.map((entry) => entry.id)).toEqual(english.entries.map((entry) => entry.id))
  const untold = french.entries.filter((entry, i) => entry.label === english.entries[i]?.label)
  // A word that both languages share is possible, a menu of them is not.
  expect(untold.length, untold.map((entry) => entry.label).join(', ')).toBeLessThan(4)

  await electron.evaluate(({ Menu }) => void Menu.getApplicationMenu()?.getMenuItemById('pipeline.new')?.click())
  await expect(name(page)).toHaveText('Nouveau pipeline')
})

test('a pipeline named on the command line opens; a second start hands its own over; both are among the recent ones', async ({
  workspace,
  start,
  profile,
}) => {
  // One outside the workspace, one in it.
  const file = await slowPipeline(profile)
  const studio = await start({ workspace, files: [file], profile })
  await expect(name(studio.page)).toHaveText('Slow')

  const other = join(workspace, 'second.millrace')
  await writeFile(other, (await readFile(file, 'utf8')).replace('"Slow"', '"Second"'))
  const second = spawn(findElectron() ?? '', studioArguments(workspace, profile, [other]), { stdio: 'ignore', timeout: 30_000 })
  expect(await once(second, 'exit')).toEqual([0, null])
  await expect(name(studio.page)).toHaveText('Second')
  expect(studio.electron.windows()).toHaveLength(1)
  const recent = await studio.electron.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()
      ?.items.flatMap((menu) => menu.submenu?.items ?? [])
      .find((entry) => entry.label === 'Open Recent')
      ?.submenu?.items.map((entry) => entry.label),
  )
  expect(recent).toEqual([other, file])
})

test('the window opens where it was; one that lies off the screen is brought back', async ({ workspace, start, profile }) => {
  const boundsOf = (electron: ElectronApplication) =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  const at = { x: 30, y: 20, width: 1000, height: 700 }
  const first = await start({ workspace, profile })
  await first.electron.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), at)
  await expect.poll(() => boundsOf(first.electron)).toEqual(at)
  await first.close()

  const second = await start({ workspace, profile })
  await expect.poll(() => boundsOf(second.electron)).toEqual(at)
  await second.close()

  await writeFile(join(profile, 'window.json'), JSON.stringify({ bounds: { ...at, x: 9000, y: -5000 }, maximized: false }))
  const third = await start({ workspace, profile })
  const bounds = await boundsOf(third.electron)
  const area = await third.electron.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea)
  expect(bounds).toMatchObject({ width: 1000, height: 700 })
  expect((bounds?.x ?? -1) >= area.x && (bounds?.x ?? 0) < area.x + area.width, JSON.stringify(bounds)).toBe(true)
  expect((bounds?.y ?? -1) >= area.y && (bounds?.y ?? 0) < area.y + area.height, JSON.stringify(bounds)).toBe(true)
})

test('save as asks for a place, writes the pipeline there and opens it', async ({ app, profile }) => {
  const { page, electron } = app
  if (!electron) throw new Error('this is no desktop')
  const place = join(profile, 'elsewhere.millrace')
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, place)
  await newPipeline(page)
  await addNode(page, 'Sample data')
  await page.keyboard.press('Control+Shift+S')
  await expect.poll(() => readFile(place, 'utf8').catch(() => '')).toContain('source.sample-data')
  await expect(page.getByRole('list').getByRole('button', { name: 'New pipeline', exact: true })).toBeVisible()
  await expect(nodeOf(page, 'Sample data')).toBeVisible()
})
