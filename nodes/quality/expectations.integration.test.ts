import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runNodeTask } from '../../engine/run/run-node-task.ts'
import type { ExampleTable } from '../kit/define-node.ts'
import { problemOf } from '../kit/harness/compile-node.ts'
import { relationOf } from '../kit/harness/example-table.ts'
import { expectations } from './expectations.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-expect-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const table: ExampleTable = {
  columns: [
    { name: 'id', type: 'int' },
    { name: 'mail', type: 'text' },
    { name: 'ordered', type: 'date' },
    { name: 'shipped', type: 'timestamp' },
    { name: 'score', type: 'float' },
  ],
  rows: [
    [1, 'a@b.org', '2024-01-01', '2024-01-02 10:00:00', 0.5],
    [2, 'x', '2024-01-05', '2024-01-04 10:00:00', 1],
    [2, '', '2024-01-06', null, null],
    [null, null, null, null, 7],
  ],
}

let calls = 0
async function check(...rules: Record<string, unknown>[]) {
  const relation = relationOf(table)
  const params = expectations.params.parse({ rules })
  const outputFolder = await mkdtemp(join(folder, `run-${calls++}-`))
  const task = {
    kind: 'run-node' as const,
    type: expectations.id,
    params,
    node: 'rules',
    title: 'Rules',
    fingerprint: 'f',
    seed: 1,
    tables: { table: [{ physical: relation, logical: relation, stored: {} }] },
    artifacts: {},
    outputFolder,
    tempFolder: folder,
    memoryLimitBytes: 256 * 1024 * 1024,
    threads: 1,
    exports: {},
    requests: {},
    backends: [],
    backendPlaces: { wasm: '' },
    crew: { size: 1, entry: '' },
    scriptEntry: '',
  }
  const network = { train: () => Promise.reject(new Error('no network is trained here')) }
  const { rows, found } = await runNodeTask(task, expectations, network, { say: () => undefined, enough: () => false })
  if (!('warnings' in expectations)) throw new Error('no warnings')
  return { rows, told: (expectations.warnings?.(found as never, params as never) ?? []).map(({ text }) => text.en) }
}

describe('rules', () => {
  it.each([
    [{ kind: 'known', column: 'mail' }, 2, 'mail: “is never missing”: 2 rows break it, 50 % pass, 100 % are wanted.'],
    [{ kind: 'unique', column: 'id' }, 2, 'id: “never repeats”: 2 rows break it, 33.33 % pass, 100 % are wanted.'],
    [{ kind: 'between', column: 'id', low: '1.5', high: '3' }, 1, 'id: “1.5 – 3”: 1 row breaks it, 66.66 % pass, 100 % are wanted.'],
    [
      { kind: 'between', column: 'ordered', high: '2024-01-05' },
      1,
      'ordered: “… – 2024-01-05”: 1 row breaks it, 66.66 % pass, 100 % are wanted.',
    ],
    [
      { kind: 'pattern', column: 'mail', pattern: '[^@]+@[^@]+' },
      1,
      'mail: “fits [^@]+@[^@]+”: 1 row breaks it, 50 % pass, 100 % are wanted.',
    ],
    [{ kind: 'compare', column: 'ordered', other: 'shipped' }, 1, 'ordered: “≤ “shipped””: 1 row breaks it, 50 % pass, 100 % are wanted.'],
    [{ kind: 'compare', column: 'id', sign: 'greater', other: 'score' }, 0, null],
    [{ kind: 'one-of', column: 'id', values: '1\n3' }, 2, 'id: “is one of 2”: 2 rows break it, 33.33 % pass, 100 % are wanted.'],
    [{ kind: 'one-of', column: 'mail', values: 'a@b.org\nx ' }, 1, 'mail: “is one of 2”: 1 row breaks it, 50 % pass, 100 % are wanted.'],
    [{ kind: 'unique', column: 'id', share: 30 }, 2, null],
    [{ kind: 'unique', column: 'id', together: { by: 'names', names: ['mail'] } }, 0, null],
    [
      { kind: 'unique', column: 'id', together: { by: 'names', names: ['id'] } },
      2,
      'id: “never repeats together with “id””: 2 rows break it, 33.33 % pass, 100 % are wanted.',
    ],
    [{ kind: 'kind', column: 'mail', holds: 'email' }, 1, 'mail: “is: e-mail address”: 1 row breaks it, 50 % pass, 100 % are wanted.'],
    [{ kind: 'rows', low: '5' }, 0, 'rows 5 – …: 4 was found.'],
    [{ kind: 'rows', low: '4', high: '4' }, 0, null],
    [{ kind: 'fresh', column: 'shipped', day: '2024-01-06', days: 1 }, 0, 'shipped: “is up to date on 2024-01-06”: 2024-01-04 was found.'],
    [{ kind: 'fresh', column: 'shipped', day: '2024-01-06', days: 2 }, 0, null],
  ])('%o', async (rule, failing, text) => {
    const { rows, told } = await check(rule)
    expect([rows['failing'], rows['table'], rows['report']]).toEqual([failing, 4 - failing, 1])
    expect(told).toEqual(text === null ? [] : [text])
  })

  it('a broken rule that stops ends the run with its words', async () => {
    const problem = await problemOf(() =>
      check({ kind: 'known', column: 'mail', act: 'stop' }, { kind: 'unique', column: 'id', act: 'stop' }),
    )
    expect(problem).toMatchObject({ code: 'expectation-broken', severity: 'error' })
    expect(problem.text.en).toBe('mail: “is never missing”: 2 rows break it, 50 % pass, 100 % are wanted. 1 more rule is broken.')
  })

  it('a tolerated rule that stops does not stop', async () => {
    expect((await check({ kind: 'known', column: 'mail', share: 50, act: 'stop' })).told).toEqual([])
  })

  it('each broken rule is a problem of its own', async () => {
    expect((await check({ kind: 'known', column: 'mail' }, { kind: 'known', column: 'score' })).told).toHaveLength(2)
  })
})

it.each([
  [{ kind: 'between', column: 'id' }, 'nothing-chosen'],
  [{ kind: 'between', column: 'id', low: 'ten' }, 'value-unreadable'],
  [{ kind: 'compare', column: 'id', other: 'mail' }, 'wrong-type'],
  [{ kind: 'reference', column: 'id', key: 'x' }, 'input-missing'],
  [{ kind: 'known', column: 'gone' }, 'column-missing'],
  [{ kind: 'rows' }, 'nothing-chosen'],
  [{ kind: 'kind', column: 'id' }, 'wrong-type'],
  [{ kind: 'unique', column: 'id', together: { by: 'names', names: ['gone'] } }, 'column-missing'],
  [{ kind: 'fresh', column: 'ordered' }, 'nothing-chosen'],
])('objects to %o', async (rule, code) => {
  expect(await problemOf(() => check(rule))).toMatchObject({ code })
})
