import { createServer, type Server } from 'node:http'
import { NodeProblem } from '../../nodes/kit/problem.ts'

/** Resolves when the server listens on this port of 127.0.0.1. */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

/** A port that cannot be had as a problem, with the next free one as its fix; null for any other error. */
export async function portProblem(error: unknown, port: number): Promise<NodeProblem | null> {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return null
  const free = await freePort(port + 1)
  return new NodeProblem({
    code: 'port-taken',
    param: 'port',
    text: { en: `Port ${port} is taken: another program answers there.`, fr: `Le port ${port} est occupé : un autre programme y répond.` },
    action: { en: `Use ${free}, or stop the other program.`, fr: `Utilisez ${free}, ou arrêtez l’autre programme.` },
    fixes: [{ label: { en: `Use ${free}`, fr: `Utiliser ${free}` }, params: { port: free } }],
  })
}

async function freePort(from: number): Promise<number> {
  for (let port = from; port < Math.min(65_536, from + 50); port++) {
    const server = createServer()
    try {
      await listen(server, port)
      await new Promise<void>((resolve) => server.close(() => resolve()))
      return port
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'))) throw error
    }
  }
  return 0
}
