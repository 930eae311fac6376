// Compiles the kernels (engine/kernels/assembly) to WebAssembly and writes them as a text into engine/kernels/compiled.ts, unless that was done from
// the same sources. `node tools/build-kernels.mjs`
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const folder = fileURLToPath(new URL('../engine/kernels/', import.meta.url))
const options = [
  '-O3',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory',
  '--sharedMemory',
  '--initialMemory',
  '2',
  // Behind the crew's own memory (engine/kernels/crew.ts): every thread writes constants there again when it begins.
  '--memoryBase',
  '65600',
  '--maximumMemory',
  '65536',
]
const features = ['--enable', 'simd', '--enable', 'threads', '--enable', 'bulk-memory']

/** Compiles what has changed; says nothing when nothing has. */
export async function buildKernels() {
  const sources = readdirSync(join(folder, 'assembly'))
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
  const digest = createHash('sha256')
  for (const name of sources) digest.update(name).update(readFileSync(join(folder, 'assembly', name)))
  const mark = `// ${digest.update(JSON.stringify([options, features])).digest('hex')}`
  const made = join(folder, 'compiled.ts')
  if (existsSync(made) && readFileSync(made, 'utf8').startsWith(mark)) return
  const files = new Map()
  const { error } = await asc.main(['index.ts', '--outFile', 'kernels.wasm', ...options, ...features], {
    readFile: (name) => (existsSync(join(folder, 'assembly', name)) ? readFileSync(join(folder, 'assembly', name), 'utf8') : null),
    writeFile: (name, contents) => void files.set(name, contents),
    listFiles: () => [],
  })
  if (error) throw new Error(`the kernels were not compiled: ${String(error)}`)
  const text = Buffer.from(files.get('kernels.wasm')).toString('base64')
  writeFileSync(
    made,
    `${mark}\n// Made by tools/build-kernels.mjs from the sources in assembly/.\nexport const compiledKernels =\n  '${text}'\n`,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildKernels()
