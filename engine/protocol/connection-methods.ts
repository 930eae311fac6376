import { z } from 'zod'
import { connectionEntrySchema, connectionSchema, databaseTableSchema } from './connection.ts'

const nothing = z.object({})
/** `password` absent: the one that is stored under the name `was` (or its own), if it was given for this very server, database and user. */
const withPassword = { connection: connectionSchema, password: z.string().max(1000).optional(), was: z.string().optional() }

/** Connections to database servers. Passwords go in and never come out. */
export const connectionMethods = {
  listConnections: {
    verb: 'GET',
    path: '/api/connections',
    input: nothing,
    output: z.object({ connections: z.array(connectionEntrySchema) }),
  },
  saveConnection: { verb: 'PUT', path: '/api/connections', input: z.object(withPassword), output: nothing },
  removeConnection: { verb: 'DELETE', path: '/api/connections/{name}', input: z.object({ name: z.string() }), output: nothing },
  /** Connects and counts the tables that this user may read; a server that does not answer or refuses is a problem. */
  testConnection: {
    verb: 'POST',
    path: '/api/connections/test',
    input: z.object(withPassword),
    output: z.object({ tables: z.number().int() }),
  },
  /** What was read over it counts as old: the next look reads anew. */
  refreshConnection: {
    verb: 'POST',
    path: '/api/connections/{name}/refresh',
    input: z.object({ name: z.string() }),
    output: nothing,
  },
  /** The tables of a server, or of a SQLite file named as the pipeline at `path` names it. */
  listTables: {
    verb: 'POST',
    path: '/api/database-tables',
    input: z.object({ path: z.string(), connection: z.string().optional(), file: z.string().optional() }),
    output: z.object({ tables: z.array(databaseTableSchema) }),
  },
  /** Fetches a driver from DuckDB's own server, because a person asked for it. */
  fetchDriver: {
    verb: 'POST',
    path: '/api/drivers/{driver}',
    input: z.object({ driver: z.enum(['postgres', 'mysql', 'sqlite']) }),
    output: nothing,
  },
} as const satisfies Record<string, { verb: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; input: z.ZodType; output: z.ZodType }>
