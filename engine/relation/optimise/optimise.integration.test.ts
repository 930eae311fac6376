import type { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'

import { project } from '../build.ts'
import { column } from '../expression.ts'
import { printRelation } from '../print/duckdb.ts'
import { duckdbRows, openDuckdb } from '../testing/duckdb-rows.ts'
import { generatedRelation } from '../testing/generated-relations.ts'
import { showValue } from '../testing/same-value.ts'
import { optimise } from './optimise.ts'
import { planText } from './plan-text.ts'

describe('a relation that was optimised', () => {
  let connection: DuckDBConnection
  beforeAll(async () => {
    connection = await openDuckdb()
  })

  it.each([2, 4, 6])('gives the same rows in the same order after %i steps', async (steps) => {
    const relations = fc.tuple(generatedRelation(steps), fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 })).map(([relation, names]) =>
      project(
        relation,
        names.map((name) => ({ name, expr: column(name) })),
      ),
    )
    await fc.assert(
      fc.asyncProperty(relations, async (relation) => {
        const plain = await duckdbRows(connection, printRelation(relation, { optimised: false }))
        const better = await duckdbRows(connection, printRelation(relation))
        expect([better.types, showValue(better.rows), planText(optimise(relation))]).toEqual([
          plain.types,
          showValue(plain.rows),
          planText(optimise(relation)),
        ])
      }),
      { numRuns: 120, seed: 20_261_122 },
    )
  })
})
