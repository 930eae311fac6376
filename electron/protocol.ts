import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { securityHeaders } from '../engine/protocol/security-headers.ts'
import { isAppUrl } from './app-url.ts'

/** The files of the built studio: path of the address -> file in its folder. Made with the studio, by tools/list-renderer-files.mjs. */
export type RendererFiles = Readonly<Record<string, { readonly file: string; readonly mime: string }>>

export interface AppWorld {
  readonly folder: string
  readonly files: RendererFiles
  /** Answers `/api/...`. */
  api(request: Request): Promise<Response>
}

/** Answers everything under app://millrace: the studio's files and the engine's API. */
export async function answerApp(request: Request, world: AppWorld): Promise<Response> {
  const { body, status, headers } = await find(request, world)
  const answer = new Headers(headers)
  for (const [name, value] of Object.entries(securityHeaders)) answer.set(name, value)
  return new Response(body, { status, headers: answer })
}

/** A path is looked up as it was sent, never decoded or joined: what is not in the list is not there. */
async function find(request: Request, { folder, files, api }: AppWorld): Promise<Response> {
  if (!isAppUrl(request.url)) return new Response(null, { status: 400 })
  const { pathname } = new URL(request.url)
  if (pathname.startsWith('/api/')) return api(request)
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
  const path = pathname === '/' ? '/index.html' : pathname
  const entry = Object.hasOwn(files, path) ? files[path] : undefined
  if (!entry) return new Response(null, { status: 404 })
  const cache = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
  const body = request.method === 'HEAD' ? null : await readFile(join(folder, entry.file))
  return new Response(body, { headers: { 'content-type': entry.mime, 'cache-control': cache } })
}
