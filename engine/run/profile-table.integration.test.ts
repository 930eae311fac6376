import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, QueryCancelled, type Database } from '../adapters/duckdb/database.ts'
import { describeFile } from '../adapters/files/describe-file.ts'
import { profileHtml } from '../profile/profile-html.ts'
import type { Profile } from '../protocol/profile.ts'
import type { Column } from '../relation/types.ts'
import { profileRelation } from './profile-relation.ts'
import { profileTable } from './profile-table.ts'

interface Oracle {
  readonly table: Record<string, (number | string)[]>
  readonly numbers: Record<string, Record<string, number> & { histogram: number[] }>
  readonly pairs: Record<string, number>
}
const oracle = JSON.parse(readFileSync(new URL('../profile/golden/profile-oracle.json', import.meta.url), 'utf8')) as Oracle

let db: Database
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-profile-'))
  db = await openDatabase({ memoryLimitBytes: 1024 ** 3, threads: 2, tempDirectory: folder })
})
afterAll(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

const columnOf = (profile: Profile, name: string) => profile.columns.find((column) => column.name === name)
const codes = (profile: Profile) => profile.warnings.map(({ code }) => code)

async function profileRows(columns: readonly Column[], rows: readonly string[], target?: string): Promise<Profile> {
  const names = columns.map((_, i) => `c${i}`).join(', ')
  const from = `(SELECT * FROM (VALUES ${rows.join(', ')}) AS t(${names}))`
  return profileTable(db, { from, columns, ...(target !== undefined && { target }) })
}

describe('beside pandas, SciPy and scikit-learn', () => {
  let profile: Profile
  beforeAll(async () => {
    const names = Object.keys(oracle.table)
    const columns = names.map((name): Column => ({
      name,
      type: name === 'group' || name === 'colour' ? 'text' : name === 'few' || name === 'yes' ? 'int' : 'float',
    }))
    const rows = Array.from(
      { length: 400 },
      (_, i) =>
        `(${names.map((name) => (typeof oracle.table[name]?.[i] === 'string' ? `'${oracle.table[name][i]}'` : columns.find((column) => column.name === name)?.type === 'int' ? `${oracle.table[name]?.[i]}::BIGINT` : `${oracle.table[name]?.[i]}::DOUBLE`)).join(', ')})`,
    )
    profile = await profileRows(columns, rows, 'yes')
  })

  it.each(['x', 'y', 'tail', 'few'])('moments, quantiles, outliers and histogram of %s', (name) => {
    const column = columnOf(profile, name)
    const expected = oracle.numbers[name]
    const found: Record<string, unknown> = { ...column?.number, ...column?.quantiles, outliers: column?.number?.outliers.rows }
    for (const figure of ['mean', 'deviation', 'skew', 'kurtosis', 'p05', 'p25', 'p50', 'p75', 'p95', 'outliers'])
      expect([figure, Number(found[figure]).toPrecision(9)]).toEqual([figure, expected?.[figure]?.toPrecision(9)])
    expect(column?.histogram).toEqual(expected?.histogram)
  })

  it('relations of numbers and categories', () => {
    const pair = (a: string, b: string) => profile.pairs.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a))
    expect(pair('x', 'y')?.pearson).toBeCloseTo(oracle.pairs['pearson'] ?? 0, 10)
    expect(pair('x', 'y')?.spearman).toBeCloseTo(oracle.pairs['spearman'] ?? 0, 10)
    expect(pair('group', 'colour')?.cramersV).toBeCloseTo(oracle.pairs['cramersV'] ?? 0, 10)
    expect(pair('x', 'colour')?.correlationRatio).toBeCloseTo(oracle.pairs['correlationRatio'] ?? 0, 10)
    expect(pair('group', 'colour')?.information).toBeCloseTo(oracle.pairs['informationOfCategories'] ?? 0, 10)
    expect(pair('few', 'colour')?.information).toBeCloseTo(oracle.pairs['informationOfFew'] ?? 0, 10)
  })

  it('says that everything is exact', () => {
    expect(Object.values(profile.basis).every(({ exact, rows }) => exact && rows === 400)).toBe(true)
  })
})

