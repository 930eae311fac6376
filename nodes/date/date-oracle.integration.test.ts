import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHarness, type Harness } from '../kit/harness/open-harness.ts'
import { difference } from './difference.ts'
import oracle from './golden/date-oracle.json' with { type: 'json' }
import { shift } from './shift.ts'

// What Python’s zoneinfo and dateutil gave, recorded by golden/date-oracle.py.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness(new Map())
})
afterAll(() => harness.close())

const moments = (rows: readonly (readonly string[])[]) => ({
  columns: (rows[0] ?? []).map((_, index) => ({ name: 'abc'.charAt(index), type: 'timestamp' as const })),
  rows,
})
const seconds = (value: unknown) => String(value).replace(/\.000000$/, '')

async function shifted(texts: readonly string[], params: object) {
  const { tables } = await harness.run(shift, params, { table: moments(texts.map((text) => [text])) })
  return tables['table']?.rows.map((row) => seconds(row[0]))
}

it.each(Object.entries(oracle.zones))('knows the clocks of %s', async (zone, { there, back }) => {
  expect(await shifted(oracle.moments, { act: 'zone', from: 'utc', to: zone })).toEqual(there)
  expect(await shifted(oracle.moments, { act: 'zone', from: zone, to: 'utc' })).toEqual(back)
})

it.each(Object.entries(oracle.moved))('moves by %ss as dateutil does', async (unit, expected) => {
  for (const [index, amount] of [-13, 1, 5].entries()) {
    const wanted = expected.filter((_, at) => at % 3 === index)
    expect(await shifted(oracle.days, { unit, amount })).toEqual(wanted)
  }
})

it('counts years, months, days and seconds as dateutil does', async () => {
  for (const [index, unit] of ['years', 'months', 'days', 'seconds'].entries()) {
    const { tables } = await harness.run(difference, { from: 'a', to: 'b', unit }, { table: moments(oracle.pairs) })
    expect(
      tables['table']?.rows.map((row) => Number(row[2])),
      unit,
    ).toEqual(oracle.between.map((row) => row[index] ?? Number.NaN))
  }
})
