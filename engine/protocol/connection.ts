import { z } from 'zod'

/** How a database server is reached, without the password. */
export const connectionSchema = z.object({
  /** What pipelines call it. */
  name: z.string().trim().min(1).max(80),
  server: z.enum(['postgres', 'mysql']),
  host: z.string().trim().min(1).max(255),
  port: z.number().int().min(1).max(65_535),
  database: z.string().min(1).max(255),
  user: z.string().min(1).max(255),
  /** `prefer`: encrypted where the server can; `require`: or not at all. */
  tls: z.enum(['prefer', 'require']).default('prefer'),
})

export type Connection = z.output<typeof connectionSchema>

/** A connection as the list shows it. */
export const connectionEntrySchema = connectionSchema.extend({
  hasPassword: z.boolean(),
  /** When a person last asked for the tables to be read anew. */
  refreshedAt: z.string().nullable(),
})

export type ConnectionEntry = z.output<typeof connectionEntrySchema>

/** A table or view of a database as the picker shows it. */
export const databaseTableSchema = z.object({
  schema: z.string(),
  table: z.string(),
  /** As a node's param names it. */
  name: z.string(),
  view: z.boolean(),
})

export type DatabaseTable = z.output<typeof databaseTableSchema>
