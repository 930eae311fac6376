import { expect, test } from 'vitest'
import type { Document } from '../../../engine/protocol/document.ts'
import { at, documentOf, smallCatalogue } from '../testing/small-catalogue.ts'
import { hiddenBy, shownDocument } from './shown-document.ts'

const box = { x: 0, y: 0, width: 600, height: 200 }
const open = documentOf({ a: ['source', at(0)], b: ['step', at(1)], c: ['step', at(2)], d: ['step', at(3)], e: ['step', at(4)] }, [
  'a.table > b.table',
  'b.table > c.table',
  'c.table > d.table',
  'c.table > e.table',
  'a.table > e.table',
])
const frame = (nodes: readonly string[], more: Partial<Document['frames'][string]> = {}) => ({
  title: 'Clean',
  ...box,
  collapsed: { nodes: [...nodes], notes: [], frames: [] },
  ...more,
})

test('a document without collapsed frames is drawn as it is', () => {
  const document = { ...open, frames: { f: { title: 'Clean', ...box } } }
  expect(shownDocument(document, smallCatalogue).document).toBe(document)
})

test('wires in and out lead to the frame, those within are not drawn, others stay', () => {
  const { document, catalogue, standsFor } = shownDocument({ ...open, frames: { f: frame(['b', 'c']) } }, smallCatalogue)
  expect(Object.keys(document.nodes)).toEqual(['a', 'd', 'e', 'frame:f'])
  expect(document.wires).toEqual([
    { from: 'a.table', to: 'frame:f.a:table' },
    { from: 'frame:f.c:table', to: 'd.table' },
    { from: 'frame:f.c:table', to: 'e.table' },
    { from: 'a.table', to: 'e.table' },
  ])
  expect(document.layout['frame:f']).toEqual({ x: 0, y: 0 })
  expect(document.frames).toEqual({})
  expect(Object.keys(catalogue.get('frame:f')?.inputs ?? {})).toEqual(['a:table'])
  expect(Object.keys(catalogue.get('frame:f')?.outputs ?? {})).toEqual(['c:table'])
  expect(standsFor.get('c')).toBe('frame:f')
})

test('what one output feeds inside is drawn once, and two frames are joined by one wire', () => {
  const frames = { f: frame(['a']), g: frame(['b', 'e']) }
  const { document } = shownDocument({ ...open, frames }, smallCatalogue)
  expect(document.wires.map(({ from, to }) => `${from} ${to}`)).toEqual([
    'frame:f.a:table frame:g.a:table',
    'frame:g.b:table c.table',
    'c.table d.table',
    'c.table frame:g.c:table',
  ])
})

test('the outermost frame hides what is in a frame in it; a node that is gone hides nothing', () => {
  const inner = frame(['b'], { title: 'In' })
  const outer = frame(['b', 'c', 'gone'], { collapsed: { nodes: ['b', 'c', 'gone'], notes: ['n'], frames: ['in'] } })
  const document = { ...open, notes: { n: { text: 'x', ...box } }, frames: { in: inner, out: outer } }
  expect(hiddenBy(document).nodes.get('b')).toBe('out')
  const shown = shownDocument(document, smallCatalogue).document
  expect(Object.keys(shown.nodes)).toEqual(['a', 'd', 'e', 'frame:out'])
  expect([shown.notes, shown.frames]).toEqual([{}, {}])
})
