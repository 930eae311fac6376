import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { randomFrom } from '../../engine/learn/random.ts'
import { NodeProblem } from '../kit/problem.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { documentOf, temporaryEngine } from '../../engine/bin/testing/temporary-engine.ts'
import { file } from './file.ts'

// The formats whose records are read by our own code: nothing but a NodeProblem may come out of them.

let harness: Harness
let folder: string
beforeAll(async () => {
  harness = await openHarness(new Map())
  folder = await mkdtemp(join(tmpdir(), 'millrace-fuzz-records-'))
})
afterAll(async () => {
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})

const spent = 1500
const longest = 5000

const pick = <T>(chance: () => number, items: readonly T[]): T => items[Math.floor(chance() * items.length)] as T

async function fuzz(seed: number, round: (chance: () => number, number: number) => Promise<void>): Promise<void> {
  const end = performance.now() + spent
  let rounds = 0
  for (; performance.now() < end || rounds < 6; rounds++) {
    const started = performance.now()
    await round(randomFrom(seed + rounds).next, rounds)
    expect(performance.now() - started, `round ${rounds} of seed ${seed}`).toBeLessThan(longest)
  }
}

function damage(bytes: Buffer, chance: () => number): Buffer {
  const copy = Buffer.from(bytes)
  const changes = 1 + Math.floor(chance() * 6)
  for (let change = 0; change < changes; change++) copy[Math.floor(chance() * copy.length)] = Math.floor(chance() * 256)
  return chance() < 0.3 ? copy.subarray(0, Math.floor(chance() * copy.length)) : copy
}

async function readOrRefuse(path: string, params: object): Promise<Awaited<ReturnType<Harness['run']>> | null> {
  try {
    return await harness.run(file, { path, ...params })
  } catch (error) {
    if (!(error instanceof NodeProblem)) throw error
    return null
  }
}

const shape = (chance: () => number) => ({
  flatten: Math.floor(chance() * 3),
  arrays: pick(chance, ['keep', 'columns']),
  recordPath: pick(chance, ['', '', 'r', 'a.b', '*']),
})

it('loses no line of damaged JSON lines: lines in are rows out and rejected', async () => {
  const cells = [
    '1',
    '-2.5',
    '"x"',
    '""',
    'null',
    'true',
    '{"c": [1, {"d": 2}]}',
    '[1, "a", null]',
    '"=1+1"',
    '12345678901234567890',
    'oops',
    '{"',
    '"é',
  ]
  let kept = 0
  let apart = 0
  await fuzz(1, async (chance, number) => {
    const count = 1 + Math.floor(chance() * 60)
    const lines = Array.from(
      { length: count },
      (_, row) => `{"n": ${row}, "a": ${pick(chance, cells)}, "k${Math.floor(chance() * 5)}": ${pick(chance, cells)}}`,
    )
    const path = join(folder, `lines-${number}.jsonl`)
    await writeFile(path, lines.join('\n'))
    const results = await readOrRefuse(path, {
      badRows: 'skip',
      flatten: Math.floor(chance() * 4),
      arrays: pick(chance, ['keep', 'columns']),
    })
    const rows = results?.tables['table']?.rows.length ?? 0
    const rejected = results?.tables['rejected']?.rows.length ?? 0
    expect(rows + rejected, lines.join('\n')).toBe(count)
    kept += rows
    apart += rejected
    await rm(path)
  })
  expect(Math.min(kept, apart)).toBeGreaterThan(0)
}, 30_000)

it('reads whole XML whole, and survives what is none', async () => {
  const pieces = ['<t>x</t>', '<t a="1">&amp;</t>', '<u/>', 'é', '<![CDATA[<>]]>', '<!-- c -->', '&#65;', '<d>2024-01-31</d>', '\n']
  let read = 0
  await fuzz(1000, async (chance, number) => {
    const count = 1 + Math.floor(chance() * 40)
    const rows = Array.from({ length: count }, () => `<r>${Array.from({ length: 4 }, () => pick(chance, pieces)).join('')}</r>`)
    const text = `<?xml version="1.0"?><all>${rows.join('')}</all>`
    const path = join(folder, `file-${number}.xml`)
    await writeFile(path, text)
    const whole = await readOrRefuse(path, { flatten: 2, arrays: 'columns' })
    expect(whole?.tables['table']?.rows.length, text).toBe(count)
    await writeFile(path, damage(Buffer.from(text), chance))
    if (await readOrRefuse(path, { ...shape(chance), encoding: 'utf-8' })) read++
    await rm(path)
  })
  expect(read).toBeGreaterThan(0)
}, 30_000)

it('survives bytes that are no Avro, no Arrow and no ORC', async () => {
  // By workers of a real engine: a damaged length may ask for more memory than there is, which ends the worker and nothing else.
  const at = await temporaryEngine({ workerHeapMegabytes: 192 })
  try {
    const golden = (name: string) => readFile(join(import.meta.dirname, `../../engine/adapters/files/golden/${name}.json`), 'utf8')
    const all = [await golden('binary-tables'), await golden('orc-tables')].flatMap((text) =>
      Object.entries(JSON.parse(text) as Record<string, string>),
    )
    const files = all.filter(([name]) => !name.endsWith('.parquet'))
    const codes = new Set<string>()
    let read = 0
    const end = performance.now() + spent
    for (let round = 0; performance.now() < end || round < 6; round++) {
      const chance = randomFrom(2000 + round).next
      const [name, base64] = pick(chance, files)
      const path = `${round}-${name}`
      await at.write(path, damage(Buffer.from(base64, 'base64'), chance))
      const document = documentOf({ file: { type: 'source.file', params: { path, ...shape(chance) } } }, [])
      const { nodes } = await at.engine.resolve(document, at.folder, new AbortController().signal)
      const errors = nodes.get('file')?.problems.filter(({ severity }) => severity === 'error') ?? []
      for (const { code } of errors) codes.add(code)
      if (errors.length > 0) continue
      expect((await at.run(document)).manifest.outcome, `round ${round}`).toBe('done')
      read++
    }
    expect(read).toBeGreaterThan(0)
    expect([...codes].filter((code) => code === 'internal' || code === 'worker-crashed')).toEqual([])
  } finally {
    await at.close()
  }
}, 60_000)
