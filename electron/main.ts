import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import type { BrowserWindow } from 'electron'
import { z } from 'zod'
import type { Problem } from '../engine/protocol/problem.ts'
import { appHome, appScheme } from './app-url.ts'
import { readArguments } from './arguments.ts'
import { openFiles, openFilesArguments, saveFile, saveFileArguments } from './dialogs.ts'
import type { ElectronApi, ShellProcess } from './electron-api.ts'
import { createEngineHost } from './engine-host.ts'
import { askEngine } from './engine-request.ts'
import { createGrants } from './grants.ts'
import { createIpc } from './ipc.ts'
import { menuArguments, menuTemplate, type MenuItem } from './menu.ts'
import { findPlaces, newSocket } from './places.ts'
import { answerApp, type RendererFiles } from './protocol.ts'
import { openRecent } from './recent.ts'
import { secureContents, secureSession } from './security.ts'
import { claimInstance } from './single-instance.ts'
import { languageOf, texts, type Say } from './texts.ts'
import { verifyFiles } from './verify-files.ts'
import { openStudioWindow } from './window.ts'

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown

/** Starts the studio as a desktop program. Returns at once; quits when another studio of this user took over. */
export function startShell(electron: ElectronApi, own: ShellProcess): void {
  const { app, dialog, protocol } = electron
  const asked = readArguments(own.argv.slice(app.isPackaged ? 1 : 2), own.cwd())
  if (!claimInstance(app, asked.files, open)) return app.quit()
  // With both of them Chromium refuses to start its processes.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }])

  const places = findPlaces(app, own)
  const workspace = asked.workspace ?? join(app.getPath('home'), 'Millrace')
  const inUserData = (name: string) => join(app.getPath('userData'), name)
  const recent = openRecent(inUserData('recent.json'), (path) => app.addRecentDocument(path))
  let window: BrowserWindow | null = null
  let loaded = false
  const left = new AbortController()
  let menu: readonly MenuItem[] = []
  let language = languageOf(app.getLocale())
  const say: Say = (text) => text[language]

  const engine = createEngineHost({ launch, onFailure, onLog: (text) => void own.stderr.write(text.endsWith('\n') ? text : `${text}\n`) })
  const grants = createGrants(async (path) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ path }) }
    return (await askEngine(await engine.socket(), new Request(`${appHome}api/grants`, init), left.signal)).ok
  })

  async function launch() {
    if (app.isPackaged) await verifyFiles(own.resourcesPath, readJson(join(places.shell, 'delivered.json')))
    const socket = newSocket(own.platform)
    const { NODE_OPTIONS: _, ...env } = own.env
    const args = [places.engine, '--host', 'desktop', '--workspace', workspace, '--socket', socket]
    const child = spawn(places.node, args, { stdio: 'pipe', env, windowsHide: true })
    if (own.platform !== 'win32') child.once('exit', () => rmSync(dirname(socket), { recursive: true, force: true }))
    return { child, socket }
  }

  /** A dialog over the page and not a page in its place, as the page holds edits that were not saved. */
  async function onFailure({ text, action }: Problem, lastLines: readonly string[]) {
    const detail = [action ? say(action) : '', ...lastLines].join('\n')
    const options = { type: 'error' as const, message: say(text), detail, buttons: [say(texts.startAgain), say(texts.quit)], cancelId: 1 }
    const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options))
    if (response === 0) engine.start()
    else app.quit()
  }

  /** From now on the engine may use a file that the person chose. */
  function take(file: string): string {
    if (file.endsWith('.millrace')) recent.add(file)
    return grants.add(file)
  }

  /** Brings the studio to the front and has it open files. */
  function open(files: readonly string[]) {
    if (!window || !loaded) return void asked.files.push(...files)
    if (files.length > 0) window.webContents.send('host:open', files.map(take))
    if (window.isMinimized()) window.restore()
    window.focus()
    showMenu()
  }

  function showMenu() {
    const acts = { onCommand: (id: string) => window?.webContents.send('host:menu', id), onRecent: (path: string) => open([path]) }
    const world = { ...acts, items: menu, recent: recent.paths(), mac: own.platform === 'darwin', say }
    const template = menuTemplate({ ...world, onTextAct: (act) => window?.webContents[act]() })
    electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(template))
  }

  function answerPage(studio: BrowserWindow) {
    const ipc = createIpc(electron.ipcMain, (id) => window?.webContents.id === id)
    const path = z.tuple([z.string().min(1).max(4096)])
    ipc.handle('host:open-files', openFilesArguments, async (args) => (await openFiles(dialog, studio, args)).map(take))
    ipc.handle('host:save-file', saveFileArguments, async (args) => (await saveFile(dialog, studio, args)).map(take)[0] ?? null)
    ipc.handleSync('host:grant', path, ([file]) => take(file))
    ipc.handle('host:reveal', path, ([file]) => {
      if (grants.has(file) || resolve(file).startsWith(workspace + sep)) electron.shell.showItemInFolder(file)
    })
    ipc.handle('host:set-title', z.tuple([z.string().max(300)]), ([title]) => studio.setTitle(title))
    ipc.handle('host:set-menu', menuArguments, ([items, locale]) => {
      menu = items
      language = languageOf(locale)
      showMenu()
    })
  }

  async function begin() {
    await app.whenReady()
    engine.start()
    secureSession(electron.session.defaultSession)
    const files = readJson(join(places.renderer, 'files.json')) as RendererFiles
    const api = async (request: Request) => {
      await grants.flush()
      return askEngine(await engine.socket(), request, left.signal)
    }
    protocol.handle(appScheme, (request) => answerApp(request, { folder: places.renderer, files, api }))
    const opened = openStudioWindow(electron, join(places.shell, 'preload.cjs'), inUserData('window.json'))
    window = opened
    answerPage(opened)
    showMenu()
    opened.on('closed', () => (window = null))
    opened.on('closed', () => left.abort())
    opened.webContents.once('render-process-gone', () => opened.reload())
    opened.webContents.on('did-finish-load', () => {
      loaded = true
      open(asked.files.splice(0))
    })
    opened.loadURL(appHome).catch((error: unknown) => own.stderr.write(`${String(error)}\n`))
  }

  secureContents(app, electron.shell)
  app.on('window-all-closed', () => app.quit())
  app.once('will-quit', (event) => {
    event.preventDefault()
    void engine.stop().then(() => app.quit())
  })
  begin().catch((error: unknown) => {
    dialog.showErrorBox('Millrace', String(error))
    app.quit()
  })
}
