import { z } from 'zod'
import { componentSchema } from './document.ts'

/** A component that lies in the workspace, for all pipelines. `needs`: the components inside it, by their types. */
export const libraryComponentSchema = z.object({
  name: z.string(),
  /** Its `version` goes up by one with every save. */
  component: componentSchema,
  needs: z.record(z.string(), componentSchema),
})
export type LibraryComponent = z.infer<typeof libraryComponentSchema>

/** The components of the workspace: a file for each, in its folder `components`. */
export const libraryMethods = {
  listLibrary: {
    verb: 'GET',
    path: '/api/components',
    input: z.object({}),
    output: z.object({ components: z.array(libraryComponentSchema) }),
  },
  /** `over`: the version that is known to be there, null for none; another one is a problem (`component-changed`, 409). */
  saveToLibrary: {
    verb: 'PUT',
    path: '/api/components/{name}',
    input: libraryComponentSchema.extend({ over: z.number().int().nullable() }),
    output: z.object({ version: z.number().int() }),
  },
} as const satisfies Record<string, { verb: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; input: z.ZodType; output: z.ZodType }>
