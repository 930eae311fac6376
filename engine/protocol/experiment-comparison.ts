import { z } from 'zod'
import { figureSchema } from './artifact.ts'
import { profileSchema } from './profile.ts'
import { cellSchema, columnSchema } from './table.ts'
import { textSchema } from './text.ts'

const pair = z.tuple([z.number(), z.number()])
const ends = z.tuple([z.string().nullable(), z.string().nullable()])

/** `label` and `words`: what the param and its values in A and B are called; absent until they are worded for people. */
const valueDiffSchema = z.object({
  param: z.string(),
  a: z.json().optional(),
  b: z.json().optional(),
  label: textSchema.optional(),
  words: z.tuple([textSchema, textSchema]).optional(),
})

/**
 * A node of one document, or of both. `ids`: its id in A and in B. `replaced`: another type stands at the same place; `moved`: only what comes in
 * differs. `params`: those that differ; a value that is not there is the node's default.
 */
export const nodeDiffSchema = z.object({
  key: z.string(),
  ids: ends,
  types: ends,
  titles: ends,
  state: z.enum(['same', 'added', 'removed', 'changed', 'replaced', 'moved']),
  params: z.array(valueDiffSchema),
})
export type NodeDiff = z.infer<typeof nodeDiffSchema>

/** Ends as `KEY.PORT`. */
export const wireDiffSchema = z.object({ from: z.string(), to: z.string(), state: z.enum(['same', 'added', 'removed']) })
export type WireDiff = z.infer<typeof wireDiffSchema>

export const documentDiffSchema = z.object({
  /** In an order in which each stands behind what it reads. */
  nodes: z.array(nodeDiffSchema),
  wires: z.array(wireDiffSchema),
  /** Seed, and parameters of the whole pipeline as `@NAME`. */
  settings: z.array(valueDiffSchema),
  /** Params that are set in one or both. */
  params: z.number().int(),
})
export type DocumentDiff = z.infer<typeof documentDiffSchema>

/** What can be changed by itself on the way from A to B: a param of a node, a node for another, a part of the graph, a setting of the whole. */
export const changeSchema = z.object({
  id: z.string(),
  kind: z.enum(['param', 'replace', 'structure', 'setting']),
  /** Keys of the nodes that it touches. */
  nodes: z.array(z.string()),
  param: z.string().optional(),
})
export type Change = z.infer<typeof changeSchema>

/** An evaluation of a run, by its place in the record. */
export const judgedSchema = z.object({ runId: z.string(), evaluation: z.number().int().min(0) })
export type Judged = z.infer<typeof judgedSchema>

const curveSchema = z.object({ points: z.array(pair), at: pair.nullable() })
/** `band`: at a share of false alarms, the 95 % interval of the share that is found. */
const rocSchema = curveSchema.extend({ band: z.array(z.tuple([z.number(), z.number(), z.number()])) })
const interval = pair.nullable()

/** A row of the table both were judged on, with what they said: the score of the positive class, of the actual one, or the value. */
const swungSchema = z.object({ row: z.number().int(), a: z.number(), b: z.number(), actual: cellSchema, cells: z.array(cellSchema) })

