import { spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const tools = join(import.meta.dirname, '..')

interface Given {
  /** Electron's program as a shell script; none when absent. */
  readonly electron?: string
  readonly built?: boolean
  readonly args?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
}

/** Runs `npm start` in a checkout of stand-ins; gives what was said, in order, and how it ended. */
async function start({ electron, built = true, args = [], env = {} }: Given) {
  const root = mkdtempSync(join(tmpdir(), 'start-'))
  for (const folder of ['tools', 'dist/engine', 'dist/renderer', 'dist/electron', 'node_modules/vite', 'electron-dist'])
    mkdirSync(join(root, folder), { recursive: true })
  for (const file of ['start.mjs', 'start', 'is-stale.mjs', 'on-node24.mjs'])
    cpSync(join(tools, file), join(root, 'tools', file), { recursive: true })
  writeFileSync(join(root, 'package.json'), '{"type":"module"}')
  writeFileSync(join(root, 'dist/engine/millrace.js'), `process.stdout.write('browser ' + process.argv.slice(2).join(' ') + '\\n')`)
  writeFileSync(join(root, 'tools/build.mjs'), `process.stdout.write('built ' + process.argv.slice(2).join(' ') + '\\n')`)
  if (built) {
    writeFileSync(join(root, 'dist/renderer/files.json'), '')
    writeFileSync(join(root, 'dist/electron/main.cjs'), '')
  }
  if (electron !== undefined) {
    writeFileSync(join(root, 'electron-dist/electron'), `#!/bin/sh\n${electron}\n`)
    chmodSync(join(root, 'electron-dist/electron'), 0o755)
  }
  const child = spawn(process.execPath, [join(root, 'tools/start.mjs'), ...args], {
    env: {
      ...process.env,
      DISPLAY: ':1',
      ...(electron !== undefined && { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'electron-dist') }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said: said.replaceAll(root, 'ROOT').split('\n').filter(Boolean) }
}
const rootNotice = process.getuid?.() === 0 ? ['You are root, for whom Chromium has no sandbox: starting with --no-sandbox.'] : []
const sandbox = process.getuid?.() === 0 ? '--no-sandbox ' : ''

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  test('opens Electron with what it was given, and Node for the engine', async () => {
    const { code, said } = await start({
      electron: 'echo "electron $@"; [ -x "$MILLRACE_NODE" ] && echo node',
      args: ['--workspace=credit'],
    })
    expect(said.toSorted((a, b) => a.localeCompare(b))).toEqual(
      [...rootNotice, `electron ${sandbox}ROOT --workspace=credit`, 'node'].toSorted((a, b) => a.localeCompare(b)),
    )
    expect(code).toBe(0)
  })

  test('builds what is missing first', async () => {
    const { said } = await start({ electron: 'echo electron', built: false })
    expect(said).toContain('Building renderer, electron ...')
    expect(said.indexOf('built renderer electron')).toBeLessThan(said.indexOf('electron'))
  })

  test('takes the browser where there is no screen, at once', async () => {
    const { said } = await start({ electron: 'echo electron', env: { DISPLAY: '', WAYLAND_DISPLAY: '' }, args: ['--no-open'] })
    expect(said).toEqual(['There is no screen for a window here: the studio opens in the browser.', 'browser --browser --no-open'])
  })

  test('takes the browser where Electron cannot be had, and says why in one line', async () => {
    const { said } = await start({ env: { ELECTRON_OVERRIDE_DIST_PATH: '' } })
    expect(said).toEqual([
      'Electron cannot be had (the electron package is not installed): the studio opens in the browser.',
      'browser --browser',
    ])
  })

  test('takes the browser when it is told to', async () => {
    expect((await start({ electron: 'echo electron', args: ['--browser'] })).said).toEqual(['browser --browser'])
  })

  test.each([
    ['exit 127', 'code 127'],
    ['kill -TRAP $$', 'SIGTRAP'],
  ])('takes the browser when Electron ends at once by %s', async (electron, why) => {
    const { said } = await start({ electron })
    expect(said).toEqual([...rootNotice, `Electron did not start (${why}): the studio opens in the browser.`, 'browser --browser'])
  })

  test('ends the studio when it is ended itself', async () => {
    const mark = join(mkdtempSync(join(tmpdir(), 'start-mark-')), 'ended')
    const running = start({ electron: `trap 'touch ${mark}; exit 0' TERM; kill -TERM $PPID; while :; do sleep 0.1; done` })
    await running
    expect(existsSync(mark)).toBe(true)
  })
})
