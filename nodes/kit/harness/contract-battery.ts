import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { missingHere } from '../../../engine/adapters/databases/testing/database-servers.ts'
import { LearnProblem } from '../../../engine/learn/problem.ts'
import { fitContext } from '../../../engine/run/fit-context.ts'
import { problemData } from '../../../engine/run/problem-data.ts'
import { catalogue } from '../../catalogue.ts'
import type { ExampleInputs, ExampleTable, NodeDefinition, NodeExample } from '../define-node.ts'
import type { FieldMeta, When } from '../fields.ts'
import { NodeProblem, type NodeProblemData } from '../problem.ts'
import { appliedTables } from './compile-node.ts'
import { contractPart, type ContractPart } from './contract-parts.ts'
import { deepFreeze } from './deep-freeze.ts'
import { contains, tableDifferences } from './differences.ts'
import { relationOf, tableOf } from './example-table.ts'
import { hostileNames, renameInParams, renameInputs, renaming } from './hostile-names.ts'
import { openHarness, type Harness, type Results } from './open-harness.ts'
import { observeTables, type ObservedTables } from './observe-tables.ts'
import { retyped, thinTables, withoutOne } from './table-variants.ts'

const icons = resolve(import.meta.dirname, '../../../node_modules/lucide-react/dist/esm/icons')
// An example that needs a driver is left out where there is none; under CI=true that fails.
const withoutDriver = missingHere('sqlite') !== null

let harness: Harness

/** The params that a rule for showing a field asks. */
function paramsIn(when: When): readonly string[] {
  if ('any' in when) return when.any.flatMap(paramsIn)
  return 'all' in when ? when.all.flatMap(paramsIn) : [when.param]
}

/** What a node answers; a problem that a person can put right is an answer, anything else that is thrown fails the test. */
async function checkAnswer<T>(node: NodeDefinition, ask: () => Promise<T>): Promise<T | NodeProblemData> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof NodeProblem || error instanceof LearnProblem)) throw error
    const problem = problemData(error)
    checkProblem(node, problem)
    return problem
  }
}

const attempt = (node: NodeDefinition, params: unknown, inputs?: ExampleInputs) =>
  checkAnswer(node, () => harness.run(node, params, inputs))

function checkProblem(node: NodeDefinition, problem: NodeProblemData): void {
  expect(problem.code).toMatch(/^[a-z][a-z0-9-]*$/)
  expectTexts(problem.text)
  if (problem.action) expectTexts(problem.action)
  if (problem.param !== undefined) expect(Object.keys(node.params.shape)).toContain(problem.param)
  if (problem.port !== undefined) expect([...Object.keys(node.inputs), ...Object.keys(node.outputs)]).toContain(problem.port)
  for (const fix of problem.fixes ?? []) {
    expectTexts(fix.label)
    if ('params' in fix) {
      expect(Object.keys(fix.params).length).toBeGreaterThan(0)
      for (const [param, value] of Object.entries(fix.params)) expect(shapeOf(node)[param]?.safeParse(value).success).toBe(true)
    }
  }
}

function expectTexts(text: { en: string; fr: string }): void {
  expect(text.en.trim()).not.toBe('')
  expect(text.fr.trim()).not.toBe('')
  expect(text.en).not.toBe(text.fr)
  expect(`${text.en}${text.fr}`).not.toMatch(/undefined|\[object|NaN%|!/)
}

const isProblem = (result: Results | NodeProblemData): result is NodeProblemData => 'code' in result
const isTable = (input: unknown): input is ExampleTable => typeof input === 'object' && input !== null && 'columns' in input

function tablesIn(inputs: ExampleInputs = {}): readonly ExampleTable[] {
  return Object.values(inputs).flatMap((given) => [given].flat().filter(isTable))
}

/** The same inputs with other tables; what other nodes make of theirs stays. */
function mapTables(inputs: ExampleInputs = {}, change: (table: ExampleTable) => ExampleTable): ExampleInputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([port, given]) => [port, [given].flat().map((item) => (isTable(item) ? change(item) : item))]),
  )
}

const shapeOf = (node: NodeDefinition) => node.params.shape as Readonly<Record<string, z.ZodType>>

function metaOf(schema: z.ZodType): FieldMeta | undefined {
  const meta = z.globalRegistry.get(schema)
  return meta?.['x-field'] as FieldMeta | undefined
}

/** No params; a study does what it does again and again only as often as in the example. */
function fewer(node: NodeDefinition, { params }: NodeExample): Readonly<Record<string, unknown>> {
  if (!('run' in node) || !node.study) return {}
  const [usual, own] = [node.params.parse({}), node.params.parse(params)] as Readonly<Record<string, unknown>>[]
  const counts = Object.entries(own ?? {}).filter(([name, value]) => Number.isInteger(value) && Number(value) < Number(usual?.[name]))
  return Object.fromEntries(counts)
}

