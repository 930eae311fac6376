// Electron for tests: records what it is asked, raises events by hand. Only what the shell uses is there.
import { EventEmitter } from 'node:events'
import type { ElectronApi } from '../electron-api.ts'

type Call = readonly [name: string, ...args: unknown[]]

/** A web page of the fake: the navigation events of Electron, the window-open handler, and the messages that were sent to it. */
export class FakeContents extends EventEmitter {
  readonly id: number
  readonly sent: Call[] = []
  readonly acts: string[] = []
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })

  constructor(id: number) {
    super()
    this.id = id
  }

  send(channel: string, ...args: unknown[]): void {
    this.sent.push([channel, ...args])
  }
  setWindowOpenHandler(handler: typeof this.openHandler): void {
    this.openHandler = handler
  }
  undo(): void {
    this.acts.push('undo')
  }
}

let windows = 0

export class FakeWindow extends EventEmitter {
  readonly options: Record<string, unknown>
  readonly webContents: FakeContents
  readonly calls: Call[] = []
  bounds = { x: 10, y: 20, width: 1200, height: 800 }
  maximized = false
  failedLoads = 0

  constructor(options: Record<string, unknown>) {
    super()
    this.options = options
    this.webContents = new FakeContents(++windows)
  }

  show = () => void this.calls.push(['show'])
  focus = () => void this.calls.push(['focus'])
  restore = () => void this.calls.push(['restore'])
  reload = () => void this.calls.push(['reload'])
  setTitle = (title: string) => void this.calls.push(['setTitle', title])
  isMinimized = () => false
  isMaximized = () => this.maximized
  getNormalBounds = () => this.bounds
  maximize(): void {
    this.maximized = true
  }
  async loadURL(url: string): Promise<void> {
    this.calls.push(['loadURL', url])
    if (this.failedLoads-- > 0) throw new Error(`ERR_FAILED (-2) loading '${url}'`)
  }
}

export interface FakeOptions {
  readonly packaged?: boolean
  readonly appPath?: string
  readonly userData?: string
  readonly home?: string
  /** Another studio holds the lock. */
  readonly second?: boolean
  readonly switches?: readonly string[]
  readonly locale?: string
  /** How many times a page fails to load before it does. */
  readonly failedLoads?: number
}

/** The fake and what it recorded. `electron` goes where the real one would. */
export function fakeElectron(options: FakeOptions = {}) {
  const calls: Call[] = []
  const record =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.push([name, ...args])
  const opened: FakeWindow[] = []
  const invocable = new Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>()
  const messages = new EventEmitter()
  const menus: { label?: string; submenu?: { id?: string; label?: string; click?: (...args: unknown[]) => void }[] }[][] = []
  const dialogs = { open: { canceled: false, filePaths: [] as string[] }, save: { canceled: false, filePath: '' }, answer: 0 }
  let handler: (request: Request) => Promise<Response> = () => Promise.reject(new Error('no protocol handler'))

  const app = Object.assign(new EventEmitter(), {
    isPackaged: options.packaged ?? false,
    commandLine: { hasSwitch: (name: string) => options.switches?.includes(name) ?? false },
    requestSingleInstanceLock(data: unknown) {
      calls.push(['lock', data])
      return options.second !== true
    },
    enableSandbox: record('enableSandbox'),
    getAppPath: () => options.appPath ?? '/nowhere',
    getPath: (name: string) => (name === 'userData' ? options.userData : options.home) ?? '/nowhere',
    getLocale: () => options.locale ?? 'en-GB',
    addRecentDocument: record('addRecentDocument'),
    whenReady: () => Promise.resolve(),
    quit: record('quit'),
  })
  class Window extends FakeWindow {
    constructor(given: Record<string, unknown>) {
      super(given)
      this.failedLoads = options.failedLoads ?? 0
      opened.push(this)
      app.emit('web-contents-created', {}, this.webContents)
    }
  }
  const session = {
    setPermissionRequestHandler: record('permissionRequest'),
    setPermissionCheckHandler: record('permissionCheck'),
    setDevicePermissionHandler: record('devicePermission'),
    setDisplayMediaRequestHandler: record('displayMedia'),
    setSpellCheckerEnabled: record('spellChecker'),
    webRequest: { onBeforeRequest: record('beforeRequest') },
  }
  const electron = {
    app,
    BrowserWindow: Window,
    dialog: {
      showOpenDialog: async (...args: unknown[]) => (calls.push(['openDialog', ...args]), dialogs.open),
      showSaveDialog: async (...args: unknown[]) => (calls.push(['saveDialog', ...args]), dialogs.save),
      showMessageBox: async (...args: unknown[]) => (calls.push(['messageBox', ...args]), { response: dialogs.answer }),
      showErrorBox: record('errorBox'),
    },
    ipcMain: { handle: (channel: string, answer: never) => invocable.set(channel, answer), on: messages.on.bind(messages) },
    Menu: {
      buildFromTemplate: (template: (typeof menus)[number]) => template,
      setApplicationMenu: (menu: (typeof menus)[number]) => menus.push(menu),
    },
    nativeTheme: { shouldUseDarkColors: false },
    protocol: {
      registerSchemesAsPrivileged: record('schemes'),
      handle: (_scheme: string, answer: typeof handler) => (handler = answer),
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] },
    session: { defaultSession: session },
    shell: { openExternal: record('openExternal'), showItemInFolder: record('showItemInFolder') },
  }

  /** A message as the top frame of the newest window would send it; `from` puts something else in its place. */
  const eventFrom = (from: object = {}) => {
    const sender = opened.at(-1)?.webContents ?? new FakeContents(0)
    return { sender, senderFrame: { url: 'app://millrace/', parent: null }, returnValue: undefined as unknown, ...from }
  }
  return {
    electron: electron as unknown as ElectronApi,
    app,
    session,
    calls,
    windows: opened,
    menus,
    dialogs,
    named: (name: string) => calls.filter(([called]) => called === name),
    request: (url: string, init?: RequestInit) => handler(new Request(url, init)),
    invoke: (channel: string, args: readonly unknown[], from?: object) => {
      const answer = invocable.get(channel)
      return answer ? answer(eventFrom(from), ...args) : Promise.reject(new Error(`nobody answers ${channel}`))
    },
    sendSync: (channel: string, args: readonly unknown[], from?: object) => {
      const event = eventFrom(from)
      messages.emit(channel, event, ...args)
      return event.returnValue
    },
  }
}
