import { describe, expect, it } from 'vitest'
import { columnsOf, fitNode, problemOf, sentenceOf } from '../kit/harness/compile-node.ts'
import { bin } from './bin.ts'

const table = {
  columns: [
    { name: 'x', type: 'float', role: 'sensitive' },
    { name: 't', type: 'text' },
  ],
  rows: [],
} as const

const x = { by: 'names', names: ['x'] }
const fit = (params: object, row: readonly (number | null)[] = []) => fitNode(bin, { columns: x, ...params }, table, [[row]])
const learns = (params: unknown) => 'fit' in bin && bin.learns?.(bin.params.parse(params) as never)

/** The texts of the bins, from the expression. */
async function ranges(params: object, row?: readonly number[]): Promise<readonly unknown[]> {
  const { applied } = await fit(params, row)
  return [...JSON.stringify(applied).matchAll(/"type":"text","value":"([^"]*)"/g)].map((match) => match[1])
}

describe('bin', () => {
  it('reads edges in any order, with semicolons, spaces or commas', async () => {
    expect(await ranges({ method: 'edges', edges: '65; 18' })).toEqual(['< 18', '18 – 65', '≥ 65'])
    expect(await ranges({ method: 'edges', edges: '1,5 2,5' })).toEqual(['< 1.5', '1.5 – 2.5', '≥ 2.5'])
    expect(await ranges({ method: 'edges', edges: '18, 65, 18' })).toEqual(['< 18', '18 – 65', '≥ 65'])
    expect(learns({ method: 'edges' })).toBe(false)
    expect(learns({ method: 'width' })).toBe(true)
  })

  it('shows as many digits as keep ranges apart', async () => {
    expect(await ranges({ method: 'edges', edges: '1000001 1000002' })).toEqual(['< 1000001', '1000001 – 1000002', '≥ 1000002'])
    expect(await ranges({ method: 'edges', edges: '0.123456 7' })).toEqual(['< 0.1235', '0.1235 – 7', '≥ 7'])
  })

  it('makes fewer bins where many rows have one value, one where all have', async () => {
    expect((await fit({ method: 'frequency', count: 4 }, [1, 1, 3])).state).toEqual({ columns: [{ name: 'x', edges: [1, 3] }] })
    expect(await ranges({ count: 4 }, [5, 5])).toEqual(['−∞ – ∞'])
    expect((await fit({ count: 4 }, [null, null])).state).toEqual({ columns: [{ name: 'x', edges: [] }] })
  })

  it('stands in the place of the number, or beside it, and stays sensitive', async () => {
    expect(columnsOf((await fit({ as: 'number' }, [0, 1])).applied)).toEqual(['x: int (sensitive)', 't: text'])
    expect(columnsOf((await fit({ keep: true }, [0, 1])).applied)).toEqual(['x: float (sensitive)', 't: text', 'x bin: text (sensitive)'])
  })

  it.each([
    ['nothing-chosen', { columns: { by: 'names', names: [] } }],
    ['nothing-chosen', { method: 'edges', edges: ' ' }],
    ['bad-value', { method: 'edges', edges: '1; two' }],
    ['wrong-type', { columns: { by: 'names', names: ['t'] } }],
  ])('objects: %s', async (code, params) => {
    expect(await problemOf(() => fit(params))).toMatchObject({ code })
  })

  it('says what it does', () => {
    expect(sentenceOf(bin, { columns: x, method: 'frequency', count: 3 })).toBe('“x” into 3 bins of equal frequency')
  })
})

describe('bins where classes part', () => {
  const table = {
    columns: [
      { name: 'x', type: 'float' },
      { name: 'kind', type: 'text', role: 'target' },
      { name: 'n', type: 'int' },
    ],
    rows: [],
  } as const
  const rows = Array.from({ length: 40 }, (_, index) => [index < 20 ? 'a' : 'b', index, index % 2] as const)

  it('takes the target for the classes, and one bin where nothing is to be gained', async () => {
    const { state } = await fitNode(bin, { columns: { by: 'names', names: ['x', 'n'] }, method: 'entropy' }, table, [rows])
    expect(state).toEqual({
      columns: [
        { name: 'x', edges: [19.5] },
        { name: 'n', edges: [] },
      ],
    })
  })

  it('writes names of my own, and ranges where there are none', async () => {
    const params = { columns: { by: 'names', names: ['x'] }, method: 'edges', edges: '1 2', as: 'label', labels: 'low;;high' }
    const { applied } = await fitNode(bin, params, table, [])
    expect(JSON.stringify(applied)).toMatch(/"low".*"1 – 2".*"high"/)
  })

  it('needs classes', async () => {
    const plain = { ...table, columns: [table.columns[0]] }
    const problem = await problemOf(() => fitNode(bin, { columns: { by: 'names', names: ['x'] }, method: 'entropy' }, plain, [rows]))
    expect(problem).toMatchObject({ code: 'nothing-chosen', param: 'classes' })
  })
})
