import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient, type Client } from '../protocol/client.ts'
import type { NodeObservation } from '../protocol/observation.ts'
import { startStudio, type Studio } from './start-studio.ts'
import { documentOf } from './testing/temporary-engine.ts'

let folder: string
let studio: Studio
let client: Client

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-observe-'))
  studio = await startStudio({ workspace: folder })
  const opened = await fetch(studio.url, { redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  client = createClient(new URL(studio.url).origin, (url, init) => fetch(url, { ...init, headers: { ...init?.headers, cookie } }))
  await writeFile(join(folder, 'orders.csv'), 'order,product,note\n1,A,\n2,a,x\n3,B,\n4,,\n5,Z,\n')
  await writeFile(join(folder, 'products.csv'), 'code,price\nA,1\nB,2\nB,3\nC,4\n')
})
afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true })
})

function observe(
  params: Parameters<typeof documentOf>[0][string]['params'],
  files = ['orders.csv', 'products.csv'],
  type = 'combine.join',
) {
  const [left = '', right = ''] = files
  const document = documentOf(
    {
      left: { type: 'source.file', params: { path: left } },
      right: { type: 'source.file', params: { path: right } },
      node: { type, ...(params && { params }) },
    },
    ['left.table > node.left', 'right.table > node.right'],
  )
  return client('observe', { path: 'test.millrace', document, node: 'node' })
}

const lines = ({ findings }: NodeObservation) => findings.map(({ text }) => text.en.replaceAll('\u202f', ' '))
const keys = [{ left: 'product', right: 'code' }]

describe('a join before it runs', () => {
  it('counts matches, rows out, missing keys, and offers what would match more', async () => {
    const seen = await observe({ keys })
    expect(seen.basis).toEqual({ exact: true, text: { en: 'Counted on all rows.', fr: 'Compté sur toutes les lignes.' } })
    expect(lines(seen)).toEqual([
      '40 % of the left rows find a match: 2 of 5.',
      '75 % of the right rows find a match: 3 of 4.',
      '1 row more on the left would match if capitals did not matter.',
      '5 rows on the left and 4 on the right give 3 rows.',
      'Left rows come several times: up to 2 partners for a row, 1.50 on average.',
      'No key, so no match: 1 row on the left.',
    ])
    expect(seen.findings[0]?.share).toBe(0.4)
    expect(seen.findings.flatMap(({ others }) => others ?? [])).toEqual(['unmatched-left', 'unmatched-right'])
    expect(seen.findings[2]?.fix?.commands).toEqual([{ type: 'set-params', id: 'node', params: { ignoreCase: true }, remove: [] }])
  })

  it('proposes keys by their values, each with a button', async () => {
    const seen = await observe({})
    expect(lines(seen)[0]).toBe('“product” = “code”: 50 % of the left values are on the right.')
    expect(seen.findings[0]?.fix?.commands).toEqual([{ type: 'set-params', id: 'node', params: { keys }, remove: [] }])
  })

  it.each([
    ['left', '5 rows on the left and 4 on the right give 6 rows.'],
    ['full', '5 rows on the left and 4 on the right give 7 rows.'],
    ['anti', '5 rows on the left and 4 on the right give 3 rows.'],
    ['cross', '5 rows on the left and 4 on the right give 20 rows.'],
  ])('knows how many rows come out: %s', async (how, line) => {
    expect(lines(await observe({ how, keys }))).toContain(line)
  })

  it('warns of keys that are compared as text, and has nothing to say of columns that are not there', async () => {
    expect(lines(await observe({ keys: [{ left: 'product', right: 'price' }] }))[0]).toBe(
      '“product” is text on the left, “price” is whole number on the right: both are compared as text, and 007 is not 7.',
    )
    expect(await observe({ keys: [{ left: 'gone', right: 'code' }] })).toEqual({ findings: [] })
  })

  it('waits for rows that a run makes', async () => {
    const document = documentOf(
      {
        data: { type: 'source.sample-data', params: { name: 'penguins' } },
        split: { type: 'split.train-test' },
        node: { type: 'combine.join' },
      },
      ['data.table > split.table', 'split.train > node.left'],
    )
    expect((await client('observe', { path: 'test.millrace', document, node: 'node' })).findings).toEqual([])
  })
})

describe('a look-up before it runs', () => {
  it('says how many are found and that one row of a key counts', async () => {
    const seen = await observe({ keys, ignoreCase: true }, undefined, 'combine.lookup')
    expect(lines(seen)).toEqual([
      '60 % of the left rows find a match: 3 of 5.',
      'A key comes up to 2 times on the right; one row of it counts.',
      'No key, so no match: 1 row on the left.',
    ])
  })
})

describe('tables that take long to be counted', () => {
  beforeAll(async () => {
    const rows = (from: number, step: number) =>
      Array.from({ length: 400_000 }, (_, index) => `key-${String(from + step * index).padStart(9, '0')},${index}`).join('\n')
    await writeFile(join(folder, 'up.csv'), `key,a\n${rows(0, 1)}\n`)
    await writeFile(join(folder, 'down.csv'), `key,b\n${rows(519_999, -1)}\n`)
  }, 60_000)

  it('ends when nobody waits any more', async () => {
    const abort = new AbortController()
    const asked = client(
      'observe',
      {
        path: 'test.millrace',
        document: documentOf(
          {
            left: { type: 'source.file', params: { path: 'up.csv' } },
            right: { type: 'source.file', params: { path: 'down.csv' } },
            node: { type: 'combine.join', params: { keys: [{ left: 'a', right: 'b' }] } },
          },
          ['left.table > node.left', 'right.table > node.right'],
        ),
        node: 'node',
      },
      abort.signal,
    )
    setTimeout(() => abort.abort(), 30)
    await expect(asked).rejects.toThrow(/abort/i)
    // The engine answers the next question at once.
    expect((await observe({ keys })).findings.length).toBeGreaterThan(0)
  })
})
