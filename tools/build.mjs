// Builds what is asked for, or everything: engine, renderer, electron -> dist/. `node tools/build.mjs engine`
import { build } from 'vite'
import { cpSync, existsSync, readdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listRendererFiles } from './list-renderer-files.mjs'
import { buildKernels } from './build-kernels.mjs'
import { onNode24 } from './on-node24.mjs'

onNode24()
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const parts = asked.length > 0 ? asked : ['engine', 'renderer', 'electron']

for (const part of parts) {
  const configFile = resolve(root, part, 'vite.config.ts')
  if (!existsSync(configFile)) throw new Error(`nothing to build at ${configFile}`)
  const started = performance.now()
  if (part === 'engine') await buildKernels()
  await build({ configFile, logLevel: 'warn' })
  if (part === 'engine') copyWasm()
  if (part === 'renderer') listRendererFiles(resolve(root, 'dist/renderer'))
  process.stderr.write(`built ${part} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

/** The kernels of TensorFlow.js's wasm back end, which it loads by path. */
function copyWasm() {
  const from = resolve(root, 'node_modules/@tensorflow/tfjs-backend-wasm/wasm-out')
  for (const file of readdirSync(from)) if (file.endsWith('.wasm')) cpSync(resolve(from, file), resolve(root, 'dist/engine/wasm', file))
}
