import type { App, Session, Shell } from 'electron'
import { isAppUrl } from './app-url.ts'

const allowedPermissions = new Set(['clipboard-sanitized-write', 'fullscreen'])

/** The few things a page may do beyond drawing itself. Electron grants everything by default. */
export function mayUse(permission: string, origin: string): boolean {
  return allowedPermissions.has(permission) && isAppUrl(origin)
}

/** Of the links that lead out of the studio only those to models served on this machine open, in the browser. */
export const mayOpenOutside = (url: string) => /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(url)

/** Denies permissions and devices, and stops every request that would leave the machine or read a file. */
export function secureSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => answer(mayUse(permission, details.requestingUrl)))
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
  session.setSpellCheckerEnabled(false)
  const foreign = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'] }
  session.webRequest.onBeforeRequest(foreign, (_details, answer) => answer({ cancel: true }))
}

/** Keeps every page, also one that Chromium makes by itself, within app://millrace. */
export function secureContents(app: Pick<App, 'on'>, shell: Pick<Shell, 'openExternal'>): void {
  app.on('web-contents-created', (_event, contents) => {
    const stay = (event: { preventDefault(): void }, url: string) => {
      if (!isAppUrl(url)) event.preventDefault()
    }
    contents.on('will-navigate', stay)
    contents.on('will-redirect', stay)
    contents.on('will-frame-navigate', (event) => stay(event, event.url))
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenOutside(url)) void shell.openExternal(url)
      return { action: 'deny' }
    })
  })
}