describe('warnings', () => {
  it('finds what is missing, empty, blank, doubled, constant, in the wrong type or spelling', async () => {
    const columns: Column[] = ['city', 'price', 'day', 'always'].map((name) => ({ name, type: 'text' }))
    const rows = Array.from(
      { length: 60 },
      (_, i) =>
        `(${["'Oslo'", "'oslo '", "''", "'  '", 'NULL', "'n/a'"][i % 6]}, '${i},5', '2024-01-${String((i % 28) + 1).padStart(2, '0')}', 'yes')`,
    )
    const profile = await profileRows(columns, [...rows, rows[0] ?? '', rows[0] ?? ''])
    expect(columnOf(profile, 'city')?.missing).toEqual({ total: 30, nulls: 10, empty: 10, blank: 10 })
    expect(profile.duplicates).toEqual({
      rows: 2,
      groups: 1,
      most: [{ times: 3, row: 0, cells: ['Oslo', '0,5', '2024-01-01', 'yes'] }],
    })
    expect(codes(profile)).toEqual(
      expect.arrayContaining(['missing', 'duplicates', 'constant', 'text-is-number', 'text-is-date', 'spellings', 'placeholders']),
    )
    expect(profile.warnings.find(({ code }) => code === 'text-is-number')?.remedy).toMatchObject({
      type: 'clean.read-numbers',
      params: { decimal: 'comma' },
    })
  })

  it('proposes the spellings that differ in more than case to be merged, and leaves apart what a sign tells apart', async () => {
    const columns: Column[] = ['country', 'income', 'sex'].map((name) => ({ name, type: 'text' }))
    const countries = ['United-States', 'United-States', ' United-States', 'united states', 'Mexico', 'MEXICO', '?']
    const rows = Array.from(
      { length: 70 },
      (_, i) => `('${countries[i % 7]}', '${i % 3 === 0 ? '<=50K' : '>50K'}', '${i % 2 === 0 ? 'Male' : 'male '}')`,
    )
    const profile = await profileRows(columns, rows)
    const remedies = profile.warnings.filter(({ code }) => code === 'spellings').map(({ columns: names, remedy }) => [names, remedy])
    const rule = { method: 'fingerprint' }
    expect(remedies).toEqual(
      expect.arrayContaining([
        [
          ['country'],
          expect.objectContaining({
            type: 'clean.merge-values',
            params: {
              column: 'country',
              clusters: [
                { to: 'United-States', values: ['United-States', ' United-States', 'united states'], apart: [], rule },
                { to: 'MEXICO', values: ['MEXICO', 'Mexico'], apart: [], rule },
              ],
            },
          }),
        ],
        [['sex'], expect.objectContaining({ type: 'clean.unify-text' })],
      ]),
    )
    expect(remedies).toHaveLength(2)
  })

  it('says of what kind texts are, which are not, and that they point to a person', async () => {
    const columns: Column[] = ['mail', 'site', 'word'].map((name) => ({ name, type: 'text' }))
    const rows = Array.from(
      { length: 40 },
      (_, i) => `('${i === 7 ? 'nobody' : `p${i}@example.org`}', 'https://example.org/${i}', 'word ${i % 9}')`,
    )
    const profile = await profileRows(columns, rows)
    expect(profile.columns.map(({ kind }) => kind && [kind.id, kind.share, kind.values, kind.personal])).toEqual([
      ['email', 39 / 40, 40, true],
      ['url', 1, 40, false],
      undefined,
    ])
    const remedyOf = (code: string) => profile.warnings.find((warning) => warning.code === code)
    expect(remedyOf('kind-misfits')).toMatchObject({ columns: ['mail'], remedy: { type: 'quality.check-kind', params: { kind: 'email' } } })
    expect(remedyOf('personal')).toMatchObject({ columns: ['mail'], remedy: { type: 'quality.protect-personal' } })
  })

  it('zeros, an even spread and one value nearly everywhere are notices', async () => {
    const columns: Column[] = [
      { name: 'visits', type: 'int' },
      { name: 'counter', type: 'float' },
      { name: 'state', type: 'text' },
    ]
    const from = `(SELECT CASE WHEN i % 10 < 6 THEN 0 ELSE i % 7 END AS c0, (i % 10000) / 4.0 AS c1, CASE WHEN i % 100 < 93 THEN 'open' WHEN i % 100 < 97 THEN 'shut' ELSE 'ajar' END AS c2 FROM range(20000) t(i))`
    const profile = await profileTable(db, { from, columns })
    const found = new Map(profile.warnings.map(({ code, columns: names }) => [code, names]))
    expect([found.get('zeros'), found.get('uniform'), found.get('imbalance')]).toEqual([['visits'], ['counter'], ['state']])
  })

  it('an empty table, one without columns and one row have no warnings that make no sense', async () => {
    const columns: Column[] = [{ name: 'a', type: 'int' }]
    const empty = await profileTable(db, { from: '(SELECT 1::BIGINT AS c0 WHERE false)', columns })
    expect([empty.rows, empty.warnings, empty.pairs]).toEqual([0, [], []])
    expect((await profileTable(db, { from: '(SELECT 1::BIGINT AS c0)', columns })).warnings).toEqual([])
    expect((await profileTable(db, { from: '(SELECT 1::BIGINT AS c0)', columns: [] })).columns).toEqual([])
  })

  it('infinities and numbers that no deviation can hold end in figures, not in errors', async () => {
    const columns: Column[] = [{ name: 'a', type: 'float' }]
    const profile = await profileRows(columns, [
      "('inf'::DOUBLE)",
      "('nan'::DOUBLE)",
      '(1e308::DOUBLE)',
      '(-1e308::DOUBLE)',
      '(1::DOUBLE)',
      '(NULL)',
    ])
    expect(columnOf(profile, 'a')?.number).toMatchObject({ infinite: 1, nan: 1 })
    expect(codes(profile)).toContain('infinite')
  })
})

