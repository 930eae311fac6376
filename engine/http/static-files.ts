import { readFile, readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

const mimes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

export interface StaticFile {
  readonly mime: string
  read(): Promise<Buffer>
  /** The name holds a hash of the content, so it never changes. */
  readonly immutable: boolean
}

/** The files of a built renderer by URL path. Looked up in a list made at the start, never by joining what a client sent. */
export async function staticFiles(folder: string): Promise<ReadonlyMap<string, StaticFile>> {
  const files = new Map<string, StaticFile>()
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    const full = join(entry.parentPath, entry.name)
    const path = `/${relative(folder, full).split(sep).join('/')}`
    files.set(path, {
      mime: mimes[extname(entry.name)] ?? 'application/octet-stream',
      read: () => readFile(full),
      immutable: path.startsWith('/assets/'),
    })
  }
  const index = files.get('/index.html')
  if (index) files.set('/', index)
  return files
}
