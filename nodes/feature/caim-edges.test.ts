import { expect, it } from 'vitest'
import { fitNode, sentenceOf } from '../kit/harness/compile-node.ts'
import { bin } from './bin.ts'
import { caimEdges } from './caim-edges.ts'
import oracle from './golden/caim-oracle.json' with { type: 'json' }

const edgesOf = (values: readonly number[], classes: readonly number[]) => caimEdges(Float64Array.from(values), Int32Array.from(classes))

// Edges by the slow way in golden/caim-oracle.py; the first four are the irises.
it.each(oracle.map(({ values, classes, edges }, at) => [at, values, classes, edges] as const))(
  'parts table %i',
  (_, values, classes, edges) => {
    expect(edgesOf(values, classes).map((edge) => Number(edge.toFixed(9)))).toEqual(edges.map((edge) => Number(edge.toFixed(9))))
  },
)

it('takes the edges that the formula tells by hand', () => {
  // One cut at 3.5: (3²/3 + 3²/3) / 2 = 3; a third bin only divides: at most (2 + 1 + 3) / 3 = 2.
  expect(edgesOf([1, 2, 3, 4, 5, 6], [0, 0, 0, 1, 1, 1])).toEqual([3.5])
  // 0 0 1 1 0 0: cut after two, (2²/2 + 2²/4) / 2 = 1.5 as after four; a third bin gives (2 + 2 + 2) / 3 = 2, a fourth at most 6 / 4.
  expect(edgesOf([1, 2, 3, 4, 5, 6], [0, 0, 1, 1, 0, 0])).toEqual([2.5, 4.5])
})

it('goes on to as many bins as classes even where that loses, if the values allow', () => {
  // 2²/6 for one bin, (1²/3 + 1²/3) / 2 for two: less, but there are three classes.
  expect(edgesOf([1, 1, 1, 2, 2, 2], [0, 1, 2, 0, 1, 2])).toEqual([1.5])
  expect(edgesOf([1, 1, 1, 1], [0, 1, 2, 0])).toEqual([])
  expect(edgesOf([], [])).toEqual([])
})

it('is an option of the bins', async () => {
  const table = {
    columns: [
      { name: 'x', type: 'int' },
      { name: 'kind', type: 'text', role: 'target' },
    ],
    rows: [],
  } as const
  const rows = [1, 2, 3, 4, 5, 6].map((x) => [x < 4 ? 'a' : 'b', x])
  const { state } = await fitNode(bin, { columns: { by: 'names', names: ['x'] }, method: 'caim' }, table, [rows])
  expect(state).toEqual({ columns: [{ name: 'x', edges: [3.5] }] })
  expect(sentenceOf(bin, { columns: { by: 'names', names: ['x'] }, method: 'caim', classes: 'kind' })).toBe('“x” where “kind” parts')
})
