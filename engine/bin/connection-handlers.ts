import type { Databases } from '../adapters/databases/databases.ts'
import type { Drivers } from '../adapters/databases/drivers.ts'
import { resolveInput, type FileAccess } from '../adapters/files/file-access.ts'
import type { Handlers } from '../http/handlers.ts'
import type { connectionMethods } from '../protocol/connection-methods.ts'
import type { EngineEventBody } from '../protocol/event.ts'
import { ProblemError } from '../protocol/problem-error.ts'
import type { ConnectionStore } from '../store/connection-store.ts'
import { notThere } from './answers.ts'

export interface ConnectionTools {
  readonly connections: ConnectionStore
  readonly databases: Databases
  readonly drivers: Drivers
  readonly access: FileAccess
  folderOf(pipeline: string): string
  emit(event: EngineEventBody): void
}

/** The use cases behind the methods about connections. A changed connection makes open pipelines look again. */
export function connectionHandlers(tools: ConnectionTools): Pick<Handlers, keyof typeof connectionMethods> {
  const { connections, databases, drivers } = tools
  const changed = () => tools.emit({ type: 'workspace.changed', what: 'files' })
  const close = async (name: string) => {
    const connection = await connections.read(name)
    if (connection) await databases.forget({ connection, password: await connections.password(name) })
  }
  return {
    listConnections: async () => ({ connections: [...(await connections.list())] }),
    async saveConnection({ connection, password, was }) {
      await close(was ?? connection.name)
      await connections.save(connection, password, was)
      changed()
      return {}
    },
    async removeConnection({ name }) {
      await close(name)
      if (!(await connections.remove(name))) throw missing(name)
      changed()
      return {}
    },
    testConnection: async ({ connection, password, was }) => ({
      tables: await databases.test(connection, password ?? (await connections.passwordFor(connection, was ?? connection.name))),
    }),
    async refreshConnection({ name }) {
      if (!(await connections.refresh(name, new Date().toISOString()))) throw missing(name)
      changed()
      return {}
    },
    async listTables({ path, connection, file }) {
      const at =
        file === undefined ? { connection: connection ?? '' } : { file: await resolveInput(file, tools.folderOf(path), tools.access) }
      return { tables: [...(await databases.tables(at))] }
    },
    async fetchDriver({ driver }) {
      await drivers.fetch(driver)
      changed()
      return {}
    },
  }
}

function missing(name: string): ProblemError {
  return new ProblemError(
    notThere('connection-missing', { en: `There is no connection “${name}”.`, fr: `Il n’y a pas de connexion « ${name} ».` }),
    404,
  )
}
