import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'

const entry = resolve(import.meta.dirname, '../../dist/engine/millrace.js')
const home = mkdtempSync(join(tmpdir(), 'millrace-backends-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const backends = (...args: string[]) =>
  promisify(execFile)(process.execPath, [entry, 'backends', ...args], { env: { ...process.env, MILLRACE_HOME: home } })

it('lists where networks train, each tried by the program as it is shipped', async () => {
  const { stdout } = await backends('--json')
  const found = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; state: string; gigaflops: number | null })
  expect(found.map(({ id, state }) => [id, state])).toEqual([
    ['own', 'available'],
    ['tfjs-node-gpu', 'absent'],
    ['tfjs-node', 'absent'],
    ['webgpu', 'absent'],
    ['wasm', 'available'],
    ['cpu', 'available'],
  ])
  const speed = (wanted: string) => found.find(({ id }) => id === wanted)?.gigaflops ?? 0
  expect(speed('own')).toBeGreaterThan(speed('cpu'))
})

it('adds nothing but TensorFlow', async () => {
  await expect(backends('add', 'torch')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('add tensorflow') as string })
})
