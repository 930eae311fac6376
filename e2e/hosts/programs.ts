import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { electronDist, noElectron } from '../../tools/electron-dist.mjs'
import { root } from './opened.ts'

const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The Chromium of the system: CHROMIUM, or the first of the usual names on the PATH; null when there is none. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM']
  if (named) return existsSync(named) ? named : null
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return chromiumNames.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? null
}

/** Electron's binary, from the folder ELECTRON_DIST or .cache/electron; null when there is none. */
export function findElectron(): string | null {
  const folder = electronDist(root)
  return folder && join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron')
}

/** Why a host cannot be had here, in one sentence; null when it can. */
export function whyMissing(host: 'browser' | 'electron'): string | null {
  if (host === 'browser')
    return findChromium() ? null : 'no Chromium: install one (Debian: apt-get install chromium) or name it in CHROMIUM'
  if (!findElectron()) return noElectron
  const screen = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
  return screen ? null : 'no screen for Electron: npm test finds Xvfb by itself, alone use xvfb-run -a'
}

/** Folder with DuckDB's drivers of databases: MILLRACE_EXTENSIONS, or .cache/extensions; null when there is none. */
export function findDrivers(): string | null {
  const folders = [process.env['MILLRACE_EXTENSIONS'] ?? '', join(root, '.cache/extensions')]
  return folders.find((folder) => folder !== '' && existsSync(folder)) ?? null
}
