import { z } from 'zod'

/** What becomes of a column in a node. `learned`: it may be among the columns that the node learns from. */
export const columnActSchema = z.enum(['renamed', 'formula', 'filter', 'key', 'order', 'learned', 'dropped'])
export type ColumnAct = z.infer<typeof columnActSchema>

/** The way of a column through a pipeline: the nodes and wires that it passes, from where it begins to where it ends. */
export const lineageSchema = z.object({
  nodes: z.record(
    z.string(),
    z.object({
      /** What it is called, or what is made of it, where it leaves the node. */
      columns: z.array(z.string()),
      acts: z.array(z.object({ column: z.string(), act: columnActSchema })),
      /** Its values begin here. */
      begins: z.boolean(),
    }),
  ),
  /** Names of the columns that a wire carries for it. */
  wires: z.array(z.object({ from: z.string(), to: z.string(), columns: z.array(z.string()) })),
})
export type Lineage = z.infer<typeof lineageSchema>
