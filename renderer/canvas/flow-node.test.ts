import { expect, test } from 'vitest'
import { flowNodes, keepSame, markId, noteFlowId } from './flow-node.ts'
import { at, documentOf } from './testing/small-catalogue.ts'

const base = { selection: { nodes: [], wires: [] }, marks: { notes: [], frames: [] }, compact: false }
const box = { x: 0, y: 0, width: 96, height: 32 }
const document = {
  ...documentOf({ a: ['source', at(0)], b: ['step', at(1)] }),
  notes: { a: { text: 'why', ...box } },
  frames: { a: { title: '1', ...box } },
}

test('frames lie behind notes behind nodes, and no two share an id', () => {
  const nodes = flowNodes({ document, ...base })
  expect(nodes.map(({ type }) => type)).toEqual(['frame', 'note', 'card', 'card'])
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(4)
  expect(markId(noteFlowId('a'))).toBe('a')
})

test('sizes are known before anything is drawn', () => {
  for (const { measured, width, height } of flowNodes({ document, ...base })) expect(measured).toEqual({ width, height })
})

test('what did not change stays the same object', () => {
  const before = flowNodes({ document, ...base })
  const after = keepSame(before, flowNodes({ document, ...base, selection: { nodes: ['b'], wires: [] } }))
  expect(after.map((node, i) => node === before[i])).toEqual([true, true, true, false])
})
