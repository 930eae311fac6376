import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface StandInApp {
  /** The folder that Electron is given. */
  readonly app: string
  readonly userData: string
  readonly workspace: string
  /** For the process that starts the engine; STAND_IN says what the engine does wrong. */
  readonly env: NodeJS.ProcessEnv
  /** What the engines noted so far, one line each. */
  noted(): string[]
}

const page = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Stand-in</title><script type="module" src="./assets/page.js"></script></head>
<body><h1>Stand-in</h1><input type="file" id="file"></body></html>`

/** A folder like a built checkout, with a page and an engine of our own in it. `shell` is the built dist/electron, where Electron is to run it. */
export function standInApp(shell?: string): StandInApp {
  const root = mkdtempSync(join(tmpdir(), 'stand-in-'))
  const app = join(root, 'app')
  for (const folder of ['app/dist/electron', 'app/dist/renderer/assets', 'app/dist/engine', 'user-data', 'home'])
    mkdirSync(join(root, folder), { recursive: true })
  const dist = join(app, 'dist')
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'stand-in', type: 'module', main: 'dist/electron/main.cjs' }))
  writeFileSync(join(dist, 'renderer/index.html'), page)
  writeFileSync(
    join(dist, 'renderer/assets/page.js'),
    'globalThis.heard = []; host.onMenu((id) => heard.push(id)); host.onOpen((files) => heard.push(...files))',
  )
  const files = {
    '/index.html': { file: 'index.html', mime: 'text/html; charset=utf-8' },
    '/assets/page.js': { file: 'assets/page.js', mime: 'text/javascript; charset=utf-8' },
  }
  if (shell) for (const file of ['main.cjs', 'preload.cjs']) copyFileSync(join(shell, file), join(dist, 'electron', file))
  writeFileSync(join(dist, 'renderer/files.json'), JSON.stringify(files))
  copyFileSync(join(import.meta.dirname, 'stand-in-engine.mjs'), join(dist, 'engine/engine.js'))
  const log = join(root, 'engine.log')
  return {
    app,
    userData: join(root, 'user-data'),
    workspace: join(root, 'home', 'Millrace'),
    env: { ...process.env, HOME: join(root, 'home'), MILLRACE_NODE: process.execPath, STAND_IN_LOG: log },
    noted: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
  }
}
