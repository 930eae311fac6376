import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createEndpointServer, drainServer } from './endpoint-server.ts'

it('still answers what comes over a kept connection while it closes, and says that the connection ends', async () => {
  const server = createEndpointServer((_asked, response) => response.end('here'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const ask = () =>
    new Promise<{ connection: string | undefined; local: number | undefined }>((resolve, reject) => {
      request({ port, host: '127.0.0.1', agent }, (answer) => {
        const local = answer.socket.localPort
        answer.resume().on('end', () => resolve({ connection: answer.headers.connection, local }))
      })
        .on('error', reject)
        .end()
    })
  const first = await ask()
  expect(first.connection).toBe('keep-alive')
  const drained = drainServer(server)
  const last = await ask()
  expect(last).toEqual({ connection: 'close', local: first.local })
  await drained
  await expect(ask()).rejects.toThrow('ECONNREFUSED')
  agent.destroy()
})
