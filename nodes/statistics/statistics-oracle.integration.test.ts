import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExampleTable, NodeDefinition } from '../kit/define-node.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { compareGroups } from './compare-groups.ts'
import { correlations } from './correlations.ts'
import { crosstab } from './crosstab.ts'
import { summaryTable } from './summary-table.ts'

type Matrix = readonly (readonly number[])[]

const golden = JSON.parse(readFileSync(new URL('golden/statistics.json', import.meta.url), 'utf8')) as {
  readonly rows: ExampleTable['rows']
  readonly columns: readonly string[]
  readonly crosstab: { readonly counts: Matrix; readonly p: number; readonly expected: Matrix; readonly v: number }
  readonly shares: number
} & Readonly<Record<'pearson' | 'spearman' | 'kendall' | 'describe' | 'epsilon' | 'tau', Matrix>> &
  Readonly<Record<'pearsonP' | 'bh' | 'welch' | 'mannWhitney' | 'anova' | 'kruskal', readonly number[]>>

const types = { g2: 'text', g3: 'text', yes: 'bool' } as const
const table: ExampleTable = {
  columns: golden.columns.map((name) => ({ name, type: name in types ? types[name as keyof typeof types] : 'float' })),
  rows: golden.rows,
}

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const run = async (node: NodeDefinition, params: object, port = 'table') =>
  (await harness.run(node, params, { table })).tables[port]?.rows ?? []

function expectNear(got: readonly unknown[], wanted: readonly number[]): void {
  expect(got).toHaveLength(wanted.length)
  for (const [at, value] of wanted.entries()) expect(Number(got[at])).toBeCloseTo(value, 9)
}

const numbers = { by: 'names', names: ['u', 'v', 'w'] }

describe('statistics against pandas and scipy', () => {
  it.each(['pearson', 'spearman', 'kendall'] as const)('%s correlations of pairs with gaps', async (method) => {
    const rows = await run(correlations, { columns: numbers, method }, 'matrix')
    for (const [at, row] of rows.entries()) expectNear(row.slice(1), golden[method][at] ?? [])
  })
  it('p-values, corrected', async () => {
    const rows = await run(correlations, { columns: numbers, correction: 'benjamini-hochberg' })
    expectNear(
      rows.map((row) => row[6]),
      golden.pearsonP,
    )
    expectNear(
      rows.map((row) => row[7]),
      golden.bh,
    )
  })
  it.each([
    ['welch', 'g2', 'welch'],
    ['auto', 'g2', 'welch'],
    ['mann-whitney', 'g2', 'mannWhitney'],
    ['anova', 'g3', 'anova'],
    ['kruskal', 'g3', 'kruskal'],
  ] as const)('%s', async (test, group, name) => {
    const rows = await run(compareGroups, { columns: numbers, group, test })
    expectNear(
      rows.map((row) => row[7]),
      golden[name],
    )
  })
  it('intervals of rank tests', async () => {
    const kruskal = await run(compareGroups, { columns: numbers, group: 'g3', test: 'kruskal' })
    for (const [index, row] of kruskal.entries()) expectNear(row.slice(10, 13), golden.epsilon[index] ?? [])
    const kendall = await run(correlations, { columns: numbers, method: 'kendall' })
    for (const [index, row] of kendall.entries()) expectNear(row.slice(4, 6), golden.tau[index] ?? [])
  })
  it('shares and tables of counts', async () => {
    const yes = { by: 'names', names: ['yes'] }
    expectNear([(await run(compareGroups, { columns: yes, group: 'g2', test: 'proportions' }))[0]?.[7]], [golden.shares])
    expectNear([(await run(compareGroups, { columns: yes, group: 'g3' }))[0]?.[7]], [golden.crosstab.p])
    const cells = await run(crosstab, { rows: 'g3', columns: 'yes' })
    expectNear(
      cells.map((row) => row[2]),
      golden.crosstab.counts.flat(),
    )
    expectNear(
      cells.map((row) => row[6]),
      golden.crosstab.expected.flat(),
    )
    expectNear((await run(crosstab, { rows: 'g3', columns: 'yes' }, 'test'))[0]?.slice(3, 5) ?? [], [golden.crosstab.p, golden.crosstab.v])
  })
  it('figures of columns', async () => {
    const rows = await run(summaryTable, { columns: numbers })
    // pandas: count, mean, deviation, smallest, quartiles, largest.
    const ours = [4, 11, 12, 9, 13, 14, 15, 10]
    for (const [place, at] of ours.entries())
      expectNear(
        rows.map((row) => row[at]),
        golden.describe[place] ?? [],
      )
  })
})
