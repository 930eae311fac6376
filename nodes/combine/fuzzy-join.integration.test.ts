import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeFile } from '../../engine/adapters/files/describe-file.ts'
import { values } from '../../engine/relation/build.ts'
import { printRelation } from '../../engine/relation/print/duckdb.ts'
import type { ExampleTable } from '../kit/define-node.ts'
import { compileNode } from '../kit/harness/compile-node.ts'
import { observeTables } from '../kit/harness/observe-tables.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { fuzzyJoin } from './fuzzy-join.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const texts = (rows: readonly (string | null)[], name = 'n'): ExampleTable => ({
  columns: [{ name, type: 'text' }],
  rows: rows.map((row) => [row]),
})
const run = (params: object, left: ExampleTable, right: ExampleTable) =>
  harness.run(fuzzyJoin, { left: left.columns[0]?.name, right: right.columns[0]?.name, ...params }, { left: [left], right: [right] })

interface Oracle {
  readonly left: readonly string[]
  readonly right: readonly string[]
  readonly measures: Readonly<
    Record<string, { readonly threshold: number; readonly pairs: readonly (readonly [number, number, number])[] }>
  >
}

describe('each text compared with each, by RapidFuzz and by sets', () => {
  let oracle: Oracle
  beforeAll(async () => {
    oracle = JSON.parse(await readFile(resolve(import.meta.dirname, 'golden/likeness-oracle.json'), 'utf8')) as Oracle
  })

  async function found(measure: string, threshold: number): Promise<readonly string[]> {
    const params = { measure, threshold, take: 'all', unmatched: 'drop' }
    const { tables } = await run(params, texts(oracle.left), texts(oracle.right, 'm'))
    expect(tables['skipped']?.rows).toEqual([])
    return (tables['matched']?.rows ?? []).map(
      ([a, b, score]) => `${oracle.left.indexOf(String(a))} ${oracle.right.indexOf(String(b))} ${Number(score)}`,
    )
  }
  const told = (measure: string) => (oracle.measures[measure]?.pairs ?? []).map((pair) => pair.join(' '))

  it.each(['edits', 'swaps', 'grams', 'words'])('gives the same pairs and scores, and misses none: %s', async (measure) => {
    const expected = told(measure)
    expect(expected.length).toBeGreaterThan(50)
    expect((await found(measure, oracle.measures[measure]?.threshold ?? 1)).toSorted()).toEqual(expected.toSorted())
  })

  it('gives the same scores by first letters, and misses few', async () => {
    const expected = new Set(told('beginning'))
    const pairs = await found('beginning', oracle.measures['beginning']?.threshold ?? 1)
    expect(pairs.filter((pair) => !expected.has(pair))).toEqual([])
    expect(pairs.length / expected.size).toBeGreaterThan(0.95)
  })
})

it('takes the most alike, and of equals the first on the right', async () => {
  const { tables } = await run({}, texts(['Roberts']), texts(['Robertz', 'Robertx', 'Robert']))
  expect(tables['matched']?.rows).toEqual([['Roberts', 'Robertz', 0.8571]])
  expect(tables['unmatched-right']?.rows).toEqual([['Robertx'], ['Robert']])
})

it('overlooks capitals, accents and signs, and the order of words when asked to', async () => {
  const [left, right] = [texts(['Cézanne, Paul']), texts(['PAUL  CEZANNE'])]
  expect((await run({ unmatched: 'drop' }, left, right)).tables['matched']?.rows).toEqual([])
  expect((await run({ ignoreOrder: true, threshold: 1 }, left, right)).tables['matched']?.rows).toEqual([
    ['Cézanne, Paul', 'PAUL  CEZANNE', 1],
  ])
  const strict = { ignoreOrder: true, ignoreAccents: false, threshold: 0.95, unmatched: 'drop' }
  expect((await run(strict, left, right)).tables['matched']?.rows).toEqual([])
})

it('keeps rows equal in the other columns apart', async () => {
  const table = (rows: readonly (readonly [string | null, number | null])[]): ExampleTable => ({
    columns: [
      { name: 'n', type: 'text' },
      { name: 'year', type: 'int' },
    ],
    rows,
  })
  const { tables } = await run(
    { keys: [{ left: 'year', right: 'year' }], unmatched: 'drop' },
    table([
      ['Monet', 1840],
      ['Monnet', 1888],
      ['Monet', null],
    ]),
    table([
      ['Monet', 1888],
      ['Monet', null],
    ]),
  )
  expect(tables['matched']?.rows).toEqual([['Monnet', 1888, 'Monet', 1888, 0.8333]])
  expect(tables['unmatched-left']?.rows).toEqual([
    ['Monet', 1840],
    ['Monet', null],
  ])
})

