import type { MethodName, MethodOutput } from '../protocol/methods.ts'
import type { z } from 'zod'
import type { methods } from '../protocol/methods.ts'

/** One use case for each method of the protocol. The input was parsed; the signal aborts when the client goes away. */
export type Handlers = {
  readonly [M in MethodName]: (input: z.output<(typeof methods)[M]['input']>, signal: AbortSignal) => Promise<MethodOutput<M>>
}
