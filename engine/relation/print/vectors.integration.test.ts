import type { DuckDBConnection } from '@duckdb/node-api'
import { beforeAll, describe, expect, it } from 'vitest'

import { duckdbType } from './duckdb-type.ts'
import { columnQuery, emptyQuery, literalQuery } from '../testing/duckdb-calls.ts'
import type { CallGroup } from '../testing/duckdb-calls.ts'
import { asRead, duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import { constantAt } from '../testing/literal-expr.ts'
import { sameValue, showValue } from '../testing/same-value.ts'
import { vectorCases } from '../testing/vector-cases.ts'
import type { VectorCase } from '../testing/vector-cases.ts'
import type { Value } from '../types.ts'

type CaseGroup = CallGroup & { readonly cases: readonly VectorCase[] }

function groupsOf(cases: readonly VectorCase[]): readonly CaseGroup[] {
  const groups = new Map<string, VectorCase[]>()
  for (const item of cases) {
    const constants = item.args.filter((_, at) => constantAt(item.spec, at))
    const key = `${item.types.join()}|${item.returns}|${showValue(constants)}`
    const same = groups.get(key)
    if (same === undefined) groups.set(key, [item])
    else same.push(item)
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const constants = first.args.map((value, at) => (constantAt(first.spec, at) ? value : undefined))
    return [{ spec: first.spec, types: first.types, returns: first.returns, constants, calls: same.map((item) => item.args), cases: same }]
  })
}

const isEmpty = (item: VectorCase) => item.spec.kind === 'aggregate' && Array.isArray(item.args[0]) && item.args[0].length === 0

function failures(results: ReadonlyMap<number, Value>, cases: readonly VectorCase[]): readonly string[] {
  return cases.flatMap((item, index) => {
    const got = results.get(index)
    if (got !== undefined && sameValue(got, asRead(item.expected), item.tolerance)) return []
    return [
      `${item.spec.id}(${showValue(item.args)}) gave ${got === undefined ? 'nothing' : showValue(got)}, not ${showValue(item.expected)}`,
    ]
  })
}

async function onColumns(connection: DuckDBConnection, group: CaseGroup): Promise<readonly string[]> {
  const kept = group.cases.filter((item) => !item.raises && !isEmpty(item))
  if (kept.length === 0) return []
  const { types, rows } = await duckdbRows(connection, columnQuery({ ...group, calls: kept.map((item) => item.args) }))
  const wanted = duckdbType(group.returns)
  if (types[1] !== wanted) return [`${group.spec.id} has the type ${types[1]}, not ${wanted}`]
  const results = new Map<number, Value>()
  for (const [call, result] of rows) {
    const index = Number(call)
    if (group.spec.kind === 'window') results.set(index, [...((results.get(index) as readonly Value[] | undefined) ?? []), result ?? null])
    else results.set(index, result ?? null)
  }
  return failures(results, kept)
}

async function onNothing(connection: DuckDBConnection, group: CaseGroup): Promise<readonly string[]> {
  const kept = group.cases.filter(isEmpty)
  if (kept.length === 0) return []
  const { rows } = await duckdbRows(connection, emptyQuery(group))
  return failures(new Map(kept.map((_, index) => [index, rows[0]?.[0] ?? null])), kept)
}

async function onLiterals(connection: DuckDBConnection, group: CaseGroup): Promise<readonly string[]> {
  const kept = group.cases.filter((item) => !item.raises)
  if (group.spec.kind !== 'row' || kept.length === 0) return []
  const { types, rows } = await duckdbRows(connection, literalQuery({ ...group, calls: kept.map((item) => item.args) }))
  const wanted = duckdbType(group.returns)
  const wrong = types.filter((type) => type !== wanted).map((type) => `${group.spec.id} has the type ${type}, not ${wanted}, of literals`)
  return [...wrong, ...failures(new Map((rows[0] ?? []).map((value, index) => [index, value])), kept)]
}

async function onErrors(connection: DuckDBConnection, group: CaseGroup): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const item of group.cases.filter((candidate) => candidate.raises)) {
    const query = columnQuery({ ...group, calls: [item.args] })
    const raised = await duckdbRows(connection, query).then(
      () => false,
      () => true,
    )
    if (!raised) wrong.push(`${item.spec.id}(${showValue(item.args)}) did not stop`)
  }
  return wrong
}

describe('DuckDB gives the recorded results', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await openDuckdb()
  })

  const byCategory = new Map<string, readonly VectorCase[]>()
  for (const [spec, cases] of vectorCases()) byCategory.set(spec.category, [...(byCategory.get(spec.category) ?? []), ...cases])

  for (const [category, cases] of byCategory) {
    const perFunction = [...new Set(cases.map((item) => item.spec))].map((spec) => cases.filter((item) => item.spec === spec))
    it(`${category}: ${cases.length} calls of ${perFunction.length} functions`, async () => {
      const wrong: string[] = []
      for (const group of perFunction.flatMap(groupsOf)) {
        for (const check of [onColumns, onNothing, onLiterals, onErrors]) wrong.push(...(await check(connection, group)))
      }
      expect(wrong).toEqual([])
      expect(perFunction.every((same) => same.length > 0)).toBe(true)
    })
  }
})
