import { expect, it } from 'vitest'
import { entropyEdges } from './entropy-edges.ts'
import iris from './golden/iris.json' with { type: 'json' }

// Edges by the slow way in golden/iris.py.

it.each(Object.entries(iris.edges).map(([name, edges], index) => [name, index, edges] as const))(
  'parts the irises by %s',
  (_, index, edges) => {
    const values = Float64Array.from(iris.rows, (row) => row[index] ?? 0)
    const found = entropyEdges(
      values,
      Int32Array.from(iris.rows, (row) => row[4] ?? 0),
    )
    expect(found.map((edge) => Number(edge.toFixed(6)))).toEqual(edges)
  },
)

it('finds no edge where nothing is to be gained', () => {
  const values = Float64Array.from({ length: 200 }, (_, index) => index)
  expect(entropyEdges(values, new Int32Array(200))).toEqual([])
  expect(
    entropyEdges(
      values,
      Int32Array.from(values, (value) => value % 2),
    ),
  ).toEqual([])
  expect(entropyEdges(new Float64Array(0), new Int32Array(0))).toEqual([])
})

it('does not part equal values', () => {
  expect(
    entropyEdges(
      new Float64Array(50).fill(3),
      Int32Array.from({ length: 50 }, (_, index) => index % 2),
    ),
  ).toEqual([])
})
