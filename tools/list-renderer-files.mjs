import { readdirSync, writeFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

const mimes = {
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

/**
 * Writes down, beside the built studio, what app://millrace may serve of it: all but its gallery, which is for developers. Made with the
 * studio and not with the shell, so that a studio that is built alone is never served by an old list, which would be an empty window.
 * @param {string} renderer the folder of the built studio; gets `files.json`
 */
export function listRendererFiles(renderer) {
  const files = {}
  for (const entry of readdirSync(renderer, { withFileTypes: true, recursive: true })) {
    const file = relative(renderer, join(entry.parentPath, entry.name)).split(sep).join('/')
    if (!entry.isFile() || file === 'files.json' || /^gallery\b|\.map$/.test(entry.name)) continue
    const mime = mimes[extname(entry.name)]
    if (!mime) throw new Error(`${file}: no media type is known for it`)
    files[`/${file}`] = { file, mime }
  }
  writeFileSync(join(renderer, 'files.json'), JSON.stringify(files, null, 1))
}
