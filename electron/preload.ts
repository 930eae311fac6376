import { contextBridge, ipcRenderer, webUtils } from 'electron'

// The page's own document, seen from here; this folder is typed without the DOM.
declare const document: { readonly documentElement: { readonly lang: string } }

/** Where a file of the page lies. Only a file that a person picked or dropped has a place, so a page cannot make one up. */
function placeOf(file: File): string {
  // Electron 25 has no webUtils yet, later ones no File.path any more.
  const tools = webUtils as typeof webUtils | undefined
  return tools ? tools.getPathForFile(file) : ((file as { readonly path?: string }).path ?? '')
}

/** Passes what main sends on to the page; what comes before the page listens is kept for it. */
function relay<T>(channel: string): (callback: (value: T) => void) => () => void {
  const early: T[] = []
  const callbacks = new Set<(value: T) => void>()
  ipcRenderer.on(channel, (_event, value: T) => {
    if (callbacks.size === 0) early.push(value)
    for (const callback of callbacks) callback(value)
  })
  return (callback) => {
    callbacks.add(callback)
    for (const value of early.splice(0)) callback(value)
    return () => void callbacks.delete(callback)
  }
}

contextBridge.exposeInMainWorld(
  'host',
  Object.freeze({
    platform: process.platform,
    openFiles: (filters: readonly object[]) => ipcRenderer.invoke('host:open-files', filters),
    saveFile: (suggested: string, filters: readonly object[]) => ipcRenderer.invoke('host:save-file', suggested, filters),
    /** Absolute path of a picked or dropped file, which the engine may read from now on; empty for a file without a place. */
    pathOf: (file: File) => String(ipcRenderer.sendSync('host:grant', placeOf(file)) ?? ''),
    /** Shows a file that was granted, or one of the workspace, in the system's file manager. */
    revealFile: (path: string) => ipcRenderer.invoke('host:reveal', path),
    onMenu: relay<string>('host:menu'),
    /** Files opened from outside: by a double click, a second start, the list of recent ones. */
    onOpen: relay<readonly string[]>('host:open'),
    setMenu: (items: readonly object[]) => void ipcRenderer.invoke('host:set-menu', items, document.documentElement.lang),
    setTitle: (title: string) => void ipcRenderer.invoke('host:set-title', title),
  }),
)
