import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NodeProblem } from '../kit/problem.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { file } from './file.ts'
import { damage, fuzz, pick } from './testing/fuzz.ts'

let harness: Harness
let folder: string
beforeAll(async () => {
  harness = await openHarness(new Map())
  folder = await mkdtemp(join(tmpdir(), 'millrace-fuzz-'))
})
afterAll(async () => {
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})

/** A file that is read, or said to be unreadable by us or by the database. Anything else is a fault of ours. */
async function readOrRefuse(path: string, params: object): Promise<Awaited<ReturnType<Harness['run']>> | null> {
  try {
    return await harness.run(file, { path, ...params })
  } catch (error) {
    const known =
      error instanceof NodeProblem ||
      (error instanceof Error && /^(Invalid Input|Conversion|IO|Not implemented|Out of Range) Error/.test(error.message))
    if (!known) throw error
    return null
  }
}

it('loses no row of a damaged CSV: rows in are rows out and rejected', async () => {
  const pieces = ['1', '-2', 'x', '', '3.5', '"q"', '"a,b"', '"say ""hi"""', 'é', ' 7 ', '2024-01-31', '=1+1']
  let kept = 0
  let apart = 0
  await fuzz({ seed: 1, rounds: 20 }, async (chance, number) => {
    const count = 1 + Math.floor(chance() * 60)
    const lines = Array.from({ length: count }, (_, row) => {
      const fields = chance() < 0.1 ? Math.floor(chance() * 6) + 1 : 3
      return [String(row), ...Array.from({ length: fields - 1 }, () => pick(chance, pieces))].join(',')
    })
    const path = join(folder, `lines-${number}.csv`)
    await writeFile(path, `a,b,c\n${lines.join('\n')}\n`)
    const types = [{ column: 'b', type: pick(chance, ['int', 'float', 'text', 'date']) }]
    const results = await readOrRefuse(path, {
      delimiter: 'comma',
      quote: 'double',
      comment: 'none',
      header: 'yes',
      badRows: 'skip',
      types,
    })
    expect(results, lines.join('\n')).not.toBeNull()
    const rows = results?.tables['table']?.rows.length ?? 0
    const rejected = results?.tables['rejected']?.rows.length ?? 0
    expect(rows + rejected, lines.join('\n')).toBe(count)
    kept += rows
    apart += rejected
    await rm(path)
  })
  expect(Math.min(kept, apart)).toBeGreaterThan(0)
}, 120_000)

it('survives bytes that are no CSV, no JSON', async () => {
  const csv = Buffer.from(`a;b\n${'1;"x"\n'.repeat(30)}`)
  const json = Buffer.from(JSON.stringify(Array.from({ length: 20 }, (_, n) => ({ n, t: 'x', deep: { list: [1, null] } }))))
  let read = 0
  await fuzz({ seed: 1000, rounds: 20 }, async (chance, number) => {
    const isJson = number % 2 === 0
    const path = join(folder, `bytes-${number}.${isJson ? 'json' : 'csv'}`)
    await writeFile(path, damage(isJson ? json : csv, chance))
    if (await readOrRefuse(path, isJson ? {} : { badRows: pick(chance, ['skip', 'fail']) })) read++
    await rm(path)
  })
  expect(read).toBeGreaterThan(0)
}, 120_000)

it('survives bytes that are no workbook', async () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['n', 't'], ...Array.from({ length: 20 }, (_, n) => [n, `t${n}`])]), 'Sheet')
  const whole = write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer
  const reading = fuzz({ seed: 2000, rounds: 20 }, async (chance, number) => {
    const path = join(folder, `book-${number}.xlsx`)
    await writeFile(path, damage(whole, chance))
    await readOrRefuse(path, {})
    await rm(path)
  })
  await expect(reading).resolves.toBeUndefined()
}, 120_000)
