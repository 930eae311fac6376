import { z } from 'zod'

const place = z.object({
  name: z.string(),
  /** Absolute. */
  path: z.string(),
})

/** A file or a folder as the picker shows it. */
export const fileEntrySchema = place.extend({
  kind: z.enum(['folder', 'file']),
  /** What the pipeline calls it: from its own folder inside the workspace, else absolute. */
  named: z.string(),
  /** Its folder, from the one that was searched; empty where that is the same. */
  within: z.string(),
  bytes: z.number().nullable(),
  changedAt: z.string(),
})

export type FileEntry = z.output<typeof fileEntrySchema>

/** Which files there are to choose from: those of the workspace, and what the person picked elsewhere. Nothing else is ever listed. */
export const fileMethods = {
  browseFiles: {
    verb: 'POST',
    path: '/api/files/browse',
    input: z.object({
      /** The pipeline that is to name what is chosen. */
      path: z.string(),
      /** Absolute, or as the pipeline names it. Empty: the folder of the pipeline. `picked`: files that the person chose outside the workspace. */
      folder: z.union([z.object({ at: z.string() }), z.literal('picked')]).default({ at: '' }),
      /** Words that names hold, searched for in the folders inside too. */
      find: z.string().max(200).default(''),
      /** Endings of the files to show, without the dot; empty for all. */
      extensions: z.array(z.string()).default([]),
    }),
    output: z.object({
      /** The folder and those above it, its place first; empty for `picked`. */
      trail: z.array(place),
      /** What the pipeline calls this folder. */
      named: z.string(),
      entries: z.array(fileEntrySchema),
      /** Files with other endings, which are not shown. */
      others: z.number().int(),
      /** There are more than these. */
      more: z.boolean(),
      /** Where to look: the workspace first, then the folders that the person picked. */
      places: z.array(place),
      picked: z.number().int(),
    }),
  },
} as const satisfies Record<string, { verb: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; input: z.ZodType; output: z.ZodType }>
