import { expect, test } from 'vitest'
import { openFiles, openFilesArguments, saveFile, saveFileArguments } from './dialogs.ts'
import { fakeElectron } from './testing/fake-electron.ts'

const filters = [{ name: 'Data', extensions: ['csv', 'csv.gz', '*'] }]

test('opens the files that were chosen, over the window', async () => {
  const { electron, dialogs, named } = fakeElectron()
  const window = new electron.BrowserWindow({})
  dialogs.open = { canceled: false, filePaths: ['/data/a.csv', '/data/b.csv'] }
  expect(await openFiles(electron.dialog, window, [filters])).toEqual(['/data/a.csv', '/data/b.csv'])
  expect(named('openDialog')[0]).toEqual(['openDialog', window, { properties: ['openFile', 'multiSelections'], filters }])
  dialogs.open = { canceled: true, filePaths: [] }
  expect(await openFiles(electron.dialog, window, [filters])).toEqual([])
})

test('asks for a folder where no kind of file is named', async () => {
  const { electron, dialogs, named } = fakeElectron()
  const window = new electron.BrowserWindow({})
  dialogs.open = { canceled: false, filePaths: ['/data/months'] }
  expect(await openFiles(electron.dialog, window, [[]])).toEqual(['/data/months'])
  expect(named('openDialog')[0]).toEqual(['openDialog', window, { properties: ['openDirectory'], filters: [] }])
})

test('saves to one place or none', async () => {
  const { electron, dialogs, named } = fakeElectron()
  const window = new electron.BrowserWindow({})
  dialogs.save = { canceled: false, filePath: '/out/scores.csv' }
  expect(await saveFile(electron.dialog, window, ['scores.csv', filters])).toEqual(['/out/scores.csv'])
  expect(named('saveDialog')[0]).toEqual(['saveDialog', window, { defaultPath: 'scores.csv', filters }])
  dialogs.save = { canceled: true, filePath: '' }
  expect(await saveFile(electron.dialog, window, ['scores.csv', filters])).toEqual([])
})

test.each(['/etc/passwd', '..\\x', 'a/b', 'a\0b', 'x'.repeat(256)])('a page cannot suggest %j', (name) => {
  expect(saveFileArguments.safeParse([name, []]).success).toBe(false)
})

test.each([[[]], [[[{ name: 'x', extensions: ['a/b'] }]]], [[[{ name: 'x' }]]], [['csv']], [[filters, 1]]])(
  'arguments %j are refused',
  (args) => {
    expect(openFilesArguments.safeParse(args).success).toBe(false)
  },
)

test('usual arguments are taken', () => {
  expect(openFilesArguments.safeParse([filters]).success).toBe(true)
  expect(saveFileArguments.safeParse(['résultats 2026.csv', filters]).success).toBe(true)
})
