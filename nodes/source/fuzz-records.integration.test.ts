import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NodeProblem } from '../kit/problem.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { documentOf, temporaryEngine } from '../../engine/bin/testing/temporary-engine.ts'
import { file } from './file.ts'
import { damage, fuzz, pick, type Chance } from './testing/fuzz.ts'

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

async function readOrRefuse(path: string, params: object): Promise<Awaited<ReturnType<Harness['run']>> | null> {
  try {
    return await harness.run(file, { path, ...params })
  } catch (error) {
    if (!(error instanceof NodeProblem)) throw error
    return null
  }
}

const shape = (chance: Chance) => ({
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
  await fuzz({ seed: 1, rounds: 20 }, async (chance, number) => {
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
}, 120_000)

it('reads whole XML whole, and survives what is none', async () => {
  const pieces = ['<t>x</t>', '<t a="1">&amp;</t>', '<u/>', 'é', '<![CDATA[<>]]>', '<!-- c -->', '&#65;', '<d>2024-01-31</d>', '\n']
  let read = 0
  await fuzz({ seed: 1000, rounds: 20 }, async (chance, number) => {
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
}, 120_000)

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
    await fuzz({ seed: 2000, rounds: 8 }, async (chance, round) => {
      const [name, base64] = pick(chance, files)
      const path = `${round}-${name}`
      await at.write(path, damage(Buffer.from(base64, 'base64'), chance))
      const document = documentOf({ file: { type: 'source.file', params: { path, ...shape(chance) } } }, [])
      const { nodes } = await at.engine.resolve(document, at.folder, new AbortController().signal)
      const errors = nodes.get('file')?.problems.filter(({ severity }) => severity === 'error') ?? []
      for (const { code } of errors) codes.add(code)
      if (errors.length > 0) return
      expect((await at.run(document)).manifest.outcome, `round ${round}`).toBe('done')
      read++
    })
    expect(read).toBeGreaterThan(0)
    expect([...codes].filter((code) => code === 'internal' || code === 'worker-crashed')).toEqual([])
  } finally {
    await at.close()
  }
}, 60_000)