/** What every node owes, whatever it does, asked of the nodes of a part of the catalogue. */
export function contractBattery(part: ContractPart): void {
  const nodes = [...catalogue.values()]
    .filter(({ id }) => contractPart(id) === part)
    .map((node) => ({ ...node, examples: node.examples.filter(({ needs }) => !(needs && withoutDriver)) }))
  beforeAll(async () => {
    harness = await openHarness(catalogue)
  })
  afterAll(() => harness.close())
  describe.each(nodes.map((node) => [node.id, node] as const))('%s', (_, node) => {
    it('says what it is in both languages', () => {
      expect(node.id).toMatch(/^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(node.version).toBeGreaterThan(0)
      expectTexts(node.title)
      expectTexts(node.summary)
      expectTexts(node.help)
      expect(node.keywords.en.length).toBeGreaterThan(0)
      expect(node.keywords.fr.length).toBeGreaterThan(0)
      expect(existsSync(resolve(icons, `${node.icon}.mjs`)), `no icon ${node.icon}`).toBe(true)
      for (const port of [...Object.values(node.inputs), ...Object.values(node.outputs)]) expectTexts(port.label)
      expect(Object.keys(node.outputs).length + ('run' in node && node.effect ? 1 : 0)).toBeGreaterThan(0)
    })

    it('has a described field for every param', () => {
      for (const [name, schema] of Object.entries(shapeOf(node))) {
        const meta = metaOf(schema)
        expect(meta, `param ${name} has no field`).toBeDefined()
        if (meta) expectTexts(meta.label)
        if (meta?.help) expectTexts(meta.help)
        for (const param of meta?.when ? paramsIn(meta.when) : []) expect(Object.keys(node.params.shape)).toContain(param)
        if (meta?.from) expect(Object.keys(node.inputs)).toContain(meta.from)
      }
      expect(() => z.toJSONSchema(node.params, { io: 'input' })).not.toThrow()
    })

    it('has params that survive JSON', () => {
      for (const params of [{}, ...node.examples.map((example) => example.params)]) {
        const parsed: unknown = node.params.parse(params)
        expect(node.params.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed)
      }
    })

    it('says in one sentence what it does', () => {
      for (const params of [{}, ...node.examples.map((example) => example.params)]) {
        const sentence = node.explain(node.params.parse(params) as never)
        expect(sentence.en.trim()).not.toBe('')
        expect(sentence.fr.trim()).not.toBe('')
        expect(`${sentence.en}${sentence.fr}`).not.toMatch(/undefined|\[object|NaN/)
      }
      const [first] = node.examples
      if (first) expectTexts(node.explain(node.params.parse(first.params) as never))
    })

    it('brings params of every old version to today', () => {
      let params = {}
      for (let version = 1; version < node.version; version++) {
        const step = node.migrate?.[version]
        expect(step, `no migration from version ${version}`).toBeDefined()
        params = step?.(params) ?? params
      }
      expect(node.params.safeParse(params).success).toBe(true)
      expect(Object.keys(node.migrate ?? {}).map(Number)).toEqual(Array.from({ length: node.version - 1 }, (__, index) => index + 1))
    })

    it('does what its examples say', async () => {
      expect(catalogue.get(node.id)?.examples.length).toBeGreaterThanOrEqual(2)
      for (const example of node.examples) await checkExample(node, example)
    })

    if (node.examples.some((example) => tablesIn(example.inputs).length > 0))
      it('shows what it does with missing values', () => {
        const cells = node.examples.flatMap((example) => tablesIn(example.inputs).flatMap((table) => table.rows.flat()))
        expect(cells).toContain(null)
      })

    if (Object.values(node.inputs).some((port) => !port.optional))
      it('refuses empty ports in words', async () => {
        expect(await attempt(node, node.examples[0]?.params ?? {})).toMatchObject({ code: 'input-missing' })
      })

    it('answers with its default params', async () => {
      for (const example of node.examples) await attempt(node, fewer(node, example), example.inputs)
    })

    it('does the same under hostile column names', async () => {
      for (const example of node.examples) {
        const before = await harness.run(node, example.params, example.inputs)
        for (const names of hostileNames) {
          const renamed = renaming(example.inputs ?? {}, names)
          // A node that gets no table names no column, even where a text of its params looks like one.
          const params = tablesIn(example.inputs).length > 0 ? renameInParams(example.params, renamed) : example.params
          const after = await harness.run(node, params, renameInputs(example.inputs ?? {}, renamed))
          for (const [port, table] of Object.entries(before.tables))
            expect(after.tables[port]?.rows, `${port} under ${JSON.stringify(names[0])}`).toEqual(renameCells(table.rows, renamed))
        }
      }
    })

    it('answers on thin tables, wrong types and missing columns', async () => {
      for (const example of node.examples) {
        // What gets no table is the same whatever tables are.
        if (tablesIn(example.inputs).length === 0) continue
        for (const variant of ['empty', 'one row', 'all missing'] as const) {
          const result = await attempt(
            node,
            example.params,
            mapTables(example.inputs, (table) => thinTables(table)[variant]),
          )
          if (!isProblem(result) && 'compile' in node)
            for (const [port, expected] of Object.entries(example.expect ?? {}))
              expect(result.tables[port]?.columns).toEqual(expected.columns)
        }
        for (let index = 0; index < 7; index++)
          await attempt(
            node,
            example.params,
            mapTables(example.inputs, (table) => retyped(table)[index] ?? table),
          )
        const most = Math.max(0, ...tablesIn(example.inputs).map((table) => table.columns.length))
        for (let index = 0; index < most; index++)
          await attempt(
            node,
            example.params,
            mapTables(example.inputs, (table) => withoutOne(table)[index] ?? table),
          )
      }
    })

    if (node.observe)
      it('says of its inputs before a run what a person can read, whatever they hold', async () => {
        for (const example of node.examples) {
          const tables = (change: (table: ExampleTable) => ExampleTable) => mapTables(example.inputs, change) as ObservedTables
          const variants = [
            (table: ExampleTable) => table,
            ...(['empty', 'one row', 'all missing'] as const).map((thin) => (table: ExampleTable) => thinTables(table)[thin]),
          ]
          for (const change of variants)
            for (const share of [1, 0.5])
              for (const params of [example.params, {}]) {
                const told = await checkAnswer(node, () => observeTables(harness.db, node, { params, tables: tables(change), share }))
                if ('code' in told) continue
                for (const finding of told.findings) {
                  expectTexts(finding.text)
                  expect(finding.share ?? 0).toBeGreaterThanOrEqual(0)
                  expect(finding.share ?? 0).toBeLessThanOrEqual(1)
                  if (finding.fix) expectTexts(finding.fix.label)
                  for (const [param, value] of Object.entries(finding.fix?.params ?? {}))
                    expect(shapeOf(node)[param]?.safeParse(value).success).toBe(true)
                }
              }
        }
      })

    if ('fit' in node)
      it('treats other tables by what it learned, or says why not', async () => {
        for (const example of node.examples) {
          const [table] = tablesIn(example.inputs)
          if (!table) continue
          const params = node.params.parse(example.params) as never
          const context = fitContext(harness.db, 1, new AbortController().signal, await harness.flows(example.inputs ?? {}))
          const state: unknown = JSON.parse(JSON.stringify(await node.fit(params, relationOf(table), context)))
          for (const other of [...Object.values(thinTables(table)), ...retyped(table), ...withoutOne(table)])
            await checkAnswer(node, () =>
              Promise.all(Object.values(appliedTables(node, state, params, relationOf(other))).map((table) => tableOf(harness.db, table))),
            )
        }
      })

    it('gives the same bytes again, on one thread or two, and changes nothing it was given', async () => {
      for (const example of node.examples) {
        const given = deepFreeze(structuredClone({ params: example.params, inputs: example.inputs ?? {} }))
        const first = await harness.run(node, given.params, given.inputs)
        await harness.db.setThreads(1)
        const second = await harness.run(node, given.params, given.inputs)
        await harness.db.setThreads(2)
        expect(JSON.stringify(second.tables)).toBe(JSON.stringify(first.tables))
        expect(bytesOf(second)).toBe(bytesOf(first))
      }
    })
  })
}

/** Union and one-hot put names of columns into cells, reasons begin with one; they are renamed there as well. */
function renameCells(rows: ExampleTable['rows'], names: ReadonlyMap<string, string>): ExampleTable['rows'] {
  const inReason = (cell: string) => [...names].reduce((text, [from, to]) => text.replaceAll(`${from}: “`, () => `${to}: “`), cell)
  return rows.map((row) => row.map((cell) => (typeof cell === 'string' ? (names.get(cell) ?? inReason(cell)) : cell)))
}

/** What is no table, as JSON. Times that were measured are no part of a result. */
function bytesOf(results: Results): string {
  const others = Object.entries(results.artifacts).filter(([, artifact]) => artifact.kind !== 'table')
  return JSON.stringify(others, (key, value: unknown) => (key === 'seconds' ? 0 : value))
}

async function checkExample(node: NodeDefinition, example: NodeExample): Promise<void> {
  expectTexts(example.title)
  expect(Object.keys({ ...example.expect, ...example.expectArtifact }), `“${example.title.en}” expects nothing`).not.toEqual([])
  const results = await harness.run(node, example.params, example.inputs)
  for (const [port, expected] of Object.entries(example.expect ?? {})) {
    const all = results.tables[port]
    expect(all, `no table at ${port}`).toBeDefined()
    const actual = all && example.firstRows ? { ...all, rows: all.rows.slice(0, expected.rows.length) } : all
    if (actual) expect(tableDifferences(actual, expected), `${example.title.en}: ${port}`).toEqual([])
  }
  for (const [port, expected] of Object.entries(example.expectArtifact ?? {}))
    expect(contains(results.artifacts[port], expected), `${example.title.en}: ${port} is ${JSON.stringify(results.artifacts[port])}`).toBe(
      true,
    )
  for (const [port, table] of Object.entries(results.tables))
    expect(node.outputs[port], `there is no output ${port} for ${table.rows.length} rows`).toBeDefined()
}
