import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Relation } from '../../engine/relation/relation.ts'
import { fitContext } from '../../engine/run/fit-context.ts'
import type { ExampleTable } from '../kit/define-node.ts'
import { relationOf, tableOf } from '../kit/harness/example-table.ts'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { fixSkew } from './fix-skew.ts'
import oracle from './golden/skew-oracle.json' with { type: 'json' }

// What scikit-learn 1.9.1 and pandas 3.1.1 gave, recorded by golden/skew-oracle.py.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const column = (values: readonly (number | string | null)[]): ExampleTable => ({
  columns: [{ name: 'x', type: 'float' }],
  rows: values.map((value) => [value]),
})

interface Case {
  readonly method: string
  readonly standardise: boolean
  readonly learnt: readonly number[]
  readonly later?: readonly number[]
  readonly lambda?: number
  readonly skew?: number
  readonly values: readonly number[]
}

interface Learnt {
  readonly columns: readonly { readonly method: string; readonly lambda: number; readonly skew: number }[]
}

async function learn(params: unknown, values: readonly (number | string | null)[]) {
  if (!('fit' in fixSkew)) throw new Error('no fit body')
  const { fit, apply } = fixSkew
  const parsed = fixSkew.params.parse(params) as never
  const state = JSON.parse(
    JSON.stringify(await fit(parsed, relationOf(column(values)), fitContext(harness.db, 1, new AbortController().signal))),
  ) as Learnt
  const applied = async (later: readonly number[]) =>
    (await tableOf(harness.db, apply(state as never, parsed, relationOf(column(later))) as Relation)).rows
  return { state, applied }
}

it.each((oracle.cases as readonly Case[]).map((item, index) => [`${item.method} ${index}`, item] as const))(
  'transforms as scikit-learn does: %s',
  async (_, item) => {
    const params = { method: item.method, standardise: item.standardise, knots: 25 }
    const { state, applied } = await learn(params, [...item.learnt, null, 'NaN', 'Infinity'])
    const [fitted] = state.columns
    if (item.lambda !== undefined) expect(fitted?.lambda).toBeCloseTo(item.lambda, 5)
    if (item.skew !== undefined) expect(fitted?.skew).toBeCloseTo(item.skew, 9)
    const rows = await applied(item.later ?? oracle.later)
    item.values.forEach((value, index) => {
      const distance = Math.abs(Number(rows[index]?.[0]) - value) / Math.max(1, Math.abs(value))
      expect(distance, `value ${index}`).toBeLessThan(item.method === 'rank' ? 1e-10 : 1e-6)
    })
  },
)

it('leaves what is even alone, and chooses by the sign', async () => {
  const method = async (values: readonly number[]) => (await learn({}, values)).state.columns[0]?.method
  expect(await method([1, 2, 3, 4, 5])).toBe('none')
  expect(await method([1, 2, 3, 4, 500])).toBe('box-cox')
  expect(await method([0, 2, 3, 4, 500])).toBe('yeo-johnson')
  expect(await method([7, 7, 7])).toBe('none')
})

it('gives missing for what has no transform', async () => {
  const { tables } = await harness.run(fixSkew, { method: 'box-cox' }, { table: column([1, 2, 9, 80, 0, -3, null]) })
  expect(tables['table']?.rows.slice(4)).toEqual([[null], [null], [null]])
})