/** Two models on the same rows. */
export const pairReportSchema = z.object({
  rows: z.number().int(),
  /** Whose rows: those of both, or those of one where the other was judged on others. */
  judgedOn: z.enum(['both', 'a', 'b']),
  task: z.enum(['classification', 'regression']),
  target: z.string(),
  /** Two classes: the one that scores are of. */
  positive: z.string().nullable(),
  classes: z.array(z.string()),
  /** Classes `true` and `false` are said as yes and no. */
  yesNo: z.boolean(),
  thresholds: z.tuple([z.number(), z.number()]).nullable(),
  resamples: z.number().int(),
  figures: z.array(
    figureSchema.pick({ id: true, label: true, help: true, format: true, better: true }).extend({
      a: z.number(),
      b: z.number(),
      baseline: z.number().nullable(),
      intervalA: interval,
      intervalB: interval,
      interval,
      /** Of `resamples`, those in which B is better. */
      bBetter: z.number(),
    }),
  ),
  verdict: textSchema,
  /** What got worse beyond chance. */
  worse: z.array(z.object({ figure: z.string(), text: textSchema })),
  roc: z.tuple([rocSchema, rocSchema]).nullable(),
  precisionRecall: z.tuple([curveSchema, curveSchema]).nullable(),
  base: z.number().nullable(),
  /** Counts of rows by score of A (first) and B, on equal steps of `range`. */
  scores: z.object({ range: pair, cells: z.array(z.array(z.number().int())) }),
  /** decisions[A][B] for classes; empty for numbers. */
  decisions: z.array(z.array(z.number().int())),
  columns: z.array(columnSchema),
  /** Rows that the models differ most on; of classes only those whose decision flips, by decision. */
  swings: z.array(swungSchema),
  flips: z.array(z.object({ a: z.string(), b: z.string(), rows: z.array(swungSchema) })),
  /** What a row costs, in milliseconds at the 95th percentile; null where it cannot be measured. */
  answerMs: z.tuple([z.number().nullable(), z.number().nullable()]),
})
export type PairReport = z.infer<typeof pairReportSchema>

/** What each change is worth in one figure. `alone`: A with this change only; `inOrder`: on top of those before it. */
export const attributionSchema = z.object({
  figure: z.string(),
  from: z.number(),
  to: z.number(),
  /** `share`: alone, with an even part of what the changes do together. They add up to the whole. */
  parts: z.array(
    z.object({ change: changeSchema, alone: z.number().nullable(), inOrder: z.number().nullable(), share: z.number().nullable() }),
  ),
  /** What the changes do only together. */
  together: z.number(),
  runs: z.number().int(),
  seconds: z.number(),
  /** Why a change could not be tried by itself. */
  problems: z.array(z.object({ change: z.string(), text: textSchema })),
})
export type Attribution = z.infer<typeof attributionSchema>

/** A run, by an evaluation of it where it has one. */
const printedSchema = judgedSchema.extend({ evaluation: judgedSchema.shape.evaluation.nullable() })

const ab = { a: judgedSchema, b: judgedSchema }

export const comparisonMethods = {
  /** What differs between the documents of two runs, and the changes that lead from the first to the second. */
  compareDocuments: {
    verb: 'POST',
    path: '/api/experiments/compare/documents',
    input: z.object({ a: z.string(), b: z.string() }),
    output: z.object({ diff: documentDiffSchema, changes: z.array(changeSchema) }),
  },
  /** Judges two models on the same rows. Throws `rows-gone` when the rows are not on disk any more. */
  comparePredictions: { verb: 'POST', path: '/api/experiments/compare/predictions', input: z.object(ab), output: pairReportSchema },
  /** The rows that two models learned from, or were judged on: the same, or a profile of each; null where they are not on disk any more. */
  compareRows: {
    verb: 'POST',
    path: '/api/experiments/compare/rows',
    input: z.object({ ...ab, which: z.enum(['trained', 'judged']) }),
    output: z.object({ same: z.boolean(), profiles: z.tuple([profileSchema, profileSchema]).nullable() }),
  },
  /** Replays one change at a time between two runs; told as `profile.progress` under `key`. Aborting the request stops it. */
  attributeGain: {
    verb: 'POST',
    path: '/api/experiments/compare/gain',
    input: z.object({ ...ab, figure: z.string(), key: z.string() }),
    output: attributionSchema,
  },
  /** A comparison to be saved: as one page, as all its data, and its figures as a table (empty where answers cannot be compared). */
  printCompared: {
    verb: 'POST',
    path: '/api/experiments/compare/print',
    input: z.object({ a: printedSchema, b: printedSchema, language: z.enum(['en', 'fr']).default('en') }),
    output: z.object({ html: z.string(), json: z.string(), csv: z.string() }),
  },
  /** Makes a pipeline of A with some of the changes. */
  keepChanges: {
    verb: 'POST',
    path: '/api/experiments/compare/keep',
    input: z.object({ a: z.string(), b: z.string(), changes: z.array(z.string()), name: z.string().min(1) }),
    output: z.object({ path: z.string() }),
  },
} as const satisfies Record<string, { verb: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; input: z.ZodType; output: z.ZodType }>
