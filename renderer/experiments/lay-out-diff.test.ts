import { describe, expect, it } from 'vitest'
import type { DocumentDiff } from '../../engine/protocol/experiment-comparison.ts'
import { layOutDiff } from './lay-out-diff.ts'

const diffOf = (keys: readonly string[], wires: readonly string[]): DocumentDiff => ({
  nodes: keys.map((key) => ({ key, ids: [key, key], types: ['x', 'x'], titles: [null, null], state: 'same', params: [] })),
  wires: wires.map((wire) => {
    const [from = '', to = ''] = wire.split(' > ')
    return { from: `${from}.out`, to: `${to}.in`, state: 'same' }
  }),
  settings: [],
  params: 0,
})

describe('the picture of two pipelines', () => {
  it('puts each node behind what it reads, and no two at one place', () => {
    const keys = ['file', 'split', 'one', 'other', 'end', 'alone']
    const { places, width, height } = layOutDiff(diffOf(keys, ['file > split', 'split > one', 'split > other', 'one > end', 'other > end']))
    const at = (key: string) => places.get(key) ?? { x: NaN, y: NaN }
    expect(at('split').x).toBeGreaterThan(at('file').x)
    expect(at('one').x).toBe(at('other').x)
    expect(at('one').y).not.toBe(at('other').y)
    expect(at('end').x).toBeGreaterThan(at('other').x)
    expect(new Set(keys.map((key) => JSON.stringify(at(key)))).size).toBe(6)
    for (const key of keys) {
      expect(at(key).x).toBeLessThan(width)
      expect(at(key).y).toBeLessThan(height)
    }
  })

  it('goes on below where one line would be too long to be read', () => {
    const keys = Array.from({ length: 15 }, (_, i) => `n${i}`)
    const chain = diffOf(
      keys,
      keys.slice(1).map((key, i) => `n${i} > ${key}`),
    )
    const whole = layOutDiff(chain)
    expect(new Set([...whole.places.values()].map(({ y }) => y)).size).toBe(1)
    for (const room of [1000, 640]) {
      const { places, width } = layOutDiff(chain, room)
      expect(room / width).toBeGreaterThanOrEqual(0.7)
      expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(15)
      const [first, next] = [places.get('n0'), [...places.values()].find(({ y }) => y > (places.get('n0')?.y ?? 0))]
      expect(next?.x).toBe(first?.x)
    }
  })
})
