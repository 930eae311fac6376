import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { validate } from './validate.ts'

const table = {
  columns: [
    { name: 'd', type: 'date', role: 'sensitive' },
    { name: 's', type: 'text' },
  ],
  rows: [],
} as const
const names = (...chosen: string[]) => ({ by: 'names', names: chosen })

describe('check dates', () => {
  it('turns texts into dates with time, and lists what it took out', () => {
    const made = compileNode(validate, { columns: names('d', 's') }, { table })
    expect(columnsOf(made['table'])).toEqual(['d: date (sensitive)', 's: timestamp'])
    expect(columnsOf(made['rejected'])).toEqual(['d: date (sensitive)', 's: text', 'reason: text'])
  })

  it('marks beside, as sensitive as the date', () => {
    expect(columnsOf(compileNode(validate, { policy: 'flag' }, { table })['table'])).toEqual([
      'd: date (sensitive)',
      's: text',
      'd valid: bool (sensitive)',
    ])
  })

  it('objects to a text to compare with', async () => {
    expect(await problemOf(() => compileNode(validate, { after: 's' }, { table }))).toMatchObject({ code: 'wrong-type', param: 'after' })
  })

  it('says what it does', () => {
    expect(sentenceOf(validate, { columns: names('d'), earliest: '2000-01-01' })).toBe('check that “d” are from 2000-01-01 on')
  })
})
