// The import map of .oxlintrc.json, tried on one line per file: what the design forbids is refused, what it needs is not.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')

const refused = [
  ['renderer/shell/a.ts', "import { a } from '../../engine/run/a.ts'"],
  ['renderer/shell/b.ts', "import { a } from '../../engine/graph/read-document.ts'"],
  ['renderer/shell/c.ts', "import { a } from '../../nodes/clean/a.ts'"],
  ['renderer/shell/d.ts', "import { a } from '../../nodes/kit/fields.ts'"],
  ['renderer/shell/e.ts', "import { a } from 'node:fs'"],
  ['renderer/shell/f.ts', "import { a } from 'arquero'"],
  ['renderer/shell/g.ts', "import type { A } from '../../electron/a.ts'"],
  ['electron/a.ts', "import { a } from '../engine/bin/a.ts'"],
  ['electron/b.ts', "import { a } from '../renderer/a.ts'"],
  ['engine/protocol/a.ts', "import { a } from '../relation/a.ts'"],
  ['engine/protocol/b.ts', "import { a } from 'node:fs'"],
  ['engine/relation/print/a.ts', "import { a } from 'node:fs'"],
  ['engine/relation/print/b.ts', "import { a } from '../../adapters/duckdb/a.ts'"],
  ['engine/learn/a.ts', "import { a } from '../run/a.ts'"],
  ['engine/learn/b.ts', "import { a } from '@tensorflow/tfjs'"],
  ['engine/learn/c.ts', 'export const a = Math.random()'],
  ['engine/learn/d.ts', 'export const a = Date.now()'],
  ['engine/fairness/a.ts', 'console.log(1)'],
  ['engine/graph/a.ts', "import { a } from '../../nodes/kit/a.ts'"],
  ['engine/graph/b.ts', "import type { A } from '../../nodes/clean/a.ts'"],
  ['nodes/clean/a.ts', "import { a } from '../combine/a.ts'"],
  ['nodes/clean/b.ts', "import { a } from '../../engine/adapters/duckdb/a.ts'"],
  ['nodes/clean/c.ts', "import { a } from '../../engine/run/a.ts'"],
  ['nodes/clean/d.ts', "import { a } from 'node:fs'"],
  ['nodes/clean/e.ts', "import { a } from '../kit/harness/a.ts'"],
  ['nodes/kit/a.ts', "import { a } from '../clean/a.ts'"],
  ['nodes/kit/b.ts', "import { a } from '../../engine/adapters/duckdb/a.ts'"],
  ['engine/adapters/duckdb/a.ts', "import { a } from '@tensorflow/tfjs'"],
  ['engine/adapters/duckdb/b.ts', "import { a } from '../files/a.ts'"],
  ['engine/adapters/files/a.ts', "import { a } from '../duckdb/a.ts'"],
  ['engine/adapters/files/b.ts', "import { a } from '../../run/a.ts'"],
  ['engine/store/a.ts', "import { a } from '../run/a.ts'"],
  ['engine/store/b.ts', "import { a } from '../adapters/duckdb/a.ts'"],
  ['engine/run/a.ts', "import { a } from '../bin/a.ts'"],
  ['engine/run/b.ts', "import { a } from '../../nodes/clean/a.ts'"],
  ['engine/run/c.ts', "import { a } from '@duckdb/node-api'"],
  ['engine/run/d.ts', "import { table } from 'arquero'"],
  ['engine/adapters/duckdb/c.ts', "import { table } from 'arquero'"],
  ['engine/bin/c.ts', "import { table } from 'arquero'"],
  ['engine/serve/a.ts', "import { a } from '../http/a.ts'"],
  ['engine/http/a.ts', "import { a } from '../store/a.ts'"],
  ['engine/http/b.ts', "import { a } from '../bin/a.ts'"],
  ['engine/bin/a.ts', "import { a } from '../../renderer/a.ts'"],
  ['engine/bin/b.ts', "import { a } from '../../nodes/clean/a.ts'"],
  ['e2e/a.ts', "import { a } from '../engine/run/a.ts'"],
] as const

