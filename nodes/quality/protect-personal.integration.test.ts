import { createHmac } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createScorer, hashKeysOf } from '../../engine/learn/score-model.ts'
import { scorerWithKeys } from '../../engine/serve/scorer-with-keys.ts'
import { accountHashKey } from '../../engine/store/hash-keys.ts'
import { readValue, type JsonValue } from '../../engine/relation/read-value.ts'
import { catalogue } from '../catalogue.ts'
import type { ExampleMade, ExampleTable } from '../kit/define-node.ts'
import { problemOf } from '../kit/harness/compile-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { protectPersonal } from './protect-personal.ts'
import { people as table } from './testing/people.ts'

let harness: Harness
let folder: string
const before = process.env['MILLRACE_HOME']
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-keys-'))
  process.env['MILLRACE_HOME'] = folder
  // The same key each time, so that draws are the same.
  await mkdir(join(folder, 'keys'))
  await writeFile(join(folder, 'keys', 'personal-data.key'), Buffer.alloc(32, 7).toString('base64'))
  harness = await openHarness(catalogue)
})
afterAll(async () => {
  await harness.close()
  await rm(folder, { recursive: true, force: true })
  if (before === undefined) delete process.env['MILLRACE_HOME']
  else process.env['MILLRACE_HOME'] = before
})

const inOrder = (cells: readonly unknown[]) => cells.map(String).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
const named = (...names: string[]) => ({ by: 'names', names })
const treat = async (...treatments: Record<string, unknown>[]) =>
  (await harness.run(protectPersonal, { treatments }, { table })).tables['table']?.rows ?? []

