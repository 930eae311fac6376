import { builtinModules } from 'node:module'
import { resolve } from 'node:path'
import { defineConfig } from 'vite'

// The engine as plain Node files: everything bundled but the native database.
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  logLevel: 'warn',
  publicDir: false,
  ssr: { noExternal: true, external: ['@duckdb/node-api', '@duckdb/node-bindings'], target: 'node' },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist/engine',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: {
        millrace: 'engine/bin/millrace.ts',
        engine: 'engine/bin/engine.ts',
        worker: 'engine/bin/worker.ts',
        'script-sandbox': 'engine/bin/script-sandbox.ts',
        'crew-thread': 'engine/bin/crew-thread.ts',
        'probe-backend': 'engine/bin/probe-backend.ts',
      },
      external: [/^@duckdb\//, ...builtinModules, ...builtinModules.map((name) => `node:${name}`)],
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', format: 'es' },
    },
  },
})
