import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LiteralValue } from '../../engine/relation/types.ts'
import type { ExampleTable, NodeDefinition } from '../kit/define-node.ts'
import { observeTables } from '../kit/harness/observe-tables.ts'
import { randomFrom } from '../../engine/learn/random.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { gradientBoosting } from './gradient-boosting.ts'
import { linearRegression } from './linear-regression.ts'
import { logisticRegression } from './logistic-regression.ts'
import { neuralNetwork } from './neural-network.ts'

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

  it('of a network too, before the shapes of its layers', async () => {
    const found = await told(neuralNetwork, {})
    expect(found.slice(0, 2).map(({ fix }) => fix?.params)).toEqual([
      { features: { by: 'all', except: ['closed'] } },
      { features: { by: 'all', except: ['fee'] } },
    ])
    expect(found[2]?.text.en).toMatch(/^12 inputs, 3 layers with weights, 1 output: [\d\u202f]+ weights in all\.$/)
    expect(await told(neuralNetwork, { features: { by: 'names', names: ['income'] } })).toHaveLength(4)
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

  it('a column that is far ahead of all others, of a target of ones and noughts, however few the ones', async () => {
    const random = randomFrom(11)
    const calls: ExampleTable = {
      columns: ['seconds', 'age', 'sold'].map((name) => ({ name, type: 'int' })),
      rows: Array.from({ length: 1000 }, () => {
        const sold = random.below(8) === 0
        return [random.below(200) + (sold ? 80 : 0), random.below(60) + (sold ? 3 : 0), sold ? 1 : 0]
      }),
    }
    const [finding, ...others] = await told(logisticRegression, { target: 'sold' }, calls)
    expect(finding?.text.en).toMatch(/^“seconds” may know “sold” beforehand: alone it reaches AUC 0\.[78]\d, \d+\.\d times the power/)
    expect(finding?.fix?.params).toEqual({ features: { by: 'all', except: ['seconds'] } })
    expect(others).toEqual([])
    // With a second column as good as it, it is only a good column.
    const two: ExampleTable = {
      columns: [...calls.columns, { name: 'minutes', type: 'float' }],
      rows: calls.rows.map((row) => [...row, Number(row[0]) / 60]),
    }
    expect(await told(logisticRegression, { target: 'sold' }, two)).toEqual([])
  })

  it('a column that is filled in only once the answer is known', async () => {
    const cases: ExampleTable = {
      columns: [
        { name: 'reason', type: 'text' },
        { name: 'income', type: 'float' },
        { name: 'late', type: 'bool' },
      ],
      rows: rows.map((row, at) => [row[5] === true && at % 6 !== 0 ? `reason ${at % 4}` : null, row[2] ?? null, row[5] ?? null]),
    }
    const found = await told(logisticRegression, { target: 'late' }, cases)
    expect(found.map(({ text }) => text.en)).toEqual([
      expect.stringMatching(/^Whether “reason” is empty tells “late”: the classes’ shares are 9\d\u202f% apart\./),
    ])
    expect(found[0]?.fix?.params).toEqual({ features: { by: 'all', except: ['reason'] } })
    const always = { ...cases, rows: cases.rows.map(([, ...rest], at) => [at % 3 === 0 ? null : 'reason', ...rest]) } as ExampleTable
    expect(await told(logisticRegression, { target: 'late' }, always)).toEqual([])
  })

  it('parts of a total', async () => {
    const random = randomFrom(5)
    const draw = (bound: number) => random.below(bound)
    const parts: ExampleTable = {
      columns: ['casual', 'registered', 'total', 'hour'].map((name) => ({ name, type: 'int' })),
      rows: rows.map(() => {
        const [casual, registered] = [draw(100), draw(400)]
        return [casual, registered, casual + registered, draw(24)]
      }),
    }
    const found = await told(linearRegression, { target: 'total' }, parts)
    expect(found.map(({ text }) => text.en)).toEqual(['“total” is “casual” plus “registered”. Are these known when the model is asked?'])
    expect(found[0]?.fix?.params).toEqual({ features: { by: 'all', except: ['casual', 'registered'] } })
    expect(await told(linearRegression, { target: 'hour' }, parts)).toEqual([])
    const weighted = { ...parts, rows: parts.rows.map(([a, b, , hour]) => [a, b, 2 * Number(a) - 3 * Number(b), hour]) } as ExampleTable
    expect((await told(linearRegression, { target: 'total' }, weighted)).map(({ text }) => text.fr)).toEqual([
      '« total » est une somme pondérée de « casual » et « registered ». Les connaît-on quand on interroge le modèle ?',
    ])
  })

  it('a name that is different in every row as what it is, no leak; nothing of a few rows', async () => {
    const names: ExampleTable = {
      columns: [
        { name: 'who', type: 'text' },
        { name: 'late', type: 'bool' },
      ],
      rows: rows.map((row, at) => [`person ${at}`, row[5] ?? null]),
    }
    const [name, ...others] = await told(logisticRegression, { target: 'late' }, names)
    expect(name?.text.en).toBe(
      `“who” has ${rows.length} different values in ${rows.length} rows: like a name, it tells nothing of other rows.`,
    )
    expect(name?.fix?.params).toEqual({ features: { by: 'all', except: ['who'] } })
    expect(others).toEqual([])
    expect(await told(logisticRegression, { target: 'late' }, { ...names, rows: names.rows.slice(0, 40) })).toEqual([])
    const twice = { ...names, rows: names.rows.map(([who, late], at) => [at % 2 === 0 ? who : `person ${at - 1}`, late]) } as ExampleTable
    expect(await told(logisticRegression, { target: 'late' }, twice)).toEqual([])
    const few = await told(logisticRegression, {}, { ...table, rows: rows.slice(0, 40) })
    expect(few.filter(({ text }) => text.en.includes('alone knows'))).toEqual([])
  })
})
