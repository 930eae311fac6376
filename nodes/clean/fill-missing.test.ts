import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { fillMissing } from './fill-missing.ts'

const table = {
  columns: [
    { name: 'n', type: 'int' },
    { name: 'x', type: 'float' },
    { name: 't', type: 'text' },
    { name: 'n missing', type: 'bool' },
    { name: 'y', type: 'float', role: 'target' },
  ],
  rows: [],
} as const

const fit = (params: unknown, ...answers: Parameters<typeof fitNode>[3]) => fitNode(fillMissing, params, table, answers)
const names = (...chosen: string[]) => ({ by: 'names', names: chosen })

describe('fill missing', () => {
  it('learns one value a column in one question, and leaves the target alone', async () => {
    const { state, applied } = await fit({ mark: true }, [[3.5, 1]])
    expect(state).toEqual({
      values: [
        { name: 'n', type: 'float', value: 3.5 },
        { name: 'x', type: 'float', value: 1 },
      ],
    })
    expect(columnsOf(applied)).toEqual([
      'n: float',
      'x: float',
      't: text',
      'n missing: bool',
      'y: float (target)',
      'n missing_2: bool',
      'x missing: bool',
    ])
  })

  it('keeps the type when the most frequent value is taken', async () => {
    const { applied } = await fit({ columns: names('n', 't'), method: 'mode' }, [[3, 'a']])
    expect(columnsOf(applied).slice(0, 3)).toEqual(['n: int', 'x: float', 't: text'])
  })

  it('learns nothing for a constant or the value above', async () => {
    expect((await fit({ columns: names('t'), method: 'constant', value: 'x' })).state).toEqual({ values: [] })
    expect((await fit({ columns: names('t'), method: 'previous' })).state).toEqual({ values: [] })
    if (!('fit' in fillMissing)) throw new Error('no fit body')
    expect(fillMissing.learns?.(fillMissing.params.parse({ method: 'previous' }) as never)).toBe(false)
    expect(fillMissing.learns?.(fillMissing.params.parse({ method: 'mode' }) as never)).toBe(true)
  })

  it('lets a whole-number column take a decimal constant', async () => {
    expect(columnsOf((await fit({ columns: names('n'), method: 'constant', value: '0.5' })).applied)[0]).toBe('n: float')
  })

  it.each([
    ['nothing-to-learn', {}, [[null, 1]]],
    ['nothing-to-learn', {}, []],
    ['wrong-type', { columns: names('t') }, []],
    ['column-missing', { columns: names('z') }, []],
    ['nothing-chosen', { columns: names('t'), method: 'constant' }, []],
    ['bad-value', { columns: names('n'), method: 'constant', value: 'many' }, []],
    ['column-missing', { columns: names('t'), method: 'previous', order: 'z' }, []],
  ])('objects: %s', async (code, params, rows) => {
    expect(await problemOf(() => fit(params, rows))).toMatchObject({ code })
  })

  it('offers to leave out a column without values', async () => {
    const problem = await problemOf(() => fit({ columns: { by: 'types', types: ['int', 'float'] } }, [[null, 1]]))
    expect(problem.fixes).toMatchObject([{ params: { columns: { by: 'types', types: ['int', 'float'], except: ['n'] } } }])
  })

  it('says what it does', () => {
    expect(sentenceOf(fillMissing, {})).toBe('fill number columns with the median')
    expect(sentenceOf(fillMissing, { columns: names('t'), method: 'constant', value: '?' })).toBe('fill “t” with “?”')
  })
})
