import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { lines } from './lines.ts'

let harness: Harness
let folder: string
beforeAll(async () => {
  harness = await openHarness(new Map())
  folder = await mkdtemp(join(tmpdir(), 'millrace-lines-'))
})
afterAll(async () => {
  await harness.close()
  await rm(folder, { recursive: true, force: true })
})

async function read(content: string, params: object) {
  const path = join(folder, 'a.log')
  await writeFile(path, content)
  const { tables } = await harness.run(lines, { path, ...params })
  return { columns: tables['table']?.columns.map(({ name }) => name), rows: tables['table']?.rows, rejected: tables['rejected']?.rows }
}

it('reads lines as they are, quotes and commas too', async () => {
  expect(await read('a,"b\n\n c;\\t\u0001\n', {})).toEqual({ columns: ['line'], rows: [['a,"b'], [null], [' c;\\t\u0001']], rejected: [] })
})

it('reads logs of web servers; what is none is apart with its line', async () => {
  const good = '192.0.2.1 - ada [22/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 512'
  expect(await read(`# head\n${good}\nnonsense\n`, { take: 'pattern', skip: 1 })).toEqual({
    columns: ['host', 'user', 'time', 'request', 'status', 'bytes'],
    rows: [['192.0.2.1', 'ada', '22/Nov/2026:10:00:00 +0000', 'GET /a HTTP/1.1', '200', '512']],
    rejected: [[3, 'the pattern is not met', 'nonsense']],
  })
})

it('cuts at characters, not bytes', async () => {
  const columns = [
    { name: 'name', from: 3, width: 5 },
    { name: 'n', from: 8, width: 3 },
  ]
  expect(await read('01Élise 12\n02Zoé\n\nx\n', { take: 'widths', columns })).toEqual({
    columns: ['name', 'n'],
    rows: [
      ['Élise', '12'],
      ['Zoé', null],
    ],
    rejected: [
      [3, 'the line ends before the first column', null],
      [4, 'the line ends before the first column', 'x'],
    ],
  })
})

it.each([
  ['nothing-chosen', { take: 'widths' }],
  ['nothing-chosen', { take: 'pattern', pattern: '(a)' }],
  ['name-taken', { take: 'pattern', pattern: '(?P<a>x)(?<a>y)' }],
  ['name-empty', { take: 'widths', columns: [{ name: ' ' }] }],
])('objects: %s', async (code, params) => {
  expect(await problemOf(() => read('x', params))).toMatchObject({ code })
})

it('says what it does', () => {
  expect(sentenceOf(lines, { path: 'x/a.log', take: 'pattern' })).toBe('lines by a pattern from “a.log”')
})
