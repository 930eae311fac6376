import { z } from 'zod'
import { problemSchema } from './problem.ts'
import { textSchema } from './text.ts'

const step = { runId: z.string(), node: z.string() }

/**
 * Everything that the engine tells by itself, one JSON line each. `seq` rises by one within an `epoch` (one life of the engine);
 * a client that was away asks for what came after the last number it saw. At most ten progress events a second per step.
 */
const bodySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run.started'),
    runId: z.string(),
    pipeline: z.string(),
    startedAt: z.string(),
    /** All steps of the run in an order in which they can be done, with those whose artifacts are there already. */
    steps: z.array(z.object({ node: z.string(), fingerprint: z.string(), reuse: z.boolean() })),
  }),
  z.object({
    type: z.literal('step.reused'),
    ...step,
    fingerprint: z.string(),
    /** It is a result that was kept: the time it was made at. */
    kept: z.string().optional(),
    rows: z.record(z.string(), z.number()).optional(),
    summary: textSchema.optional(),
  }),
  z.object({ type: z.literal('step.started'), ...step, fingerprint: z.string() }),
  z.object({
    type: z.literal('step.progress'),
    ...step,
    share: z.number().nullable(),
    rows: z.number().optional(),
    rowsPerSecond: z.number().optional(),
    secondsLeft: z.number().nullable().optional(),
    note: textSchema.optional(),
  }),
  /** A point of a curve while it is being computed. */
  z.object({
    type: z.literal('step.partial'),
    ...step,
    points: z.array(z.object({ name: z.string(), step: z.number(), value: z.number() })),
    /** Of its process now. */
    memoryBytes: z.number().optional(),
    /** Where it is computed. */
    device: z.string().optional(),
    /** It can be told to end and keep what there is. */
    canStop: z.boolean().optional(),
  }),
  z.object({
    type: z.literal('step.finished'),
    ...step,
    fingerprint: z.string(),
    seconds: z.number(),
    memoryBytes: z.number().nullable(),
    /** Rows by output port. Absent for a step that was computed inside another one and not counted. */
    rows: z.record(z.string(), z.number()).optional(),
    /** Computed inside the query of this node. */
    inside: z.string().optional(),
    /** The result in a few words, for the foot of the node: "AUC 0.781". */
    summary: textSchema.optional(),
    notices: z.array(textSchema).optional(),
  }),
  /** Rows by output port of a step that is done, or reused, but was computed inside another one: counted after it, maybe after the run. */
  z.object({ type: z.literal('step.counted'), ...step, rows: z.record(z.string(), z.number()) }),
  z.object({ type: z.literal('step.failed'), ...step, problem: problemSchema }),
  z.object({ type: z.literal('step.skipped'), ...step, because: z.string() }),
  z.object({
    type: z.literal('run.finished'),
    runId: z.string(),
    outcome: z.enum(['done', 'failed', 'cancelled']),
    seconds: z.number(),
    executed: z.number().int(),
    reused: z.number().int(),
    /** What went wrong with the run as a whole: its record could not be written, say. */
    problem: problemSchema.optional(),
  }),
  /** A profile that is being computed for whoever asked under this key. */
  z.object({ type: z.literal('profile.progress'), key: z.string(), share: z.number(), text: textSchema }),
  /** An endpoint started, stopped, answered (coalesced) or failed. */
  z.object({ type: z.literal('endpoint.changed'), name: z.string() }),
  z.object({
    type: z.literal('workspace.changed'),
    what: z.enum(['pipelines', 'runs', 'models', 'endpoints', 'files', 'components', 'findings']),
  }),
  /** Sent every few seconds, so that a silent stream is known to be alive. */
  z.object({
    type: z.literal('engine.status'),
    memoryBytes: z.number(),
    cacheBytes: z.number(),
    running: z.number().int(),
    queued: z.number().int(),
  }),
])

export const eventSchema = z.intersection(z.object({ seq: z.number().int(), epoch: z.string() }), bodySchema)
export type EngineEventBody = z.infer<typeof bodySchema>
export type EngineEvent = z.infer<typeof eventSchema>
