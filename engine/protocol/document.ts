import { z } from 'zod'
import { parameterSchema } from './parameter.ts'

/** Current version of the file format. */
export const documentVersion = 1

/** Params of a node as saved; a node's own schema reads them. */
export const paramsSchema = z.record(z.string(), z.json())
export type Params = z.infer<typeof paramsSchema>

export const documentNodeSchema = z.looseObject({
  type: z.string(),
  version: z.number().int().positive(),
  title: z.string().optional(),
  disabled: z.boolean().optional(),
  params: paramsSchema,
  /** Params whose value is that of a parameter of the pipeline: param -> parameter. */
  bind: z.record(z.string(), z.string()).optional(),
})
export type DocumentNode = z.infer<typeof documentNodeSchema>

/** `NODE.PORT`; node ids hold no dot. */
const endSchema = z.string().regex(/^[^.]+\.[^.]+$/)

export const wireSchema = z.object({ from: endSchema, to: endSchema })
export type Wire = z.infer<typeof wireSchema>

export const noteSchema = z.looseObject({ text: z.string(), x: z.number(), y: z.number(), width: z.number(), height: z.number() })

export const frameSchema = z.looseObject({ title: z.string(), x: z.number(), y: z.number(), width: z.number(), height: z.number() })

export const positionSchema = z.object({ x: z.number(), y: z.number() })
export type Position = z.infer<typeof positionSchema>

/** A pipeline: what a `.millrace` file holds. Unknown keys survive a save. */
export const documentSchema = z.looseObject({
  format: z.literal('millrace/pipeline'),
  version: z.number().int().positive(),
  name: z.string(),
  seed: z.number().int().nonnegative(),
  parameters: z.record(z.string(), parameterSchema).default({}),
  nodes: z.record(z.string().regex(/^[^.\s]+$/), documentNodeSchema),
  wires: z.array(wireSchema),
  notes: z.record(z.string(), noteSchema).default({}),
  frames: z.record(z.string(), frameSchema).default({}),
  layout: z.record(z.string(), positionSchema).default({}),
})
export type Document = z.infer<typeof documentSchema>

export function wireId(wire: Wire): string {
  return `${wire.from}>${wire.to}`
}

export function splitEnd(end: string): { node: string; port: string } {
  const dot = end.indexOf('.')
  return { node: end.slice(0, dot), port: end.slice(dot + 1) }
}
