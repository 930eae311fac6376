import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Document } from '../protocol/document.ts'
import { reach, topology } from './topology.ts'

function graph(count: number, pairs: readonly (readonly [number, number])[]): Document {
  return {
    format: 'millrace/pipeline',
    version: 1,
    name: 'graph',
    seed: 1,
    parameters: {},
    nodes: Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, { type: 'x', version: 1, params: {} }])),
    wires: pairs.map(([a, b]) => ({ from: `n${a}.out`, to: `n${b}.in` })),
    notes: {},
    frames: {},
    layout: {},
  }
}

const forward = fc
  .tuple(fc.integer({ min: 2, max: 30 }), fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 60 }))
  .map(([count, pairs]) => ({ count, pairs: pairs.filter(([a, b]) => a < b && b < count) }))

describe('topology', () => {
  it('orders every graph without a circle so that all wires go forward', () => {
    fc.assert(
      fc.property(forward, ({ count, pairs }) => {
        const { order, cyclic } = topology(graph(count, pairs))
        expect(cyclic).toEqual([])
        const place = new Map(order.map((id, index) => [id, index]))
        for (const [a, b] of pairs) expect(place.get(`n${a}`)).toBeLessThan(place.get(`n${b}`) ?? -1)
      }),
    )
  })

  it('keeps nodes of a circle, and those behind it, out of the order', () => {
    const found = topology(
      graph(5, [
        [0, 1],
        [1, 2],
        [2, 1],
        [2, 3],
      ]),
    )
    expect(found.order).toEqual(['n0', 'n4'])
    expect(found.cyclic).toEqual(['n1', 'n2', 'n3'])
  })

  it('ignores wires to nodes that are not there', () => {
    const document = { ...graph(2, [[0, 1]]), wires: [{ from: 'gone.out', to: 'n1.in' }] }
    expect(topology(document).order).toEqual(['n0', 'n1'])
  })

  it('reaches up and down with the starts themselves', () => {
    const found = topology(
      graph(5, [
        [0, 1],
        [1, 2],
        [3, 2],
      ]),
    )
    expect([...reach(found, ['n1'], 'up')].toSorted()).toEqual(['n0', 'n1'])
    expect([...reach(found, ['n1'], 'down')].toSorted()).toEqual(['n1', 'n2'])
  })
})
