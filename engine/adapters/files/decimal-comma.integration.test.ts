import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, temporaryEngine, type TemporaryEngine } from '../../bin/testing/temporary-engine.ts'

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
})
afterAll(() => engine.close())

async function read(
  name: string,
  lines: readonly string[],
  params: Record<string, string | boolean | { column: string; type: string }[]> = {},
) {
  await engine.write(name, `${lines.join('\n')}\n`)
  const document = documentOf({ file: { type: 'source.file', params: { path: name, ...params } } }, [])
  const { nodes } = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
  const { manifest } = await engine.run(document)
  const table = await engine.engine.store.table(manifest.steps[0]?.fingerprint ?? '', 'table')
  const { printRelation } = await import('../../relation/print/duckdb.ts')
  return {
    types: nodes
      .get('file')
      ?.outputs.get('table')
      ?.relation?.columns.map(({ type }) => type),
    rows: table ? await engine.engine.db.rows(printRelation(table)) : [],
    notices: (nodes.get('file')?.notices ?? []).map(({ en }) => en),
  }
}

test('decimal commas are found out where the fields are not separated by commas, and said', async () => {
  const { types, rows, notices } = await read('sales.csv', ['client;amount;rate', '17;1 234,50;0,10', '18;99,90;', '19;-5;12,125'])
  expect(types).toEqual(['int', 'float', 'float'])
  expect(rows).toEqual([
    [17, 1234.5, 0.1],
    [18, 99.9, null],
    [19, -5, 12.125],
  ])
  expect(notices.join(' ')).toContain('2 columns are read as numbers (amount, rate)')
})

test.each([
  ['thousands or decimals: nothing tells', ['a;b', '1,234;x', '12,500;y']],
  ['one value is no number', ['a;b', '1,5;x', 'n/a;y']],
  ['groups of thousands that are none', ['a;b', '12 34,5;x', '1,5;y']],
  ['no comma at all', ['a;b', '1 234;x', '5 678;y']],
  ['dates and versions', ['a;b', '1.2,3;x', '4.5,6;y']],
])('a column stays text: %s', async (name, lines) => {
  const { types, notices } = await read(`${name.replaceAll(/\W/g, '-')}.csv`, lines)
  expect(types?.[0]).toBe('text')
  expect(notices.join(' ')).not.toContain('Decimal commas')
})

test('a comma in every row is no delimiter when the names have another one', async () => {
  const { types, rows } = await read('all.csv', ['price;share', '10,50;1,25', '11,75;2,50'])
  expect(types).toEqual(['float', 'float'])
  expect(rows).toEqual([
    [10.5, 1.25],
    [11.75, 2.5],
  ])
  const tabs = await read('tabs.tsv', ['price\tshare', '10,50\t1,25', '11,75\t2,50'])
  expect(tabs.types).toEqual(['float', 'float'])
})

test('a type that a person chose stays', async () => {
  const lines = ['code;price', '10,50;1,25', '11,75;2,50']
  const { types } = await read('codes.csv', lines, { types: [{ column: 'code', type: 'text' }] })
  expect(types).toEqual(['text', 'float'])
})