describe('protecting', () => {
  it('pseudonyms are the same across columns and say nothing of the order', async () => {
    const rows = await treat({ columns: named('Prénom', 'friend'), act: 'pseudonym', prefix: 'X' })
    expect(rows[3]?.[0]).toBe(rows[36]?.[2])
    expect(new Set(rows.map(([name]) => name)).size).toBe(40)
    expect(rows.every(([name]) => /^X\d\d$/.test(String(name)))).toBe(true)
    expect(rows.map(([name]) => name)).not.toEqual(inOrder(rows.map(([name]) => name)))
  })

  it('shuffling keeps the values, their types and where some are missing', async () => {
    const rows = await treat({ columns: named('count', 'day', 'score'), act: 'shuffle' })
    for (const at of [3, 4, 5]) expect(inOrder(rows.map((row) => row[at]))).toEqual(inOrder(table.rows.map((row) => row[at] ?? null)))
    expect(rows.map((row) => row[5])).not.toEqual(table.rows.map((row) => row[5]))
    expect(rows[7]?.[5]).toBeNull()
  })

  it('noise has the deviation that was asked for, and whole numbers stay whole', async () => {
    const rows = await treat({ columns: named('count'), act: 'noise', amount: 2 })
    const moved = rows.flatMap((row, i) => (row[5] === null ? [] : [Number(row[5]) - i]))
    expect(moved).toHaveLength(39)
    expect(moved.every(Number.isInteger)).toBe(true)
    const deviation = Math.sqrt(moved.reduce((sum, d) => sum + d * d, 0) / moved.length)
    expect(deviation).toBeGreaterThan(1.2)
    expect(deviation).toBeLessThan(2.8)
  })

  it.each([
    [{ columns: named('tel'), act: 'hash', key: '../other' }, 'value-unreadable'],
    [{ columns: named('tel'), act: 'noise' }, 'wrong-type'],
    [{ columns: named('gone') }, 'column-missing'],
  ])('objects to %o', async (treatment, code) => {
    expect(await problemOf(() => treat(treatment))).toMatchObject({ code, param: 'treatments' })
  })

  it('a column is treated once', async () => {
    expect(await problemOf(() => treat({ columns: named('tel') }, { columns: named('tel'), act: 'drop' }))).toMatchObject({
      code: 'column-twice',
    })
  })

  it('noise is the same again, another for another row, and hangs on the key', async () => {
    const noisy = (more: Record<string, unknown>) => treat({ columns: named('score'), act: 'noise', amount: 5, ...more })
    const scores = async (more: Record<string, unknown>) => (await noisy(more)).map((row) => row[3])
    const first = await scores({})
    expect(await scores({})).toEqual(first)
    expect(await scores({ key: 'another' })).not.toEqual(first)
    const equal = { columns: [{ name: 'n', type: 'float' }, { name: 'id', type: 'int' }], rows: [[1, 1], [1, 2], [null, 3]] } as const // prettier-ignore
    const of = async (apart: string) => {
      const treatments = [{ columns: named('n'), act: 'noise', apart }]
      return (await harness.run(protectPersonal, { treatments }, { table: equal })).tables['table']?.rows.map(([n]) => n)
    }
    const [a, b, missing] = (await of('')) ?? []
    expect([a === b, missing]).toEqual([true, null])
    const [c, d] = (await of('id')) ?? []
    expect(c).not.toBe(d)
  })

  it('draws are spread as normal ones are', async () => {
    const many: ExampleTable = { columns: [{ name: 'n', type: 'float' }], rows: Array.from({ length: 4000 }, (_, i) => [i]) }
    const treatments = [{ columns: named('n'), act: 'noise', amount: 1 }]
    const rows = (await harness.run(protectPersonal, { treatments }, { table: many })).tables['table']?.rows ?? []
    const draws = rows.map(([n], i) => Number(n) - i)
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length
    const beyond = (bound: number) => draws.filter((draw) => Math.abs(draw) > bound).length / draws.length
    // Six standard errors of 4,000 draws.
    expect(Math.abs(mean)).toBeLessThan(0.095)
    expect(Math.abs(variance - 1)).toBeLessThan(0.134)
    expect(Math.abs(beyond(1) - 0.3173)).toBeLessThan(0.045)
    expect(Math.abs(beyond(2) - 0.0455)).toBeLessThan(0.02)
  })

  it('a hash is HMAC-SHA256 with a key that is made once and that only its owner may read', async () => {
    const rows = await treat({ columns: named('Prénom', 'count'), act: 'hash', key: 'mine' })
    const file = join(folder, 'keys', 'mine.key')
    const key = Buffer.from(await readFile(file, 'utf8'), 'base64')
    const hash = (text: string) => createHmac('sha256', key).update(text).digest('hex')
    expect(rows.map(([name]) => name)).toEqual(table.rows.map((_, i) => hash(`name ${i}`)))
    expect([rows[6]?.[5], rows[7]?.[5]]).toEqual([hash('6'), null])
    expect((await treat({ columns: named('Prénom'), act: 'hash', key: 'yours' }))[0]).not.toEqual(rows[0])
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
    await expect(accountHashKey('../up')).rejects.toThrow('no name of a key')
  })

  it.each([
    [{ act: 'mask', keep: 3 }, ['ann@b.org', 'é日x-12 3', '1234', '12', '', null], ['***@*.org', '***-12 3', '*234', '**', '', null]],
    [{ act: 'mask', keep: 0 }, ['12', '(a)'], ['**', '(*)']],
    [{ act: 'generalise', signs: 2 }, ['75011', 'é', null], ['75***', 'é', null]],
  ])('texts: %o', async (treatment, given, wanted) => {
    const texts = { columns: [{ name: 't', type: 'text' }], rows: given.map((text) => [text]) } as const
    const { tables } = await harness.run(protectPersonal, { treatments: [{ columns: named('t'), ...treatment }] }, { table: texts })
    expect(tables['table']?.rows.map(([text]) => text)).toEqual(wanted)
  })

  it('bands of numbers', async () => {
    const bandsOf = async (values: readonly (number | string | null)[], width: number) => {
      const table = { columns: [{ name: 'x', type: 'float' }], rows: values.map((value) => [value]) } as const
      const { tables } = await harness.run(protectPersonal, { treatments: [{ columns: named('x'), act: 'generalise', width }] }, { table })
      return tables['table']?.rows.map(([band]) => band)
    }
    expect(await bandsOf([29.99, 30, -4, null, 'Infinity', 'NaN'], 10)).toEqual(['20 – 30', '30 – 40', '-10 – 0', null, 'Infinity', null])
    expect(await bandsOf([0.3, 0.29, -0.5], 0.1)).toEqual(['0.3 – 0.4', '0.2 – 0.3', '-0.5 – -0.4'])
  })
})

