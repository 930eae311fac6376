import { openDatabase } from '../../adapters/duckdb/database.ts'
import { endpointHandler, hashKey, type LoadedEndpoint } from '../../serve/endpoint-handler.ts'
import { createEndpointServer, drainServer } from '../../serve/endpoint-server.ts'
import { createEndpointService } from '../../serve/endpoint-service.ts'
import { openEndpointStore } from '../../serve/endpoint-store.ts'
import { openModelStore } from '../../store/model-store.ts'
import { existingWorkspace } from './existing-workspace.ts'
import { exitCode, UsageError } from './exit-code.ts'

export interface ServeOptions {
  readonly workspace: string | undefined
  readonly port: string | undefined
  readonly host: string | undefined
  readonly keys: readonly string[]
}

/** `millrace serve`: all endpoints of a workspace under one port, until SIGINT or SIGTERM. */
export async function serveCommand(options: ServeOptions): Promise<number> {
  const port = Number(options.port ?? 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`--port ${options.port}: a number from 0 to 65535`)
  const host = options.host ?? '127.0.0.1'
  const local = host === '127.0.0.1' || host === '::1' || host === 'localhost'
  if (!local && options.keys.length === 0) throw new UsageError(`--host ${host} lets other machines ask; give at least one --keys KEY`)
  const workspace = await existingWorkspace(options.workspace)
  const say = (text: string) => void process.stderr.write(`${text}\n`)
  const db = await openDatabase({ memoryLimitBytes: 512 * 1024 ** 2, threads: 1, tempDirectory: workspace.spill })
  const service = createEndpointService({
    db,
    models: openModelStore(workspace.models),
    store: openEndpointStore(workspace.endpoints),
    // Nothing looks at drift here: the studio and the monitor node read the same log.
    watch: () => Promise.resolve(null),
    emit: () => undefined,
    log: say,
  })
  const endpoints = new Map<string, LoadedEndpoint>()
  const keyHashes = options.keys.map(hashKey)
  for (const name of await service.names()) {
    const loaded = await service.load(name)
    if (loaded) endpoints.set(name, { ...loaded, keyHashes: [...loaded.keyHashes, ...keyHashes] })
  }
  if (endpoints.size === 0) throw new UsageError(`${workspace.folder} has no endpoints; run a pipeline with an Endpoint node first`)
  const server = createEndpointServer(
    endpointHandler(
      () => endpoints,
      (error) => say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
    ),
  )
  try {
    await new Promise<void>((done, fail) => {
      server.once('error', fail)
      server.listen(port, host, done)
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new UsageError(`port ${port} is taken; choose another with --port`)
    throw error
  }
  const address = server.address()
  const at = typeof address === 'object' && address ? address.port : port
  for (const name of endpoints.keys()) process.stdout.write(`http://${host}:${at}/${name}/predict\n`)
  await new Promise<void>((done) => {
    process.once('SIGINT', done)
    process.once('SIGTERM', done)
  })
  await drainServer(server)
  await service.close()
  db.close()
  return exitCode.done
}
