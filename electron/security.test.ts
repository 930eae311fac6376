import { describe, expect, test } from 'vitest'
import { isAppUrl } from './app-url.ts'
import { mayOpenOutside, mayUse, secureContents, secureSession } from './security.ts'
import { FakeContents, fakeElectron } from './testing/fake-electron.ts'

const foreign = [
  'https://example.com/',
  'http://millrace/',
  'file:///etc/passwd',
  'app://other/',
  'app://millrace.evil/',
  'app://millrace:80/',
  'app://user@millrace/',
  'app://millrace@evil/',
  'app:millrace/',
  'application://millrace/',
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:app://millrace/x',
  'about:blank',
  ' app://millrace/',
  '',
]

describe('addresses', () => {
  test.each(['app://millrace', 'app://millrace/', 'app://millrace/index.html?a=1#b'])('%s is the studio', (url) => {
    expect(isAppUrl(url)).toBe(true)
  })
  test.each(foreign)('%j is not', (url) => {
    expect(isAppUrl(url)).toBe(false)
  })
})

describe('links that lead out', () => {
  test.each(['http://127.0.0.1:8080/docs', 'http://localhost/', 'http://[::1]:9/', 'http://127.0.0.1'])('%s opens', (url) => {
    expect(mayOpenOutside(url)).toBe(true)
  })
  test.each([
    ...foreign,
    'https://localhost/',
    'http://localhost.evil/',
    'http://127.0.0.1@evil/',
    'http://127.0.0.1:80@evil/',
    'http://127.0.0.1:80\\@evil/',
    'http://127.0.0.10/',
    'http://10.0.0.1/',
    'smb://share/x',
    'ms-settings:privacy',
    'vscode://file/x',
    'mailto:a@b.c',
  ])('%j never does', (url) => {
    expect(mayOpenOutside(url)).toBe(false)
  })
})

describe('permissions', () => {
  test.each(['clipboard-sanitized-write', 'fullscreen'])('%s is granted to the studio only', (permission) => {
    expect(mayUse(permission, 'app://millrace/')).toBe(true)
    expect(mayUse(permission, 'https://example.com/')).toBe(false)
  })
  test.each([
    'media',
    'geolocation',
    'notifications',
    'midi',
    'clipboard-read',
    'openExternal',
    'hid',
    'serial',
    'usb',
    'display-capture',
    'storage-access',
  ])('%s is not', (permission) => {
    expect(mayUse(permission, 'app://millrace/')).toBe(false)
  })

  test('a session asks nobody and reaches nothing outside', () => {
    const { session, named, electron } = fakeElectron()
    secureSession(electron.session.defaultSession)
    const handler = (name: string) => named(name)[0]?.[1] as (...args: unknown[]) => unknown
    const answers: unknown[] = []
    handler('permissionRequest')(null, 'media', (answer: unknown) => answers.push(answer), { requestingUrl: 'app://millrace/' })
    handler('permissionRequest')(null, 'fullscreen', (answer: unknown) => answers.push(answer), { requestingUrl: 'app://millrace/' })
    handler('displayMedia')({}, (answer: unknown) => answers.push(answer))
    const [, filter, cancel] = named('beforeRequest')[0] as [string, { urls: string[] }, (...args: unknown[]) => void]
    cancel({}, (answer: unknown) => answers.push(answer))
    expect(answers).toEqual([false, true, {}, { cancel: true }])
    expect(handler('permissionCheck')(null, 'geolocation', 'app://millrace/')).toBe(false)
    expect(handler('devicePermission')({})).toBe(false)
    expect(named('spellChecker')[0]?.[1]).toBe(false)
    for (const scheme of ['http', 'https', 'ws', 'wss', 'ftp', 'file']) expect(filter.urls).toContain(`${scheme}://*/*`)
    expect(session).toBeDefined()
  })
})

describe('every page that comes to be', () => {
  const world = fakeElectron()
  secureContents(world.electron.app, world.electron.shell)
  const contents = new FakeContents(99)
  world.app.emit('web-contents-created', {}, contents)
  const prevented = (name: string, url: string) => {
    let stopped = false
    contents.emit(name, { url, preventDefault: () => (stopped = true) }, url)
    return stopped
  }

  test.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('stays at home on %s', (name) => {
    expect(prevented(name, 'app://millrace/index.html')).toBe(false)
    for (const url of foreign) expect(prevented(name, url)).toBe(true)
  })
  test('holds no webview', () => {
    expect(prevented('will-attach-webview', 'app://millrace/')).toBe(true)
  })
  test('opens no window; a model that is served here opens in the browser', () => {
    expect(contents.openHandler({ url: 'https://example.com/' })).toEqual({ action: 'deny' })
    expect(contents.openHandler({ url: 'app://millrace/' })).toEqual({ action: 'deny' })
    expect(world.named('openExternal')).toEqual([])
    expect(contents.openHandler({ url: 'http://127.0.0.1:8080/' })).toEqual({ action: 'deny' })
    expect(world.named('openExternal')).toEqual([['openExternal', 'http://127.0.0.1:8080/']])
  })
})
