import { randomBytes } from 'node:crypto'
import { appendFile, mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { AccessRules } from '../http/access.ts'
import { createServer } from '../http/server.ts'
import { staticFiles } from '../http/static-files.ts'
import { arrowPage } from '../run/arrow-page.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import { notThere } from './answers.ts'
import { createEngine } from './create-engine.ts'
import { engineHandlers } from './engine-handlers.ts'
import { places } from './places.ts'
import { warmUp } from './warm-up.ts'

export interface StudioStart {
  readonly workspace: string
  /** 127.0.0.1 with a token: browser mode. 0 is any free port. */
  readonly port?: number
  /** A Unix socket or named pipe instead: the desktop. */
  readonly socket?: string
}

export interface Studio {
  /** With the one-time token; empty behind a socket. */
  readonly url: string
  close(): Promise<void>
}

/** Starts an engine on a workspace and the HTTP server in front of it. Throws ProblemError when the workspace is in use. */
export async function startStudio(start: StudioStart): Promise<Studio> {
  const logFolder = join(start.workspace, 'logs')
  const log = (text: string) => {
    process.stderr.write(`${text}\n`)
    void mkdir(logFolder, { recursive: true })
      .then(() => appendFile(join(logFolder, 'engine.log'), `${new Date().toISOString()} ${text}\n`))
      .catch((error: unknown) => process.stderr.write(`the log cannot be written: ${String(error)}\n`))
  }
  const engine = await createEngine({ ...places, workspace: start.workspace, log })
  const token = start.socket === undefined ? randomBytes(32).toString('hex') : null
  const access: { rules: AccessRules } = { rules: { token, hosts: start.socket === undefined ? [] : null } }
  const handlers = engineHandlers(engine, start.socket === undefined ? 'browser' : 'desktop')
  const app = await createServer({
    handlers,
    events: engine.events,
    files: start.socket === undefined ? await staticFiles(places.renderer) : new Map(),
    access,
    version: engine.version,
    async page({ fingerprint, port, ...page }, signal) {
      const table = await engine.store.table(fingerprint, port)
      if (!table)
        throw new ProblemError(
          notThere('artifact-missing', { en: 'These rows are not on disk any more.', fr: 'Ces lignes ne sont plus sur le disque.' }),
          404,
        )
      return arrowPage(engine.db, table, page, signal)
    },
    upload: engine.upload,
    grant: (path) => engine.grants.add(path),
    log,
  })
  try {
    await app.listen(start.socket === undefined ? { port: start.port ?? 0, host: '127.0.0.1' } : { path: start.socket })
  } catch (error) {
    await engine.close()
    throw (start.port === undefined ? null : portProblem(error, start.port)) ?? error
  }
  const address = app.server.address() as AddressInfo | string | null
  const port = typeof address === 'object' && address ? address.port : 0
  if (token !== null) access.rules = { token, hosts: [`127.0.0.1:${port}`, `localhost:${port}`] }
  const closing = new AbortController()
  const warm = warmUp(handlers, closing.signal).catch((error: unknown) => {
    if (!closing.signal.aborted) log(`warm-up: ${String(error)}`)
  })
  const beat = setInterval(() => {
    engine.store.bytes().then(
      (cacheBytes) =>
        engine.emit({
          type: 'engine.status',
          memoryBytes: process.memoryUsage.rss(),
          cacheBytes,
          running: engine.runService.running().length,
          queued: 0,
        }),
      (error: unknown) => log(`the cache cannot be measured: ${String(error)}`),
    )
  }, 5000)
  return {
    url: token === null ? '' : `http://127.0.0.1:${port}/?token=${token}`,
    async close() {
      clearInterval(beat)
      closing.abort()
      await warm
      await app.close()
      await engine.close()
    },
  }
}

function portProblem(error: unknown, port: number): ProblemError | null {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return null
  const taken = code === 'EADDRINUSE'
  return new ProblemError({
    code: 'port-taken',
    severity: 'error',
    place: {},
    text: taken
      ? { en: `Port ${port} is taken: another program answers there.`, fr: `Le port ${port} est occupé : un autre programme y répond.` }
      : { en: `Port ${port} may not be used by this account.`, fr: `Ce compte n’a pas le droit d’utiliser le port ${port}.` },
    action: {
      en: 'Leave --port out to get a free one, or name another from 1024.',
      fr: 'Omettez --port pour en obtenir un libre, ou choisissez-en un autre à partir de 1024.',
    },
  })
}
