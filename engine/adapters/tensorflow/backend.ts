// TensorFlow.js, the one place that knows it: which back ends there are, whether they work, and training a network on one.

import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import util from 'node:util'

export type TensorFlow = typeof import('@tensorflow/tfjs')

export type BackendId = 'tfjs-node-gpu' | 'tfjs-node' | 'webgpu' | 'wasm' | 'cpu'

/** Fastest first: the order in which they are tried. */
export const backendOrder: readonly BackendId[] = ['tfjs-node-gpu', 'tfjs-node', 'webgpu', 'wasm', 'cpu']

/** What is probed: the engine's own kernels, which need nothing, and the back ends of TensorFlow.js. */
export type ProbedId = 'own' | BackendId
export const probedIds: readonly ProbedId[] = ['own', ...backendOrder]

export interface BackendPlaces {
  /** Folder whose node_modules hold the add-ons that the person installed: tfjs-node, tfjs-node-gpu, or webgpu with its tfjs back end. */
  readonly prefix?: string
  /** Folder with the .wasm files of @tensorflow/tfjs-backend-wasm. */
  readonly wasm: string
}

const packages: Readonly<Record<BackendId, readonly string[]>> = {
  'tfjs-node-gpu': ['@tensorflow/tfjs-node-gpu'],
  'tfjs-node': ['@tensorflow/tfjs-node'],
  webgpu: ['webgpu', '@tensorflow/tfjs', '@tensorflow/tfjs-backend-webgpu'],
  wasm: [],
  cpu: [],
}

/** What a back end needs and cannot be found, without loading anything: a package name or a file; null when all is there. */
export function missingPart(id: ProbedId, places: BackendPlaces): string | null {
  if (id === 'own') return null
  if (id === 'wasm') {
    const file = join(places.wasm, 'tfjs-backend-wasm-simd.wasm')
    return existsSync(file) ? null : file
  }
  return packages[id].find((name) => !existsSync(join(places.prefix ?? '', 'node_modules', name, 'package.json')) || !places.prefix) ?? null
}

/** Why a back end that loads is still not to be used. */
export class UnusableBackend extends Error {
  readonly reason: 'not-started' | 'no-gpu' | 'software-adapter'

  constructor(reason: 'not-started' | 'no-gpu' | 'software-adapter', detail = '') {
    super(detail ? `${reason}: ${detail}` : reason)
    this.name = 'UnusableBackend'
    this.reason = reason
  }
}

/**
 * TensorFlow.js running on this back end. Native ones can take the whole process down while they load, so this belongs in a process of its own.
 * Throws when a part is missing or the back end does not start; UnusableBackend when it starts but would only be slower than wasm.
 */
export async function loadBackend(id: BackendId, places: BackendPlaces): Promise<TensorFlow> {
  const missing = missingPart(id, places)
  if (missing) throw new Error(`${missing} is not there`)
  switch (id) {
    case 'tfjs-node-gpu':
    case 'tfjs-node':
      return loadNative(id, places.prefix!)
    case 'webgpu':
      return loadWebGpu(places.prefix!)
    case 'wasm':
      return loadWasm(places.wasm)
    case 'cpu':
      return started(await quietTensorFlow(), 'cpu')
  }
}

async function quietTensorFlow(): Promise<TensorFlow> {
  const tf = await import('@tensorflow/tfjs')
  // Without this the cpu back end advertises tfjs-node on stderr.
  tf.enableProdMode()
  return tf
}

async function loadWasm(folder: string): Promise<TensorFlow> {
  const tf = await quietTensorFlow()
  // What starts the kernels is CommonJS: bundled into a module it still looks for these two.
  const common = globalThis as Record<string, unknown>
  common['__dirname'] ??= folder
  common['require'] ??= createRequire(import.meta.url)
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
  setWasmPaths(join(folder, '/'))
  return started(tf, 'wasm')
}

async function loadNative(id: 'tfjs-node-gpu' | 'tfjs-node', prefix: string): Promise<TensorFlow> {
  // tfjs-node 4.22 calls two functions that Node 23 took out of util (tensorflow/tfjs#8609).
  const old = util as unknown as Record<string, unknown>
  old['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined
  old['isArray'] ??= Array.isArray
  const tf = createRequire(join(prefix, 'package.json'))(`@tensorflow/${id}`) as TensorFlow
  await started(tf, 'tensorflow')
  const backend = tf.backend() as unknown as { isUsingGpuDevice?: boolean }
  if (id === 'tfjs-node-gpu' && !backend.isUsingGpuDevice) throw new UnusableBackend('no-gpu')
  return tf
}

interface GpuAdapter {
  readonly info: { readonly vendor: string; readonly description: string; readonly isFallbackAdapter?: boolean }
}

async function loadWebGpu(prefix: string): Promise<TensorFlow> {
  const fromPrefix = createRequire(join(prefix, 'package.json'))
  const dawn = (await import(pathToFileURL(fromPrefix.resolve('webgpu')).href)) as {
    create(options: string[]): { requestAdapter(): Promise<GpuAdapter | null> }
    globals: Record<string, unknown>
  }
  Object.assign(globalThis, dawn.globals)
  const gpu = dawn.create([])
  const adapter = await gpu.requestAdapter()
  if (!adapter) throw new UnusableBackend('no-gpu')
  if (adapter.info.isFallbackAdapter || /llvmpipe|swiftshader|software/i.test(adapter.info.description)) {
    throw new UnusableBackend('software-adapter', adapter.info.description)
  }
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true })
  const tf = fromPrefix('@tensorflow/tfjs') as TensorFlow
  fromPrefix('@tensorflow/tfjs-backend-webgpu')
  tf.enableProdMode()
  return started(tf, 'webgpu')
}

async function started(tf: TensorFlow, name: string): Promise<TensorFlow> {
  if (!(await tf.setBackend(name))) throw new UnusableBackend('not-started', name)
  await tf.ready()
  return tf
}