describe('a model that learns from protected columns', () => {
  const columns = ['account', 'age', 'income', 'town'] as const
  const people: ExampleTable = {
    columns: [
      { name: 'account', type: 'text' },
      { name: 'age', type: 'int' },
      { name: 'income', type: 'float' },
      { name: 'town', type: 'text' },
      { name: 'bought', type: 'text', role: 'target' },
    ],
    rows: Array.from({ length: 60 }, (_, i) => [
      `FR-${1000 + (i % 3)}`,
      20 + ((i * 7) % 50),
      1000 + i * 13.5,
      i % 4 === 0 ? null : `${75 - (i % 2)}01${i % 7}`,
      (i * 7) % 50 > 24 ? 'yes' : 'no',
    ]),
  }
  const rowWise = [
    { columns: named('account'), act: 'hash', key: 'served' },
    { columns: named('age'), act: 'noise', amount: 2, key: 'served' },
    { columns: named('income'), act: 'generalise', width: 250 },
    { columns: named('town'), act: 'mask', keep: 2 },
  ]
  const made = (node: string, params: Record<string, unknown>, inputs: ExampleMade['inputs'], port = 'table'): ExampleMade => ({
    node,
    port,
    params,
    ...(inputs && { inputs }),
  })
  const trained = async (treatments: readonly Record<string, unknown>[]) => {
    const raw = made('clean.sort-rows', { by: [{ column: 'age' }] }, { table: people })
    const protectedTable = made('quality.protect-personal', { treatments }, { table: raw })
    const split = made('split.train-test', { share: 0.7 }, { table: protectedTable }, 'train')
    const learner = catalogue.get('train.decision-tree')
    if (!learner) throw new Error('no learner')
    const artifact = (await harness.run(learner, {}, { table: split })).artifacts['model']
    if (artifact?.kind !== 'model') throw new Error('no model')
    return { model: artifact.model, learner: made('train.decision-tree', {}, { table: split }, 'model') }
  }

  it('takes the values as they were, and answers what DuckDB answers', async () => {
    const { model, learner } = await trained(rowWise)
    expect(hashKeysOf(model)).toEqual(['served'])
    const secret = await readFile(join(folder, 'keys', 'served.key'), 'utf8')
    expect(JSON.stringify(model)).not.toContain(secret)
    const scorer = await scorerWithKeys(model)
    expect(scorer.columns.map(({ name }) => name)).toEqual(columns)
    const predict = catalogue.get('evaluate.predict')
    if (!predict) throw new Error('no predict')
    const answers = (await harness.run(predict, {}, { table: people, model: learner })).tables['table']
    const at = answers?.columns.findIndex(({ name }) => name === 'prediction') ?? -1
    const online = people.rows.map(
      (row) => scorer.score(scorer.columns.map(({ type }, i) => readValue(row[i] as JsonValue, type) ?? null)).prediction,
    )
    expect(online).toEqual(answers?.rows.map((row) => row[at]))
    expect(new Set(online).size).toBe(2)
  })

  it('does not start where its key is not, and makes no other one', async () => {
    const { model } = await trained([{ columns: named('account'), act: 'hash', key: 'lost' }])
    const file = join(folder, 'keys', 'lost.key')
    await rm(file)
    await expect(scorerWithKeys(model)).rejects.toMatchObject({ problem: { code: 'hash-key-missing' } })
    await expect(readFile(file)).rejects.toThrow('ENOENT')
  })

  it('behind pseudonyms or shuffled columns takes the columns as they come out', async () => {
    const { model } = await trained([...rowWise, { columns: named('account'), act: 'pseudonym' }].slice(1))
    expect(createScorer(model).columns.map(({ name, type }) => [name, type])).toEqual([
      ['account', 'text'],
      ['age', 'int'],
      ['income', 'text'],
      ['town', 'text'],
    ])
  })
})
