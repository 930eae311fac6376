// For tests: an engine on a workspace of its own, with the real database and the built workers.

import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Document } from '../../protocol/document.ts'
import type { EngineEvent } from '../../protocol/event.ts'
import type { RunManifest } from '../../store/run-store.ts'
import { createEngine, type Engine, type EngineOptions } from '../create-engine.ts'

const root = resolve(import.meta.dirname, '../../..')

export interface TemporaryEngine {
  readonly engine: Engine
  readonly folder: string
  write(name: string, content: string | Uint8Array): Promise<void>
  copy(from: string, name: string): Promise<void>
  run(
    document: Document,
    options?: { targets?: readonly string[]; from?: readonly string[]; counts?: boolean },
  ): Promise<{ manifest: RunManifest; events: EngineEvent[] }>
  close(): Promise<void>
}

export async function temporaryEngine(
  options: Pick<EngineOptions, 'workerHeapMegabytes' | 'fewestKeptBytes'> = {},
): Promise<TemporaryEngine> {
  const worker = join(root, 'dist/engine/worker.js')
  if (!existsSync(worker)) throw new Error('build the engine first: node tools/build.mjs engine')
  const folder = await mkdtemp(join(tmpdir(), 'millrace-test-'))
  const engine = await createEngine({
    workspace: folder,
    assets: join(root, 'assets'),
    workerEntry: worker,
    probeEntry: join(root, 'dist/engine/probe-backend.js'),
    backendPlaces: { wasm: join(root, 'dist/engine/wasm') },
    version: 'test',
    memoryLimitBytes: 2 * 1024 ** 3,
    ...options,
    log: (text) => process.stderr.write(`${text}\n`),
  })
  return {
    engine,
    folder,
    write: (name, content) => writeFile(join(folder, name), content),
    copy: (from, name) => cp(from, join(folder, name)),
    async run(document, options = {}) {
      const events: EngineEvent[] = []
      const resolved = await engine.resolve(document, folder, new AbortController().signal)
      const stop = engine.events.follow({ seq: Number.MAX_SAFE_INTEGER, epoch: engine.events.epoch }, (event) => events.push(event))
      const { finished } = await engine.runService.start({
        pipeline: 'test.millrace',
        resolved,
        targets: options.targets ?? [],
        from: options.from ?? [],
        counts: options.counts ? 'within' : 'no',
      })
      const manifest = await finished
      stop()
      return { manifest, events }
    },
    async close() {
      await engine.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A document from nodes and wires, as short as a test wants to write it. */
export function documentOf(
  nodes: Readonly<Record<string, { type: string; params?: Document['nodes'][string]['params']; disabled?: boolean }>>,
  wires: readonly string[],
  seed = 1,
): Document {
  return {
    format: 'millrace/pipeline',
    version: 1,
    name: 'test',
    seed,
    parameters: {},
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, { type, params = {}, disabled }]) => [
        id,
        { type, version: 1, params, ...(disabled !== undefined && { disabled }) },
      ]),
    ),
    wires: wires.map((wire) => {
      const [from = '', to = ''] = wire.split(' > ')
      return { from, to }
    }),
    notes: {},
    frames: {},
    layout: {},
  }
}
