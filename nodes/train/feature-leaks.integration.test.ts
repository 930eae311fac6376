import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LiteralValue } from '../../engine/relation/types.ts'
import type { ExampleTable, NodeDefinition } from '../kit/define-node.ts'
import { observeTables } from '../kit/harness/observe-tables.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { gradientBoosting } from './gradient-boosting.ts'
import { linearRegression } from './linear-regression.ts'
import { logisticRegression } from './logistic-regression.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const day = (number: number) => new Date(Date.UTC(2024, 0, 1 + number)).toISOString().slice(0, 10)

/** Loans by day: some income, a town; `late` is the target, `fee` is charged once they are late, `closed` is a day after the loan's own. */
const rows = Array.from({ length: 400 }, (_, at): readonly LiteralValue[] => {
  const noise = Math.sin(at * 12.9898) * 43758.5453
  const chance = noise - Math.floor(noise)
  const late = chance > 0.6
  return [day(at % 300), day((at % 300) + (at % 3 === 0 ? 40 : -5)), 20 + (at % 37), `town ${at % 9}`, late ? 35 + (at % 5) : at % 20, late]
})
const table: ExampleTable = {
  columns: [
    { name: 'asked', type: 'date', role: 'time' },
    { name: 'closed', type: 'date' },
    { name: 'income', type: 'float' },
    { name: 'town', type: 'text' },
    { name: 'fee', type: 'float' },
    { name: 'late', type: 'bool', role: 'target' },
  ],
  rows,
}

const told = async (node: NodeDefinition, params: object, given = table) =>
  (await observeTables(harness.db, node, { params, tables: { table: given } })).findings

describe('columns that a learner should not have', () => {
  it.each([logisticRegression, gradientBoosting])('the answer in another column, and what happens later: $id', async (node) => {
    const found = await told(node, {})
    expect(found.map(({ tone }) => tone)).toEqual(['warning', 'warning'])
    expect(found[0]?.text.en).toMatch(/^“closed” is later than “asked” in 34\u202f% of the rows/)
    expect(found[1]?.text.en).toMatch(/^“fee” alone knows “late” \(AUC (1\.00|0\.9\d)\)/)
    expect(found.map(({ fix }) => fix?.params)).toEqual([
      { features: { by: 'all', except: ['closed'] } },
      { features: { by: 'all', except: ['fee'] } },
    ])
    expect(await told(node, { features: { by: 'all', except: ['closed', 'fee'] } })).toEqual([])
  })

  it('a number that gives another one away', async () => {
    const numbers: ExampleTable = {
      columns: ['price', 'tax', 'rooms'].map((name) => ({ name, type: 'float' })),
      rows: rows.map((_, at) => [(at * 7919) % 1000, ((at * 7919) % 1000) * 0.2, at % 7]),
    }
    expect((await told(linearRegression, { target: 'price' }, numbers)).map(({ fix }) => fix?.params)).toEqual([
      { features: { by: 'all', except: ['tax'] } },
    ])
  })

  it('nothing of a name that is different in every row, nor of a few rows', async () => {
    const names: ExampleTable = {
      columns: [
        { name: 'who', type: 'text' },
        { name: 'late', type: 'bool' },
      ],
      rows: rows.map((row, at) => [`person ${at}`, row[5] ?? null]),
    }
    expect(await told(logisticRegression, { target: 'late' }, names)).toEqual([])
    const few = await told(logisticRegression, {}, { ...table, rows: rows.slice(0, 40) })
    expect(few.filter(({ text }) => text.en.includes('alone knows'))).toEqual([])
  })
})
