import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'
import type { ElectronApi } from './electron-api.ts'
import { readStored, writeStored } from './stored-file.ts'
import { placeWindow } from './window-state.ts'

/** Everything that keeps a page away from the machine is said outright, whatever Electron's defaults are. */
export function windowOptions(preload: string, dark: boolean): BrowserWindowConstructorOptions {
  return {
    show: false,
    title: 'Millrace',
    backgroundColor: dark ? '#121419' : '#F4F5F7',
    minWidth: 900,
    minHeight: 600,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
    },
  }
}

/** Opens the studio's window where it was the last time, and remembers where it is closed. */
export function openStudioWindow({ BrowserWindow, nativeTheme, screen }: ElectronApi, preload: string, stateFile: string): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const { bounds, maximized } = placeWindow(readStored(stateFile), areas)
  const window = new BrowserWindow({ ...windowOptions(preload, nativeTheme.shouldUseDarkColors), ...bounds })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => writeStored(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }))
  // Edits are kept as drafts, so a page may not hold its window open.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault())
  return window
}
