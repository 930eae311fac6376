import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Document } from '../protocol/document.ts'
import { withParameterValues } from '../graph/parameter-values.ts'
import { UsageError } from './cli/exit-code.ts'
import { setParams } from './cli/open-pipeline.ts'
import { checkFormulaAt } from './check-formula-at.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

let at: TemporaryEngine
beforeAll(async () => {
  at = await temporaryEngine()
  await at.write('a.csv', 'name,price\nAna,10\nBen,20\nCleo,30\n')
})
afterAll(() => at.close())

const plain = documentOf(
  {
    file: { type: 'source.file', params: { path: 'a.csv' } },
    taxed: { type: 'clean.formula-column', params: { name: 'taxed', formula: '[price] * (1 + @rate)' } },
    top: { type: 'clean.top-rows', params: { count: 1, order: [{ column: 'price', direction: 'down' }] } },
    other: { type: 'clean.sort-rows', params: { by: [{ column: 'name' }] } },
  },
  ['file.table > taxed.table', 'taxed.table > top.table', 'file.table > other.table'],
)
const document: Document = {
  ...plain,
  parameters: { rate: { type: 'number', default: 0.5 }, most: { type: 'number', default: 2 } },
  nodes: { ...plain.nodes, top: { ...(plain.nodes['top'] as Document['nodes'][string]), bind: { count: 'most' } } },
}
const resolve = (document: Document) => at.engine.resolve(document, at.folder, new AbortController().signal)

it('values reach settings and formulas, and change only the steps that use them', async () => {
  const [one, two] = [await resolve(document), await resolve(withParameterValues(document, { most: 1 }).document)]
  expect([...one.nodes.values()].flatMap((node) => node.problems)).toEqual([])
  const changed = [...one.nodes.keys()].filter((id) => one.nodes.get(id)?.fingerprint !== two.nodes.get(id)?.fingerprint)
  expect(changed).toEqual(['top'])
  const { manifest } = await at.run(document)
  expect(manifest.outcome).toBe('done')
  expect(manifest.parameters).toEqual({ rate: 0.5, most: 2 })
  const rows = await at.engine.store.table(one.nodes.get('top')?.fingerprint ?? '', 'table')
  expect(rows?.columns.map((column) => column.name)).toEqual(['name', 'price', 'taxed'])
  const again = await at.run(withParameterValues(document, { rate: 1 }).document)
  expect(Object.fromEntries(again.manifest.steps.map(({ node, state }) => [node, state]))).toMatchObject({
    other: 'reused',
    taxed: 'executed',
  })
})

it('a parameter that is missing is a problem at its place', async () => {
  const { nodes } = await resolve({ ...document, parameters: {} })
  expect(nodes.get('top')?.problems).toMatchObject([{ code: 'parameter-missing', place: { param: 'count' } }])
  expect(nodes.get('taxed')?.problems).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ code: 'parameter-missing', place: { node: 'taxed', param: 'formula', from: 15, to: 20 } }),
    ]),
  )
})

it('a formula is checked with the values, its problems where they were typed', async () => {
  const request = { node: 'taxed', port: 'table', text: '@rate + [prise]', allow: 'row', language: 'en' } as const
  const answer = await checkFormulaAt(at.engine, await resolve(document), request, new AbortController().signal)
  expect(answer.problems).toMatchObject([{ from: 8, to: 15 }])
})

it('the command line sets them, and says what does not fit', () => {
  expect(setParams(document, ['rate=0.1', 'top.count=3']).parameters['rate']?.default).toBe(0.1)
  expect(setParams(document, ['top.count=3']).nodes['top']).toMatchObject({ params: { count: 3 }, bind: {} })
  expect(() => setParams(document, ['rate=much'])).toThrow(new UsageError('--set rate: “much” is not a number'))
  expect(() => setParams(document, ['rat=1'])).toThrow(/no parameter “rat”; it has rate, most/)
})
