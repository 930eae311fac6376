import type { App } from 'electron'
import { z } from 'zod'

/**
 * Makes this the only studio of the user. False when there is one already: it has been given `files` and comes to the front.
 * `onOpen` hears of files that later starts, or the Finder, hand over; it may be called before Electron is ready.
 */
export function claimInstance(app: App, files: string[], onOpen: (files: string[]) => void): boolean {
  if (!app.requestSingleInstanceLock({ files })) return false
  app.on('second-instance', (_event, _argv, _folder, data) => {
    onOpen(z.object({ files: z.array(z.string().max(4096)).max(64) }).safeParse(data).data?.files ?? [])
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    onOpen([path])
  })
  return true
}
