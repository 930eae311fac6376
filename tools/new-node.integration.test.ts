import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { NodeDefinition } from '../nodes/kit/define-node.ts'
import { tableDifferences } from '../nodes/kit/harness/differences.ts'
import { openHarness, type Harness } from '../nodes/kit/harness/open-harness.ts'
import { nodeFiles } from './new-node.mjs'

const nodes = resolve(import.meta.dirname, '../nodes')

let harness: Harness
let folder: string
beforeAll(async () => {
  harness = await openHarness(new Map())
  // Beside the categories, so that imports resolve; hidden, so that the catalogue does not find it.
  folder = await mkdtemp(join(nodes, '.new-'))
})
afterAll(async () => {
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})

it('writes a node that does what its examples say', async () => {
  const files: Record<string, string> = nodeFiles('clean/shout-loud')
  expect(Object.keys(files)).toEqual(['clean/shout-loud.ts', 'clean/shout-loud.test.ts'])
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, basename(path)), text)
  const file = (await import(join(folder, 'shout-loud.ts'))) as { shoutLoud: NodeDefinition }
  expect(file.shoutLoud).toMatchObject({ id: 'clean.shout-loud', body: 'compile' })
  for (const example of file.shoutLoud.examples) {
    const { tables } = await harness.run(file.shoutLoud, example.params, example.inputs)
    for (const [port, expected] of Object.entries(example.expect ?? {}))
      expect(tables[port] && tableDifferences(tables[port], expected)).toEqual([])
  }
})

it('names the export of its test as the node does', () => {
  const files: Record<string, string> = nodeFiles('clean/shout-loud')
  expect(files['clean/shout-loud.test.ts']).toContain("import { shoutLoud } from './shout-loud.ts'")
})

it.each(['', 'trim', 'clean/Trim', 'clean/a/b', '../x/y', 'kit/x', 'clean/sort-rows'])('refuses the place %j', (place) => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'new-node.mjs'), place], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})
