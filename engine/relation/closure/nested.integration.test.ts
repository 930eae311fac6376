import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'

import type { NamedExpr } from '../expression.ts'
import { duckdbType } from '../print/duckdb-type.ts'
import { asRead, duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import { projectQuery, valuesTable } from '../testing/duckdb-project.ts'
import { expressionOf } from '../testing/generated-expressions.ts'
import { hostileValue } from '../testing/hostile-values.ts'
import { sameValue, showValue } from '../testing/same-value.ts'
import { typeOf } from '../type-of.ts'
import { scalarTypes } from '../types.ts'
import type { Column, DataType, Value } from '../types.ts'
import { compileClosure } from './compile-closure.ts'

const columns: readonly Column[] = [...scalarTypes, ...scalarTypes, 'list<text>' as const].map((type, at) => ({ name: `c${at}`, type }))
const outputs: readonly DataType[] = [...scalarTypes, 'list<text>']

const rowOf = fc.tuple(...columns.map(({ type }) => hostileValue(type)))

const table = fc.record({
  rows: fc.array(rowOf, { minLength: 1, maxLength: 20 }),
  exprs: fc.array(
    fc.constantFrom(...outputs).chain((type) => expressionOf(type, columns, 4)),
    { minLength: 1, maxLength: 12 },
  ),
})

async function differences(
  connection: DuckDBConnection,
  exprs: readonly NamedExpr[],
  rows: readonly (readonly Value[])[],
): Promise<readonly string[]> {
  const sql = projectQuery(exprs, columns, valuesTable(columns, rows))
  const got = await duckdbRows(connection, sql)
  return exprs.flatMap(({ expr }, at) => {
    const closure = compileClosure(expr, columns)
    const type = duckdbType(typeOf(expr, columns))
    if (got.types[at] !== type) return [`${JSON.stringify(expr)} has the type ${got.types[at]}, not ${type}`]
    return rows.flatMap((row, index) => {
      const wanted = asRead(closure(row))
      const found = got.rows[index]?.[at] ?? null
      return sameValue(found, wanted, 0)
        ? []
        : [`${JSON.stringify(expr)} on ${showValue(row)} is ${showValue(found)} in DuckDB, ${showValue(wanted)} as a closure`]
    })
  })
}

describe('nested expressions', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await openDuckdb()
  })

  it('mean the same in DuckDB and as closures', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ rows, exprs }) => {
        const named = exprs.map((expr, at): NamedExpr => ({ name: `o${at}`, expr }))
        expect(await differences(connection, named, rows)).toEqual([])
      }),
      { numRuns: 250, seed: 20_261_122 },
    )
  })
})
