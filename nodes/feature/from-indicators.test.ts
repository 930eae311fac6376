import { describe, expect, it } from 'vitest'
import { columnsOf, compileNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { fromIndicators } from './from-indicators.ts'

const table = {
  columns: [
    { name: 'x = a', type: 'bool', role: 'sensitive' },
    { name: 'b', type: 'float' },
    { name: 'category', type: 'text' },
  ],
  rows: [],
} as const
const names = (...chosen: string[]) => ({ by: 'names', names: chosen })

describe('one column from many', () => {
  it('is sensitive when one of the columns is, and takes no name that is there', () => {
    const made = compileNode(fromIndicators, { columns: names('b', 'x = a') }, { table })
    expect(columnsOf(made['table'])).toEqual(['category: text', 'category_2: text (sensitive)'])
  })

  it('objects to texts', async () => {
    expect(await problemOf(() => compileNode(fromIndicators, { columns: names('category') }, { table }))).toMatchObject({
      code: 'wrong-type',
    })
  })

  it('says what it does', () => {
    expect(sentenceOf(fromIndicators, { columns: names('b') })).toBe('“category” out of “b”')
  })
})
