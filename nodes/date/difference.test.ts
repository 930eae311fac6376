import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { difference } from './difference.ts'

const table = {
  columns: [
    { name: 'd', type: 'date', role: 'sensitive' },
    { name: 't', type: 'timestamp' },
    { name: 'x', type: 'int' },
  ],
  rows: [],
} as const

const fit = (params: object, ...answers: Parameters<typeof fitNode>[3]) => fitNode(difference, { from: 'd', ...params }, table, answers)
const last = async (params: object) => columnsOf((await fit(params)).applied).at(-1)

describe('time between dates', () => {
  it('counts full units as whole numbers, with decimals where asked for', async () => {
    expect(await last({ to: 't' })).toBe('d days: int (sensitive)')
    expect(await last({ to: 't', unit: 'hours', decimals: true })).toBe('d hours: float (sensitive)')
    expect(await last({ from: 't', to: 'd', unit: 'months', name: 'd' })).toBe('d_2: int')
  })

  it('learns the latest date', async () => {
    expect((await fit({ until: 'latest' }, [[19782]])).state).toEqual({ latest: '2024-02-29' })
    expect(await problemOf(() => fit({ until: 'latest' }, [[null]]))).toMatchObject({ code: 'nothing-to-learn' })
  })

  it.each([
    ['nothing-chosen', { until: 'day' }],
    ['nothing-chosen', {}],
    ['wrong-type', { to: 'x' }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => fit(params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(difference, { from: 'd', to: 't' })).toBe('days from “d” to “t”')
  })
})
