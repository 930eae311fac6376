import type { Connection } from '../../../engine/protocol/connection.ts'

/** The ports where these servers usually listen. */
export const usualPorts: Readonly<Record<Connection['server'], number>> = { postgres: 5432, mysql: 3306 }

export const newConnection: Connection = {
  name: '',
  server: 'postgres',
  host: 'localhost',
  port: usualPorts.postgres,
  database: '',
  user: '',
  tls: 'prefer',
}
