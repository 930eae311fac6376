import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeElectron, type FakeWindow } from './testing/fake-electron.ts'
import { openStudioWindow, windowOptions } from './window.ts'

test('a page is kept from the machine by every option', () => {
  expect(windowOptions('/preload.cjs', false).webPreferences).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    spellcheck: false,
  })
})

test('the ground is that of the theme, so that nothing flashes', () => {
  expect(windowOptions('', false).backgroundColor).toBe('#F4F5F7')
  expect(windowOptions('', true).backgroundColor).toBe('#121419')
})

test('opens where it was closed', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'window-')), 'window.json')
  const fake = fakeElectron()
  const first = openStudioWindow(fake.electron, '/preload.cjs', file) as unknown as FakeWindow
  expect(first.options).toMatchObject({ show: false, width: 1440, height: 900, minWidth: 900, minHeight: 600 })
  first.emit('ready-to-show')
  expect(first.calls).toEqual([['show']])
  first.maximized = true
  first.emit('close')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ bounds: first.bounds, maximized: true })
  const second = openStudioWindow(fake.electron, '/preload.cjs', file) as unknown as FakeWindow
  expect(second.options).toMatchObject(first.bounds)
  expect(second.maximized).toBe(true)
})

test('a broken state file is passed over', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'window-')), 'window.json')
  writeFileSync(file, '{"bounds":')
  const window = openStudioWindow(fakeElectron().electron, '/preload.cjs', file) as unknown as FakeWindow
  expect(window.options).toMatchObject({ width: 1440, height: 900 })
})

test('a page cannot hold its window open', () => {
  const window = openStudioWindow(fakeElectron().electron, '', join(tmpdir(), 'none.json')) as unknown as FakeWindow
  let prevented = false
  window.webContents.emit('will-prevent-unload', { preventDefault: () => (prevented = true) })
  expect(prevented).toBe(true)
})
