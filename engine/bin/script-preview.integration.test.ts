// A person's JavaScript before a run: its rows, its problems with their line, and what comes behind it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Document, Params } from '../protocol/document.ts'
import type { Preview } from '../protocol/table.ts'
import { engineHandlers } from './engine-handlers.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let studio: TemporaryEngine
beforeAll(async () => {
  studio = await temporaryEngine()
  await studio.write('baskets.csv', 'items,price\ntea; bread,6.5\nmilk,2\n,1\n')
  await studio.write('long.csv', `n\n${Array.from({ length: 30_000 }, (_, index) => index).join('\n')}\n`)
})
afterAll(() => studio.close())

const with_ = (params: Params, path = 'baskets.csv'): Document =>
  documentOf(
    {
      file: { type: 'source.file', params: { path } },
      code: { type: 'code.javascript', params },
      twice: { type: 'clean.formula-column', params: { name: 'twice', formula: '[count] * 2' } },
    },
    ['file.table > code.table', 'code.table > twice.table'],
  )

const forever = new AbortController().signal

async function preview(document: Document, node: string, port = 'table', signal = forever): Promise<Preview> {
  const handlers = engineHandlers(studio.engine, 'browser')
  return handlers.preview({ path: 'p.millrace', document, node, port, side: 'out', rows: 50 }, signal)
}

const inspect = (document: Document, signal = forever) =>
  engineHandlers(studio.engine, 'browser').inspect({ path: 'p.millrace', document }, signal)

const count = 'const list = row.items\nreturn { count: list === null ? null : list.split(";").length }'

describe('before a run', () => {
  it('gives the rows, and those of the steps behind it, though no column was declared', async () => {
    const document = with_({ code: count })
    const inspected = await inspect(document)
    expect(inspected.problems).toEqual([])
    expect(inspected.nodes['code']?.outputs['table']).toMatchObject({ afterRun: true, tried: true, estimated: true })
    expect(inspected.nodes['twice']?.outputs['table']?.columns?.map(({ name }) => name)).toEqual(['items', 'price', 'count', 'twice'])
    expect(await preview(document, 'code')).toMatchObject({
      rows: [
        ['tea; bread', 6.5, 2],
        ['milk', 2, 1],
        [null, 1, null],
      ],
      count: { rows: 3, exact: true },
      sampled: null,
    })
    expect((await preview(document, 'twice')).rows.map((row) => row[3])).toEqual([4, 2, null])
  })

  it('is what a run then gives', async () => {
    const document = with_({ code: 'return { count: row.n % 2 === 0 ? row.n : null }' }, 'long.csv')
    const before = await preview(document, 'code')
    expect(before).toMatchObject({ count: { rows: null, exact: false }, sampled: 1000 })
    const { manifest } = await studio.run(document)
    expect(manifest.outcome).toBe('done')
    const after = await preview(document, 'code')
    expect(after.rows).toEqual(before.rows)
    expect(after.count).toEqual({ rows: 30_000, exact: true })
  })

  it('shows the rows that are refused', async () => {
    const document = with_({ code: 'return { count: row.items.length }', onError: 'reject' })
    expect((await preview(document, 'code', 'rejected')).rows).toEqual([
      [null, 1, "TypeError: Cannot read properties of null (reading 'length') (1)"],
    ])
  })
})

describe('problems', () => {
  const problemOf = async (params: Params, path?: string) =>
    (await inspect(with_(params, path))).problems.filter(({ place }) => place.node === 'code')

  it('a failing row is a warning at its line: other rows may do', async () => {
    const code = '// baskets\nreturn { count: row.items.length }'
    const [problem] = await problemOf({ code })
    expect(problem).toMatchObject({ code: 'code-failed', severity: 'warning', place: { param: 'code', row: 3, from: 11 } })
    expect(code.slice(problem?.place.from, problem?.place.to)).toBe('return { count: row.items.length }')
  })

  it('what is no JavaScript is an error at its line', async () => {
    expect(await problemOf({ code: 'return {\n  count: 1 +\n}' })).toMatchObject([{ code: 'code-refused', severity: 'error' }])
  })

  it('a loop without an end is stopped after 3 s, and asked once', async () => {
    const started = performance.now()
    const params = { code: 'for (;;);', seconds: 60 }
    const [[one], [other]] = [await problemOf(params), await problemOf(params)]
    expect(one).toMatchObject({ code: 'preview-slow', severity: 'warning', place: { param: 'code' } })
    expect(other).toEqual(one)
    expect(performance.now() - started).toBeLessThan(30_000)
  }, 40_000)

  it('a preview that nobody waits for any more is ended', async () => {
    const abort = new AbortController()
    const asked = inspect(with_({ code: 'for (;;); // left', seconds: 60 }), abort.signal)
    setTimeout(() => abort.abort(), 400)
    await expect(asked).rejects.toThrow(/abort/i)
  })
})
