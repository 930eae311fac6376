import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillStep } from '../protocol/fill-step.ts'
import { columnSteps } from './column-steps.ts'
import { documentOf, temporaryEngine, type TemporaryEngine } from './testing/temporary-engine.ts'

/** Names that a person has in real files, one for each type. */
const columns = [
  { name: 'ville "du" [nord]', type: 'text', value: "l'Île, 2" },
  { name: 'pièces; n°', type: 'int', value: 3 },
  { name: '=1+1', type: 'float', value: 2.5 },
  { name: 'day\\month', type: 'date', value: '2024-02-29' },
  { name: 'yes, no', type: 'bool', value: true },
  { name: 'seen', type: 'timestamp', value: '2024-02-29 10:11:12' },
]
const quote = (text: unknown) => `"${String(text).replaceAll('"', '""')}"`
const rows = [columns.map(({ value }) => quote(value)).join(','), ',,,,,', columns.map(({ value }) => quote(value)).join(',')]

let engine: TemporaryEngine
beforeAll(async () => {
  engine = await temporaryEngine()
  await engine.write('real.csv', `${columns.map(({ name }) => quote(name)).join(',')}\n${rows.join('\n')}\n`)
})
afterAll(() => engine.close())

const cases = columnSteps.flatMap((step) =>
  columns.filter(({ type }) => step.accepts?.includes(type) ?? true).map((column) => ({ step, column, type: column.type })),
)

/** What a person has to say first: no step can know it. */
const asks = new Map([['date.parse-date', 'no-date-format']])

test.each(cases)('$step.id on a column of $type gives a node that runs as it is', async ({ step, column }) => {
  const params = fillStep(step.params, { column: column.name, value: column.value })
  expect(JSON.stringify(params)).not.toContain('"$"')
  const document = documentOf({ file: { type: 'source.file', params: { path: 'real.csv' } }, step: { type: step.node, params } }, [
    'file.table > step.table',
  ])
  const { nodes } = await engine.engine.resolve(document, engine.folder, new AbortController().signal)
  expect(
    nodes
      .get('file')
      ?.outputs.get('table')
      ?.relation?.columns.map(({ type }) => type),
  ).toEqual(columns.map(({ type }) => type))
  const errors = nodes.get('step')?.problems.filter(({ severity }) => severity === 'error')
  const asked = asks.get(step.node)
  if (asked !== undefined) return expect(errors).toMatchObject([{ code: asked }])
  expect(errors).toEqual([])
  const { manifest } = await engine.run(document)
  expect(manifest.steps.flatMap(({ problem }) => problem?.text.en ?? [])).toEqual([])
  expect(manifest.outcome).toBe('done')
})

test('a step names each of its places, and ids are their own', () => {
  expect(new Set(columnSteps.map(({ id }) => id)).size).toBe(columnSteps.length)
  for (const { params, at, id } of columnSteps) {
    expect(JSON.stringify(params), id).toMatch(/"\$":"(column|formula)"/)
    expect(/"\$":"(value|text)"/.test(JSON.stringify(params)), id).toBe(at === 'value')
  }
})
