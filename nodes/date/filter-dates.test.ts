import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { filterDates } from './filter-dates.ts'

const table = {
  columns: [
    { name: 'd', type: 'date' },
    { name: 't', type: 'timestamp', role: 'time' },
  ],
  rows: [],
} as const
const fit = (params: object, ...answers: Parameters<typeof fitNode>[3]) => fitNode(filterDates, { column: 't', ...params }, table, answers)

describe('filter by date', () => {
  it('keeps the columns, in both outputs', async () => {
    const { outputs } = await fit({ from: '2024-01-01' })
    expect(columnsOf(outputs['table'])).toEqual(['d: date', 't: timestamp (time)'])
    expect(columnsOf(outputs['others'])).toEqual(['d: date', 't: timestamp (time)'])
  })

  it('learns the latest day, and only where it needs it', async () => {
    expect((await fit({ how: 'latest' }, [[1709208000000000n]])).state).toEqual({ latest: '2024-02-29' })
    expect((await fit({ how: 'latest', asOf: '2024-01-01' })).state).toEqual({ latest: null })
  })

  it.each([
    ['nothing-chosen', {}],
    ['nothing-chosen', { how: 'part' }],
    ['bad-value', { how: 'part', numbers: 'June' }],
    ['wrong-type', { how: 'part', part: 'hour', column: 'd', numbers: '8' }],
    ['nothing-to-learn', { how: 'latest' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => fit(params, [[null]]))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(filterDates, { column: 'd', how: 'latest' })).toBe('keep “d” of the last 12 months')
  })
})
