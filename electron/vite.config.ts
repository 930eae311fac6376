import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { extname, join, relative, resolve, sep } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import type { RendererFiles } from './protocol.ts'

const root = resolve(import.meta.dirname, '..')
const renderer = join(root, 'dist/renderer')
const shell = join(root, 'dist/electron')

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

/** Writes down what app://millrace may serve: the built studio without its gallery, which is for developers. */
function rendererFiles(): Plugin {
  return {
    name: 'renderer-files',
    writeBundle({ dir }) {
      if (!existsSync(renderer)) throw new Error('dist/renderer is missing: build the renderer before the desktop')
      const files: Record<string, RendererFiles[string]> = {}
      for (const entry of readdirSync(renderer, { withFileTypes: true, recursive: true })) {
        const mime = mimes[extname(entry.name)]
        if (!entry.isFile() || /^gallery\b|\.map$/.test(entry.name)) continue
        if (!mime) throw new Error(`${entry.name}: no media type is known for it`)
        const file = relative(renderer, join(entry.parentPath, entry.name)).split(sep).join('/')
        files[`/${file}`] = { file, mime }
      }
      writeFileSync(join(dir ?? shell, 'renderer-files.json'), JSON.stringify(files, null, 1))
    },
  }
}

// Main and preload as one CommonJS file each, for Node 18 and Chrome 114 on: Electron 25 runs no others, and a sandboxed preload can load no second file.
export default defineConfig({
  root,
  logLevel: 'warn',
  publicDir: false,
  plugins: [rendererFiles()],
  resolve: { conditions: ['node'] },
  build: {
    target: ['node18', 'chrome114'],
    outDir: shell,
    emptyOutDir: true,
    minify: false,
    lib: { entry: { main: join(root, 'electron/entry.ts'), preload: join(root, 'electron/preload.ts') }, formats: ['cjs'] },
    rolldownOptions: {
      external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      output: { entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
    },
  },
})
