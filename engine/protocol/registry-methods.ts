import { z } from 'zod'
import { figureSchema } from './artifact.ts'
import { recordedGapsSchema } from './experiment-record.ts'
import { textSchema } from './text.ts'

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
const alias = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/)
const column = z.object({ name: z.string(), type: z.string() })

/** What a person says of a version: the fields of the model card toolkit that no run can fill, with human oversight and whom to ask. */
export const modelCardSchema = z.object({
  overview: z.string().default(''),
  documentation: z.string().default(''),
  owners: z.string().default(''),
  licence: z.string().default(''),
  references: z.string().default(''),
  citations: z.string().default(''),
  sensitivity: z.string().default(''),
  users: z.string().default(''),
  useCases: z.string().default(''),
  limitations: z.string().default(''),
  tradeOffs: z.string().default(''),
  risks: z.string().default(''),
  mitigation: z.string().default(''),
  oversight: z.string().default(''),
  contact: z.string().default(''),
})
export type ModelCard = z.infer<typeof modelCardSchema>

/** What is known of a version when it is registered; it never changes. */
export const versionFactsSchema = z.object({
  learner: z.string(),
  task: z.enum(['classification', 'regression']),
  target: z.string(),
  rows: z.number().int(),
  seconds: z.number(),
  seed: z.number(),
  signature: z.object({ inputs: z.array(column), output: z.array(column) }),
  figures: z.array(figureSchema),
  /** Rows that the figures come from. */
  judgedRows: z.number().int().nullable(),
  sources: z.array(z.object({ title: z.string(), content: z.string(), columns: z.number().int() })),
  wattHours: z.number().nullable(),
  golden: z.number().int(),
  /** Absent in versions of an older Millrace: what follows. Settings of the learner that are not as they come. */
  settings: z.array(z.object({ label: textSchema, value: textSchema })).default([]),
  /** The columns that weigh most, as shares of all importance. */
  importance: z.array(z.object({ name: z.string(), share: z.number() })).default([]),
  /** How far apart groups were, by each report about the model. */
  gaps: z.array(recordedGapsSchema.pick({ by: true, outcome: true, gaps: true })).default([]),
  /** Columns that it takes whose names speak of personal data; no value was looked at. */
  personal: z.array(z.object({ column: z.string(), what: textSchema })).default([]),
  /** The Millrace that trained it. */
  millrace: z.string().default(''),
})
export type VersionFacts = z.infer<typeof versionFactsSchema>

export const modelVersionSchema = z.object({
  number: z.number().int(),
  /** Id of the model in the workspace. */
  model: z.string(),
  run: z.string().nullable(),
  createdAt: z.string(),
  note: z.string(),
  facts: versionFactsSchema,
  aliases: z.array(z.string()),
  review: z.enum(['none', 'approved', 'rejected']),
  card: modelCardSchema,
})
export type ModelVersion = z.infer<typeof modelVersionSchema>

export const historyEntrySchema = z.object({
  at: z.string(),
  version: z.number().int().nullable(),
  act: z.enum([
    'registered',
    'alias-set',
    'alias-removed',
    'approved',
    'rejected',
    'described',
    'card-written',
    'served',
    'archived',
    'restored',
  ]),
  /** The alias, the tags, the endpoint: what the act was about. */
  detail: z.string(),
  reason: z.string(),
  by: z.string(),
})
export type HistoryEntry = z.infer<typeof historyEntrySchema>

export const registeredModelSchema = z.object({
  name: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  createdAt: z.string(),
  /** Put away: not offered any more, though nothing of it is gone and what names it goes on. */
  archivedAt: z.string().nullable(),
  latest: z.number().int(),
  aliases: z.record(z.string(), z.number().int()),
})
export type RegisteredModel = z.infer<typeof registeredModelSchema>

const wholeSchema = z.object({
  model: registeredModelSchema,
  /** The newest first. */
  versions: z.array(modelVersionSchema),
  history: z.array(historyEntrySchema),
})

/** Models with a name: numbered versions that never change, aliases that move, a history that only grows. */
export const registryMethods = {
  listRegistered: {
    verb: 'GET',
    path: '/api/registry',
    input: z.object({}),
    output: z.object({ models: z.array(registeredModelSchema) }),
  },
  readRegistered: { verb: 'GET', path: '/api/registry/{name}', input: z.object({ name }), output: wholeSchema },
  /** Replays the golden rows of a model and makes the next version of it; `run` is where its figures come from; null: the latest one that has it. */
  registerModel: {
    verb: 'POST',
    path: '/api/registry/{name}/versions',
    input: z.object({ name, model: z.string(), run: z.string().nullable(), note: z.string().max(2000).default('') }),
    output: z.object({ number: z.number().int() }),
  },
  /** `version` null takes the alias away. An endpoint that serves the alias gets the new version between two requests. */
  moveAlias: {
    verb: 'PUT',
    path: '/api/registry/{name}/aliases/{alias}',
    input: z.object({ name, alias, version: z.number().int().nullable(), reason: z.string().max(2000).default('') }),
    output: wholeSchema,
  },
  reviewVersion: {
    verb: 'POST',
    path: '/api/registry/{name}/review',
    input: z.object({
      name,
      version: z.number().int(),
      review: z.enum(['approved', 'rejected']),
      reason: z.string().trim().min(1).max(2000),
    }),
    output: wholeSchema,
  },
  describeRegistered: {
    verb: 'PUT',
    path: '/api/registry/{name}',
    input: z.object({ name, description: z.string().max(5000), tags: z.array(z.string().min(1).max(60)).max(30) }),
    output: wholeSchema,
  },
  /** Puts a name away, or takes it back. What is put away gets no version, alias or endpoint (`registered-archived`). */
  archiveRegistered: {
    verb: 'PUT',
    path: '/api/registry/{name}/archived',
    input: z.object({ name, archived: z.boolean(), reason: z.string().max(2000).default('') }),
    output: wholeSchema,
  },
  writeCard: {
    verb: 'PUT',
    path: '/api/registry/{name}/card',
    input: z.object({ name, version: z.number().int(), card: modelCardSchema }),
    output: wholeSchema,
  },
  /** The card of a version with what its run says, to be saved: as one page, as Markdown, and as data. */
  printCard: {
    verb: 'POST',
    path: '/api/registry/{name}/card/print',
    input: z.object({ name, version: z.number().int(), language: z.enum(['en', 'fr']).default('en') }),
    output: z.object({ html: z.string(), markdown: z.string(), json: z.string() }),
  },
  /** Starts an endpoint that serves `name@alias` and follows it. */
  serveAlias: {
    verb: 'POST',
    path: '/api/registry/{name}/serve',
    input: z.object({ name, alias, port: z.number().int().min(1024).max(65_535) }),
    output: z.object({ endpoint: z.string() }),
  },
} as const satisfies Record<string, { verb: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; input: z.ZodType; output: z.ZodType }>
