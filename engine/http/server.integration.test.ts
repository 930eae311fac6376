import type { FastifyInstance } from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { createEventLog } from './event-log.ts'
import type { Handlers } from './handlers.ts'
import { createServer } from './server.ts'

let app: FastifyInstance | undefined
afterEach(() => app?.close())

const notAsked = () => Promise.reject(new Error('not asked'))
const named = (name: string) => Object.assign(new Error('stopped'), { name })

/** What the server logs of requests whose client goes away and whose work then ends with these errors, one after the other. */
async function loggedOf(errors: readonly Error[]): Promise<readonly string[]> {
  const logged: string[] = []
  const waiting = [...errors]
  let asked = Promise.withResolvers<void>()
  const gone = errors.map(() => Promise.withResolvers<void>())
  const listBackends: Handlers['listBackends'] = async (_, signal) => {
    const error = waiting.shift()
    asked.resolve()
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    gone[errors.length - waiting.length - 1]?.resolve()
    throw error ?? new Error('not asked')
  }
  app = await createServer({
    handlers: { listBackends } as Partial<Handlers> as Handlers,
    events: createEventLog(),
    files: new Map(),
    access: { rules: { token: null, hosts: null } },
    version: '0',
    page: notAsked,
    upload: notAsked,
    grant: notAsked,
    log: (text) => logged.push(text),
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  for (const { promise } of gone) {
    asked = Promise.withResolvers<void>()
    const client = new AbortController()
    const answer = fetch(`${address}/api/backends`, { signal: client.signal })
    await asked.promise
    client.abort()
    await expect(answer).rejects.toThrow(/abort/i)
    await promise
  }
  return logged
}

it('says nothing of work that its client gave up, and all of a fault that came up meanwhile', async () => {
  const logged = await loggedOf([named('QueryCancelled'), named('AbortError'), named('TypeError')])
  await expect.poll(() => logged).toEqual([expect.stringContaining('TypeError: stopped')])
})
