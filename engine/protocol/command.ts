import { z } from 'zod'
import { componentSchema, documentNodeSchema, frameSchema, noteSchema, paramsSchema, positionSchema, wireSchema } from './document.ts'
import { parameterSchema } from './parameter.ts'

/** An entry put in (`set`) or taken out (`null`) of one of the document's records. */
const patchOf = <S extends z.ZodType>(schema: S) => z.record(z.string(), schema.nullable()).optional()

/**
 * Every edit of a document. Applied by engine/graph (pure); the inverse of any command is a `patch`.
 * A command says what the person meant; a list of commands that belongs together is a `batch`, one step of undo.
 */
export type Command = z.infer<typeof commandSchema>
export const commandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('add-node'), id: z.string(), node: documentNodeSchema, position: positionSchema }),
  /** Takes nodes, notes, frames and wires out; wires of removed nodes go with them. `reconnect` joins the neighbours of a removed node. */
  z.object({
    type: z.literal('remove'),
    nodes: z.array(z.string()).default([]),
    wires: z.array(wireSchema).default([]),
    notes: z.array(z.string()).default([]),
    frames: z.array(z.string()).default([]),
    reconnect: z.boolean().default(false),
  }),
  /** `replace`: an input that takes one wire gives up the one it has. */
  z.object({ type: z.literal('connect'), wire: wireSchema, replace: z.boolean().default(true) }),
  z.object({ type: z.literal('disconnect'), wire: wireSchema }),
  /** Puts a new node into a wire: wire.from -> id.input, id.output -> wire.to. */
  z.object({
    type: z.literal('insert-on-wire'),
    wire: wireSchema,
    id: z.string(),
    node: documentNodeSchema,
    input: z.string(),
    output: z.string(),
    position: positionSchema,
  }),
  z.object({ type: z.literal('set-params'), id: z.string(), params: paramsSchema, remove: z.array(z.string()).default([]) }),
  z.object({
    type: z.literal('set-node'),
    id: z.string(),
    title: z.string().nullable().optional(),
    disabled: z.boolean().optional(),
    /** Null lets the kept result go. */
    kept: documentNodeSchema.shape.kept.unwrap().nullable().optional(),
    /** All warnings that are accepted from now on; an empty list takes all back. */
    accepted: z.array(z.string()).optional(),
  }),
  z.object({ type: z.literal('move'), positions: z.record(z.string(), positionSchema) }),
  z.object({ type: z.literal('set-note'), id: z.string(), note: noteSchema }),
  z.object({ type: z.literal('set-frame'), id: z.string(), frame: frameSchema }),
  z.object({ type: z.literal('set-document'), name: z.string().optional(), seed: z.number().int().nonnegative().optional() }),
  /** Adds, changes, renames or (null) removes a parameter of the pipeline. */
  z.object({ type: z.literal('set-parameter'), name: z.string(), parameter: parameterSchema.nullable(), rename: z.string().optional() }),
  z.object({ type: z.literal('bind-param'), id: z.string(), param: z.string(), parameter: z.string().nullable() }),
  /** Copied nodes under new ids, with the wires among them (and, with `keepInputs`, the wires that come in). */
  z.object({
    type: z.literal('paste'),
    nodes: z.record(z.string(), documentNodeSchema),
    wires: z.array(wireSchema),
    notes: z.record(z.string(), noteSchema).default({}),
    layout: z.record(z.string(), positionSchema),
  }),
  z.object({
    type: z.literal('patch'),
    nodes: patchOf(documentNodeSchema),
    notes: patchOf(noteSchema),
    frames: patchOf(frameSchema),
    layout: patchOf(positionSchema),
    parameters: patchOf(parameterSchema),
    components: patchOf(componentSchema),
    wires: z.array(wireSchema).optional(),
    name: z.string().optional(),
    seed: z.number().int().nonnegative().optional(),
  }),
  z.object({
    type: z.literal('batch'),
    get commands(): z.ZodArray<typeof commandSchema> {
      return z.array(commandSchema)
    },
  }),
])
