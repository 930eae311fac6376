import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { readNumbers } from './read-numbers.ts'

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

async function read(params: Readonly<Record<string, unknown>>, texts: readonly (string | null)[]) {
  const table = { columns: [{ name: 'x', type: 'text' }], rows: texts.map((text) => [text]) } as const
  const { tables } = await harness.run(readNumbers, { columns: { by: 'names', names: ['x'] }, ...params }, { table })
  return tables['table']?.rows.map((row) => row[0])
}

it.each([
  ['point', '1,234.50', 1234.5],
  ['point', '1 234.5', 1234.5],
  ['point', "1'234'567", 1234567],
  ['point', '1,23', null],
  ['point', '1.2.3', null],
  ['point', '-€5', -5],
  ['point', '€ -5', -5],
  ['point', '$ 12', 12],
  ['point', '\u221212.5 kg', -12.5],
  ['point', '(1,200.00)', -1200],
  ['point', '1e3', 1000],
  ['point', '.5', 0.5],
  ['point', '12.', 12],
  ['point', '50 %', 0.5],
  ['point', '3 4', null],
  ['point', 'many', null],
  ['point', '', null],
  ['comma', '1.234,50 €', 1234.5],
  ['comma', '1\u202f234,5', 1234.5],
  ['comma', '1.23', null],
  ['comma', '1.234', 1234],
  ['comma', '0,5%', 0.005],
])('%s: %s', async (decimal, text, expected) => {
  expect(await read({ decimal }, [text])).toEqual([expected])
})

it('finds numbers in longer texts', async () => {
  const texts = ['2 rooms, 45.5 m', 'born 1897-1975', 'costs 1,200 or -3', 'none', '80% sure', 'no. 7']
  expect(await read({ take: 'first' }, texts)).toEqual([2, 1897, 1200, null, 0.8, 7])
  expect(await read({ take: 'last' }, ['a 1 b 2 c', '1,200', 'up to 50%', 'x', '1 to -3', '1897-1975'])).toEqual([
    2,
    1200,
    0.5,
    null,
    -3,
    1975,
  ])
})

it('counts units by the list, and takes no others', async () => {
  const factors = [
    { key: 'km', value: '1000' },
    { key: 'm', value: '1' },
  ]
  expect(await read({ factors }, ['3 km', '12m', '7', '5 miles', '1.5km'])).toEqual([3000, 12, 7, null, 1500])
  expect(await read({ units: 'refuse', percent: false }, ['3 km', '7', '8%'])).toEqual([null, 7, 8])
})

it('stops the run at a text that is no number, when asked', async () => {
  await expect(read({ onError: 'fail' }, ['1', 'x'])).rejects.toThrow(/not a number/)
  expect(await read({ onError: 'fail' }, ['1', null, ' '])).toEqual([1, null, null])
})
