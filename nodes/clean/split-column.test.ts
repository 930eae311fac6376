import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { splitColumn } from './split-column.ts'

const table = {
  columns: [
    { name: 't', type: 'text', role: 'sensitive' },
    { name: 't 1', type: 'int' },
  ],
  rows: [],
} as const

const fit = (params: object, ...answers: Parameters<typeof fitNode>[3]) => fitNode(splitColumn, { column: 't', ...params }, table, answers)
/** Rows with more than one part, most parts and spread for each of the nine signs. */
const signs = (...found: readonly (readonly [number, number, number])[]) => [
  [...found, ...Array<readonly number[]>(9)].slice(0, 9).flatMap((item) => item ?? [0, 1, 0]),
]

describe('split column', () => {
  it('takes the sign that most texts have, equally often', async () => {
    const { state } = await fit({ types: false }, signs([50, 2, 0.5], [98, 4, 0.9], [100, 3, 0.1]))
    expect(state).toMatchObject({ cut: { kind: 'delimiter', text: '\t', parts: 3 } })
  })

  it('makes no more than 20 columns by itself, and names them anew', async () => {
    const { applied } = await fit({ how: 'delimiter', types: false, keep: false }, [[9, 500, 3]])
    expect(columnsOf(applied)).toHaveLength(21)
    expect(columnsOf(applied).slice(0, 2)).toEqual(['t 1: int', 't 1_2: text (sensitive)'])
  })

  it('finds the narrowest type that all values have; codes stay text', async () => {
    const answers = [[4, 0, 4, 4, 0, 3, 0, 1, 3, 0, 5, 2, 5, 5, 0, 4, 0, 0, 0, 4, 0, 0, 0, 0, 0]]
    const { state } = await fit({ how: 'delimiter', most: 5 }, answers)
    expect(state).toMatchObject({ types: ['int', 'float', 'text', 'date', 'text'] })
  })

  it.each([
    ['no-delimiter', {}, signs()],
    ['nothing-chosen', { how: 'delimiter', delimiter: '' }, []],
    ['nothing-chosen', { how: 'lengths' }, []],
    ['bad-value', { how: 'positions', numbers: '5; 3' }, []],
    ['bad-value', { how: 'lengths', numbers: '0' }, []],
    ['bad-constant', { how: 'pattern', pattern: '(' }, []],
  ])('objects: %s', async (code, params, answer) => {
    expect(await problemOf(() => fit(params, answer))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(splitColumn, { column: 't' })).toBe('split “t”')
    expect(sentenceOf(splitColumn, { column: 't', how: 'delimiter' })).toBe('split “t” at “,”')
  })
})