const allowed = [
  ['renderer/shell/ok-a.ts', "import { a } from '../../engine/protocol/client.ts'"],
  ['renderer/shell/ok-b.ts', "import { a } from '../../engine/graph/commands/apply-command.ts'"],
  ['renderer/shell/ok-c.ts', "import { a } from '../../engine/graph/can-connect.ts'"],
  ['renderer/shell/ok-e.ts', "import { a } from '../../engine/graph/topology.ts'"],
  ['renderer/shell/ok-d.ts', "import type { A } from '../../nodes/kit/fields.ts'"],
  ['electron/ok-a.ts', "import { a } from '../engine/protocol/a.ts'"],
  ['electron/ok-b.ts', "import { a } from 'node:fs'"],
  ['engine/protocol/ok-a.ts', "import { a } from './b.ts'"],
  ['engine/protocol/ok-b.ts', "import { a } from 'zod'"],
  ['engine/relation/ok-a.ts', "import { a } from '../protocol/a.ts'"],
  ['engine/graph/ok-a.ts', "import type { A } from '../../nodes/kit/a.ts'"],
  ['engine/graph/commands/ok-a.ts', "import { a } from '../topology.ts'"],
  ['nodes/clean/ok-a.ts', "import { a } from '../kit/a.ts'"],
  ['nodes/clean/ok-b.ts', "import { a } from '../../engine/relation/a.ts'"],
  ['nodes/clean/ok-c.ts', "import { a } from './a.ts'"],
  ['nodes/clean/ok-d.test.ts', "import { a } from '../kit/harness/a.ts'"],
  ['nodes/clean/ok-e.ts', "import { a } from '../../assets/samples/index.json'"],
  ['nodes/kit/ok-a.ts', "import { a } from '../../engine/learn/a.ts'"],
  ['nodes/kit/harness/ok-a.ts', "import { a } from '../../../engine/adapters/duckdb/a.ts'"],
  ['engine/adapters/duckdb/ok-a.ts', "import { a } from '@duckdb/node-api'"],
  ['engine/adapters/files/ok-a.ts', "import type { A } from '../duckdb/a.ts'"],
  ['engine/store/ok-a.ts', "import type { A } from '../run/a.ts'"],
  ['engine/run/ok-a.ts', "import { a } from '../adapters/duckdb/a.ts'"],
  ['engine/http/ok-a.ts', "import { a } from 'fastify'"],
  ['engine/bin/ok-a.ts', "import { a } from '../../nodes/catalogue.ts'"],
  ['engine/bin/ok-b.ts', "import { a } from '../adapters/duckdb/a.ts'"],
] as const

const ruled = /no-restricted-(imports|globals|properties)/
let folder: string
let messages: Map<string, string[]>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-imports-'))
  cpSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  for (const [path, line] of [...refused, ...allowed]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `${line}\n`)
  }
  messages = lint(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('import map', () => {
  it.each(refused)('%s may not: %s', (path) => {
    expect(messages.get(path)?.join()).toMatch(/[a-z]+.*\.$/)
  })
  it.each(allowed)('%s may: %s', (path) => {
    expect(messages.get(path)).toBeUndefined()
  })
})

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string; readonly help?: string; readonly message: string }[]
}

/** What the rules of the map say, by file. oxlint ends with 1 when it finds something, which it must here. */
function lint(cwd: string): Map<string, string[]> {
  let text: string
  try {
    text = execFileSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '-f', 'json'], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
  } catch (error) {
    text = (error as { readonly stdout: string }).stdout
  }
  const found = new Map<string, string[]>()
  for (const { code, filename, help, message } of (JSON.parse(text) as Report).diagnostics)
    if (ruled.test(code)) found.set(filename, [...(found.get(filename) ?? []), help ?? message])
  return found
}