it('a cancelled profile stops and leaves no table behind', async () => {
  const abort = new AbortController()
  const profiling = profileTable(
    db,
    { from: '(SELECT range AS c0, range % 7 AS c1 FROM range(3000000))', columns: ['a', 'b'].map((name) => ({ name, type: 'int' })) },
    { signal: abort.signal, onStage: (share) => share >= 0.3 && abort.abort() },
  )
  await expect(profiling).rejects.toThrow(QueryCancelled)
  expect(await db.rows("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'profile%'")).toEqual([])
})

it('names and values of a file are text in the page, never markup', async () => {
  const profile = await profileRows(
    [{ name: '<script>alert(1)</script>', type: 'text' }],
    ["('<img src=x onerror=alert(2)>')", "('b')", "('b')"],
  )
  const html = profileHtml(profile, '<b>title</b>', 'fr')
  expect(html).not.toMatch(/<script|<img|<b>title/)
  expect(html).toContain('&lt;script&gt;')
})

const data = join(import.meta.dirname, '../../../shared/data')

describe.skipIf(!existsSync(data))(`real files${existsSync(data) ? '' : ' (skipped: their folder is not here)'}`, () => {
  const profileFile = async (name: string, target: string) => {
    const refuse = () => Promise.reject(new Error('nothing is converted here'))
    const tools = { db, convertedFolder: folder, convertExcel: refuse, convertRecords: refuse }
    const { relation } = await describeFile(tools, join(data, name), { format: 'auto' }, new AbortController().signal)
    return profileRelation(relation, { db, target })
  }
  const leaks = (profile: Profile) => profile.warnings.filter(({ code }) => code.startsWith('leak')).map(({ columns }) => columns)

  it('the length of a call tells whether the bank sold', async () => {
    const profile = await profileFile('bank-marketing.csv', 'y')
    expect(leaks(profile)).toEqual([['duration']])
    expect(profile.warnings.find(({ code }) => code === 'leak')?.remedy).toMatchObject({
      type: 'clean.set-roles',
      params: { ignore: { names: ['duration'] } },
    })
  })

  it('two kinds of riders add up to all riders, and nothing else is called a leak', async () => {
    expect(leaks(await profileFile('bike-hourly.csv', 'cnt'))).toEqual([['casual', 'registered']])
  })
})
