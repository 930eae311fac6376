import { builtinModules } from 'node:module'
import { join, resolve } from 'node:path'
import { defineConfig } from 'vite'

const root = resolve(import.meta.dirname, '..')

// Main and preload as one CommonJS file each, for Node 18 and Chrome 114 on: Electron 25 runs no others, and a sandboxed preload can load no second file.
export default defineConfig({
  root,
  logLevel: 'warn',
  publicDir: false,
  resolve: { conditions: ['node'] },
  build: {
    target: ['node18', 'chrome114'],
    outDir: join(root, 'dist/electron'),
    emptyOutDir: true,
    minify: false,
    lib: { entry: { main: join(root, 'electron/entry.ts'), preload: join(root, 'electron/preload.ts') }, formats: ['cjs'] },
    rolldownOptions: {
      external: ['electron', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      output: { entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
    },
  },
})
