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
  /** Its result stays the one of this fingerprint, of that time, whatever becomes of its settings and inputs. */
  kept: z.object({ fingerprint: z.string(), at: z.string() }).optional(),
  /** Params whose value is that of a parameter of the pipeline: param -> parameter. */
  bind: z.record(z.string(), z.string()).optional(),
  /** Warnings about what flows in that a person knows and wants to hear no more; each by its English words, numbers as #. */
  accepted: z.array(z.string()).optional(),
})
export type DocumentNode = z.infer<typeof documentNodeSchema>

/** `NODE.PORT`; node ids hold no dot. */
const endSchema = z.string().regex(/^[^.]+\.[^.]+$/)

export const wireSchema = z.object({ from: endSchema, to: endSchema })
export type Wire = z.infer<typeof wireSchema>

export const noteSchema = z.looseObject({ text: z.string(), x: z.number(), y: z.number(), width: z.number(), height: z.number() })

export const frameSchema = z.looseObject({
  title: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  /** Drawn as small as a node, without what it held when it was collapsed; its size counts when it is opened again. */
  collapsed: z.object({ nodes: z.array(z.string()), notes: z.array(z.string()), frames: z.array(z.string()) }).optional(),
})

export const positionSchema = z.object({ x: z.number(), y: z.number() })
export type Position = z.infer<typeof positionSchema>

const graphSchema = {
  nodes: z.record(z.string().regex(/^[^.\s/]+$/), documentNodeSchema),
  wires: z.array(wireSchema),
  notes: z.record(z.string(), noteSchema).default({}),
  frames: z.record(z.string(), frameSchema).default({}),
  layout: z.record(z.string(), positionSchema).default({}),
}

export const portKindSchema = z.enum(['table', 'model', 'transform', 'metrics', 'report', 'endpoint', 'dataset'])

/** A part of a pipeline under one node: its ports lead to nodes inside, its settings are params of nodes inside. Used by nodes of its type. */
export const componentSchema = z.looseObject({
  title: z.string(),
  description: z.string().optional(),
  version: z.number().int().positive(),
  /** The component of the workspace that it is, the version that was taken, and what it held then (a digest). */
  library: z.object({ name: z.string(), version: z.number().int(), digest: z.string() }).optional(),
  inputs: z.record(z.string(), z.object({ label: z.string(), kind: portKindSchema, to: z.array(endSchema) })),
  /** `from` null: nothing inside leads to it yet. */
  outputs: z.record(z.string(), z.object({ label: z.string(), kind: portKindSchema, from: endSchema.nullable() })),
  settings: z.record(z.string(), z.object({ label: z.string(), node: z.string(), param: z.string() })).default({}),
  ...graphSchema,
})
export type Component = z.infer<typeof componentSchema>

/** A pipeline: what a `.millrace` file holds. Unknown keys survive a save. */
export const documentSchema = z.looseObject({
  format: z.literal('millrace/pipeline'),
  version: z.number().int().positive(),
  name: z.string(),
  seed: z.number().int().nonnegative(),
  parameters: z.record(z.string(), parameterSchema).default({}),
  /** By type: `component.NAME`. */
  components: z.record(z.string().regex(/^component\.[^.\s/]+$/), componentSchema).optional(),
  nodes: z.record(z.string().regex(/^[^.\s]+$/), documentNodeSchema),
  wires: z.array(wireSchema),
  notes: z.record(z.string(), noteSchema).default({}),
  frames: z.record(z.string(), frameSchema).default({}),
  layout: z.record(z.string(), positionSchema).default({}),
})
export type Document = z.infer<typeof documentSchema>

/** The component that a node uses, when it is in the document. */
export function componentOf(node: DocumentNode, document: Pick<Document, 'components'>): Component | undefined {
  const { components } = document
  return components && Object.hasOwn(components, node.type) ? components[node.type] : undefined
}

export function wireId(wire: Wire): string {
  return `${wire.from}>${wire.to}`
}

export function splitEnd(end: string): { node: string; port: string } {
  const dot = end.indexOf('.')
  return { node: end.slice(0, dot), port: end.slice(dot + 1) }
}
