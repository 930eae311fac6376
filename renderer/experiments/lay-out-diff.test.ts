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
})
