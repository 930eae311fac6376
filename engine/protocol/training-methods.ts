import { z } from 'zod'

/** A value of a curve at a step: an epoch, a tree, an iteration. */
const curvePointSchema = z.object({ name: z.string(), step: z.number(), value: z.number() })

/** A training that has ended, as its run left it. */
export const trainingSchema = z.object({
  fingerprint: z.string(),
  /** When it ended. */
  at: z.string(),
  rows: z.number().int(),
  seconds: z.number(),
  memoryBytes: z.number().nullable(),
  device: z.string().nullable(),
  /** A person ended it before its time. */
  stopped: z.boolean(),
  /** The settings of its node in the latest run that had it; null where no run is known that did. */
  params: z.record(z.string(), z.json()).nullable(),
  points: z.array(curvePointSchema),
  /** When each step was reached, in seconds. */
  pace: z.array(z.object({ step: z.number(), seconds: z.number() })),
})
export type Training = z.infer<typeof trainingSchema>

/** What a node has learned so far, and the end of what it learns now. */
export const trainingMethods = {
  /** The trainings of a node that are still on disk, the latest first, a dozen at most; `fingerprint` is one of them wherever it is from. */
  listTrainings: {
    verb: 'GET',
    path: '/api/trainings',
    input: z.object({ pipeline: z.string(), node: z.string(), fingerprint: z.string().optional() }),
    output: z.object({ trainings: z.array(trainingSchema) }),
  },
  /** Asks a step at work to end with what there is. `asked` false: no such step is at work. */
  stopTraining: {
    verb: 'POST',
    path: '/api/runs/{runId}/enough',
    input: z.object({ runId: z.string(), node: z.string() }),
    output: z.object({ asked: z.boolean() }),
  },
} as const satisfies Record<string, { verb: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; input: z.ZodType; output: z.ZodType }>
