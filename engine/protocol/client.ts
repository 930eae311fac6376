import type { z } from 'zod'
import { failureSchema, methods, type MethodInput, type MethodName, type MethodOutput } from './methods.ts'
import type { Problem } from './problem.ts'

/** An answer of the engine that says what is wrong. `status` 0: the engine could not be reached. */
export class EngineFailure extends Error {
  readonly problem: Problem
  readonly status: number

  constructor(problem: Problem, status: number) {
    super(problem.text.en)
    this.name = 'EngineFailure'
    this.problem = problem
    this.status = status
  }
}

export type Client = <M extends MethodName>(method: M, input: MethodInput<M>, signal?: AbortSignal) => Promise<MethodOutput<M>>

/**
 * A typed client over `fetch`. `base` is the engine's origin ('' for the page's own). Throws EngineFailure for every answer that is not
 * 2xx and when nothing answers; an AbortError passes through.
 */
export function createClient(base: string, send: typeof fetch = fetch): Client {
  return async (method, input, signal) => {
    const { verb, path, output } = methods[method]
    const rest: Record<string, unknown> = { ...(input as Record<string, unknown>) }
    let url = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = String(rest[name])
      delete rest[name]
      return encodeURIComponent(value)
    })
    const hasBody = verb === 'POST' || verb === 'PUT'
    if (!hasBody) {
      const query = new URLSearchParams(
        Object.entries(rest).flatMap(([key, value]): [string, string][] => (isPlain(value) ? [[key, String(value)]] : [])),
      )
      if (query.size > 0) url += `?${query.toString()}`
    }
    let response: Response
    try {
      response = await send(base + url, {
        method: verb,
        credentials: 'same-origin',
        ...(hasBody && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(rest) }),
        ...(signal && { signal }),
      })
    } catch (error) {
      if (signal?.aborted) throw error
      throw new EngineFailure(unreachable, 0)
    }
    const body: unknown = await response.json()
    if (!response.ok) {
      const failure = failureSchema.safeParse(body)
      throw new EngineFailure(failure.success ? failure.data.problem : unreachable, response.status)
    }
    return (output as z.ZodType).parse(body) as MethodOutput<typeof method>
  }
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

const unreachable: Problem = {
  code: 'engine-unreachable',
  severity: 'error',
  place: {},
  text: { en: 'The engine does not answer.', fr: 'Le moteur ne répond pas.' },
  action: { en: 'It is being started again; your edits are safe.', fr: 'Il redémarre ; vos modifications sont conservées.' },
}
