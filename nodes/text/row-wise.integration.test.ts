import { afterAll, beforeAll, expect, it } from 'vitest'
import { compileClosure } from '../../engine/relation/closure/compile-closure.ts'
import { literalValue } from '../../engine/relation/literal-value.ts'
import type { Relation } from '../../engine/relation/relation.ts'
import type { Value } from '../../engine/relation/types.ts'
import { fitContext } from '../../engine/run/fit-context.ts'
import { catalogue } from '../catalogue.ts'
import type { ExampleTable, NodeDefinition } from '../kit/define-node.ts'
import { appliedTables, compileNode } from '../kit/harness/compile-node.ts'
import { relationOf } from '../kit/harness/example-table.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'

// Behind an endpoint these nodes work on one row, without DuckDB: the closures must give the same rows.

const names =
  'clean.unify-text clean.replace-values clean.split-column clean.combine-columns clean.change-type date.parse-date date.format-date date.difference date.shift date.holidays date.validate feature.date-parts feature.one-hot feature.ordinal feature.target-encode feature.multi-hot feature.cyclic feature.hash-encode feature.from-indicators text.pad-text text.extract text.test-text text.split-list text.simplify-words text.parse-parts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

/** The rows of a chain of projections, by closures; undefined where rows are left out. */
function byClosures(relation: Relation): Value[][] | undefined {
  if (relation.op === 'values')
    return relation.rows.map((row) => row.map((cell, at) => literalValue(relation.columns[at]?.type ?? 'text', cell)))
  if (relation.op !== 'project') return undefined
  const closures = relation.exprs.map(({ expr }) => compileClosure(expr, relation.input.columns))
  return byClosures(relation.input)?.map((row) => closures.map((closure) => closure(row)))
}

async function made(node: NodeDefinition, params: object, table: ExampleTable): Promise<Relation | undefined> {
  if (!('fit' in node)) return compileNode(node, params, { table })['table']
  const parsed = node.params.parse(params) as never
  const state = await node.fit(parsed, relationOf(table), fitContext(harness.db, 1, new AbortController().signal))
  return appliedTables(node, state, parsed, relationOf(table))['table']
}

const close = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : Array.isArray(value) ? value.map(close) : value

it.each(names.split(' '))('%s gives the same rows one by one', async (id) => {
  const node = catalogue.get(id)
  if (!node) throw new Error(`there is no ${id}`)
  let compared = 0
  for (const example of node.examples) {
    const relation = await made(node, example.params, example.inputs?.['table'] as ExampleTable)
    const rows = relation && byClosures(relation)
    if (!relation || !rows) continue
    compared++
    const stored = await fitContext(harness.db, 1, new AbortController().signal).rows(relation)
    expect(rows.map(close)).toEqual(stored.map((row) => close([...row])))
  }
  expect(compared).toBeGreaterThan(0)
})