describe('a part that too many texts share', () => {
  // 800 texts on each side that differ by their number only: the runs of “model” alone would make 640,000 pairs.
  const many = (word: string) => texts(Array.from({ length: 800 }, (_, index) => `${word} ${String(index).padStart(4, '0')}`))

  it('is left out and listed; texts that are equal still meet', async () => {
    const { tables } = await run({ threshold: 0.5 }, many('model'), many('model'))
    const parts = (tables['skipped']?.rows ?? []).map(([part]) => part)
    expect(parts).toContain('ode')
    expect(tables['matched']?.rows.filter(([a, b]) => a === b)).toHaveLength(800)
  })

  it('is warned of before the run, with a way out', async () => {
    const watched = { params: { left: 'n', right: 'n', threshold: 0.5 }, tables: { left: many('model'), right: many('model') } }
    const { findings } = await observeTables(harness.db, fuzzyJoin, watched)
    expect(findings[0]?.text.en.replaceAll('\u202f', ' ')).toBe(
      '100 % of the left rows find a match: 800 of 800; 0 of them are alike, not equal.',
    )
    expect(findings[1]).toMatchObject({ tone: 'warning', fix: { params: { threshold: 0.6 } } })
  })
})

const artists = resolve(import.meta.dirname, '../../../shared/data/tate-artists.csv')

/** The same mistakes for the same seed (mulberry32): one or two letters changed, lost, doubled or swapped, capitals and accents now and then. */
function misspeller(seed: number): (text: string) => string {
  let state = seed
  const chance = (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
  return (text) => {
    const letters = [...text]
    for (let count = 1 + chance(2); count > 0; count--) {
      const at = chance(letters.length)
      const act = chance(4)
      const letter = letters[at] ?? 'x'
      if (act === 0) letters[at] = 'aeinorst'[chance(8)] ?? 'e'
      else if (act === 1 && letters.length > 3) letters.splice(at, 1)
      else if (act === 2) letters.splice(at, 0, letter)
      else letters.splice(at, 2, letters[at + 1] ?? '', letter)
    }
    const spelt = letters.join('')
    return [spelt, spelt.toUpperCase(), spelt.normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '')][chance(3)] ?? spelt
  }
}

const reason = `no ${artists}`
it.skipIf(!existsSync(artists))(`finds 3500 misspelt artists again${existsSync(artists) ? '' : ` (skipped: ${reason})`}`, async () => {
  const { signal } = new AbortController()
  const convert = () => Promise.reject(new Error('the artists are plain text'))
  const tools = { db: harness.db, convertedFolder: '', convertExcel: convert, convertRecords: convert }
  const { relation } = await describeFile(tools, artists, { format: 'auto' }, signal)
  const known = await harness.db.rows(`SELECT DISTINCT c1 FROM (${printRelation(relation)}) WHERE c1 IS NOT NULL ORDER BY c1`)
  const names = known.map(([name]) => String(name))
  const misspelt = misspeller(4)
  const spelt = names.map((name) => misspelt(name))
  const left = values(
    [
      { name: 'spelt', type: 'text' },
      { name: 'truth', type: 'text' },
    ],
    names.map((name, index) => [spelt[index] ?? '', name]),
  )
  const right = values(
    [{ name: 'name', type: 'text' }],
    names.map((name) => [name]),
  )
  const { matched } = compileNode(fuzzyJoin, { left: 'spelt', right: 'name' }, { left, right })
  const rows = matched ? await harness.db.rows(printRelation(matched)) : []
  const answered = rows.filter(([, , name]) => name !== null)
  const correct = answered.filter(([, truth, name]) => truth === name)
  expect(rows).toHaveLength(names.length)
  // Measured: 3433 of 3526 found again, 3437 answers. Two swaps of letters are four changes: too far for short names.
  expect(correct.length / names.length).toBeGreaterThan(0.97)
  expect(correct.length / answered.length).toBeGreaterThan(0.995)
})
