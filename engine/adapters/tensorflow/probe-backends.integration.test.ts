import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { chooseBackend, probeBackends, type BackendReport } from './probe-backends.ts'

const entry = fileURLToPath(new URL('../../bin/probe-backend.ts', import.meta.url))
const wasm = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))
// The children run the source as it is, which Node does by itself from 22.18 on.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const runsTypeScript = major > 22 || (major === 22 && minor >= 18)
if (!runsTypeScript) process.stdout.write(`probe-backends: skipped, Node ${process.version} does not run TypeScript\n`)

const made: string[] = []
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** A folder in which the package "@tensorflow/tfjs-node" does what `code` says. */
function prefixWith(code: string): string {
  const prefix = mkdtempSync(join(tmpdir(), 'prefix-'))
  made.push(prefix)
  const folder = join(prefix, 'node_modules', '@tensorflow', 'tfjs-node')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(prefix, 'package.json'), '{}')
  writeFileSync(join(folder, 'package.json'), '{"main":"index.js"}')
  writeFileSync(join(folder, 'index.js'), code)
  return prefix
}

describe.skipIf(!runsTypeScript)('probing back ends', () => {
  it('finds its own kernels, cpu and wasm working, and says what is not installed', async () => {
    const reports = await probeBackends({ entry, places: { wasm } })
    expect(reports.map(({ id, state }) => [id, state])).toEqual([
      ['own', 'available'],
      ['tfjs-node-gpu', 'absent'],
      ['tfjs-node', 'absent'],
      ['webgpu', 'absent'],
      ['wasm', 'available'],
      ['cpu', 'available'],
    ])
    for (const { text, state, gigaflops } of reports) {
      expect(text.en).not.toBe(text.fr)
      expect(gigaflops !== undefined && gigaflops > 0).toBe(state === 'available')
    }
    expect(reports[2]!.text.en).toContain('@tensorflow/tfjs-node')
    expect(chooseBackend(reports)).toEqual({ id: 'wasm' })
    expect(chooseBackend(reports, 'cpu')).toEqual({ id: 'cpu' })
    expect(chooseBackend(reports, 'tfjs-node')).toEqual({ id: 'wasm', instead: reports[2]!.text })
  })

  it.each([
    ['throws', 'throw new Error("libcudart.so.11 not found")', 'libcudart.so.11'],
    ['kills its process', 'process.kill(process.pid, "SIGSEGV")', 'SIGSEGV'],
    ['ends its process', 'process.exit(127)', 'code 127'],
    ['does not start', 'module.exports = { setBackend: async () => false }', 'does not start'],
  ])('calls a back end broken that %s', async (_what, code, said) => {
    const [report] = await probeBackends({ entry, places: { wasm, prefix: prefixWith(code) }, only: ['tfjs-node'] })
    expect(report!.state).toBe('broken')
    expect(report!.text.en).toContain(said)
  })

  it('calls a back end broken that computes wrong results', async () => {
    const tfjs = createRequire(import.meta.url).resolve('@tensorflow/tfjs')
    const code = `const tf = require(${JSON.stringify(tfjs)}); tf.enableProdMode()
      module.exports = { ...tf, setBackend: () => tf.setBackend('cpu'), matMul: (a, b) => tf.mul(tf.matMul(a, b), 1.1) }`
    const [report] = await probeBackends({ entry, places: { wasm, prefix: prefixWith(code) }, only: ['tfjs-node'] })
    expect(report!.state).toBe('broken')
    expect(report!.text.en).toContain('wrong results')
  })

  it('gives up on one that never answers', async () => {
    const began = performance.now()
    const prefix = prefixWith('for (;;);')
    const [report] = await probeBackends({ entry, places: { wasm, prefix }, only: ['tfjs-node'], timeoutMs: 1500 })
    expect(report!.state).toBe('broken')
    expect(report!.text.fr).toContain('1.5 s')
    expect(performance.now() - began).toBeLessThan(30_000)
  })

  it('says where the wasm files were looked for', async () => {
    const [report] = await probeBackends({ entry, places: { wasm: '/nowhere' }, only: ['wasm'] })
    expect([report!.state, report!.text.en.includes(join('/nowhere', 'tfjs-backend-wasm-simd.wasm'))]).toEqual(['absent', true])
  })
})

it('chooses the fastest that works, or none', () => {
  const report = (id: BackendReport['id'], state: BackendReport['state']): BackendReport => ({
    id,
    state,
    text: { en: id, fr: id },
    log: '',
  })
  expect(chooseBackend([report('cpu', 'available'), report('tfjs-node', 'available')])).toEqual({ id: 'tfjs-node' })
  expect(chooseBackend([report('wasm', 'broken')])).toEqual({ id: null })
  expect(chooseBackend([report('cpu', 'available')], 'webgpu').instead!.en).toContain('not tried')
})
