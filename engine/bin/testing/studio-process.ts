import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createClient, type Client } from '../../protocol/client.ts'

const entry = resolve(import.meta.dirname, '../../../dist/engine/millrace.js')

export interface StudioProcess {
  readonly pid: number
  readonly base: string
  readonly cookie: string
  readonly client: Client
  /** What it has said on stderr so far. */
  said(): string
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/**
 * For tests: the studio as users start it, in a process of its own on this workspace. With `fileKilobytes` no file that it or its workers
 * write may grow beyond (a real limit of the system, as a full disk is). Rejects with what it said when it ends before it has begun.
 */
export async function studioProcess(folder: string, options: { readonly fileKilobytes?: number } = {}): Promise<StudioProcess> {
  if (!existsSync(entry)) throw new Error('build the engine first: node tools/build.mjs engine')
  const command = [process.execPath, entry, '--no-open', '--workspace', folder]
  // POSIX counts blocks of 512 bytes.
  const limited =
    options.fileKilobytes === undefined ? command : ['sh', '-c', `ulimit -f ${options.fileKilobytes * 2}; exec "$0" "$@"`, ...command]
  const child = spawn(limited[0] as string, limited.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let errors = ''
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) =>
    child.once('exit', (code, signal) => done({ code, signal })),
  )
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')))
  const url = await new Promise<string>((done, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8')
      if (out.includes('\n')) done(out.trim())
    })
    void ended.then(({ code }) => fail(new Error(`the studio ended with ${code}: ${errors}`)))
  })
  const opened = await fetch(url, { redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const base = new URL(url).origin
  return {
    pid: child.pid ?? 0,
    base,
    cookie,
    client: createClient(base, (path, init) => fetch(path, { ...init, headers: { ...init?.headers, cookie } })),
    said: () => errors,
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}
