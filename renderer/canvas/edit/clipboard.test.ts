import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyCommand } from '../../../engine/graph/commands/apply-command.ts'
import { at, documentOf, smallCatalogue as catalogue } from '../testing/small-catalogue.ts'
import { clipOf, pasteClip, readClip, writeClip } from './clipboard.ts'

const document = documentOf({ a: ['source', at(0)], b: ['step', at(1)], c: ['step', at(2)] }, ['a.table > b.table', 'b.table > c.table'])
const clip = clipOf(document, { nodes: ['b', 'c'], notes: [] })
const by = { x: 0, y: 96 }

test('the text can be read by a person and by the canvas', () => {
  const text = writeClip(clip, (id) => id.toUpperCase())
  expect(text.split('\n').slice(0, 3)).toEqual(['B', 'C <- B', ''])
  expect(readClip(text)).toEqual(clip)
})

test('any other text is no clip, and does no harm', () => {
  const almost = fc.json().map((json) => `words\n\n{"format":"millrace/nodes","nodes":${json}}`)
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), almost), (text) => {
      expect(readClip(text)).toBeUndefined()
    }),
    { seed: 3 },
  )
  expect(readClip('words {"format":"millrace/nodes"')).toBeUndefined()
})

test('a paste has its own ids and keeps the wires inside', () => {
  const { command, nodes } = pasteClip(document, clip, { by, keepInputs: false })
  const after = applyCommand(document, command, catalogue).document
  expect(nodes).toEqual(['b-2', 'c-2'])
  expect(after.wires.slice(2)).toEqual([{ from: 'b-2.table', to: 'c-2.table' }])
  expect(after.layout['b-2']).toEqual(at(1, 1))
})

test('a paste with its inputs is fed by what fed the original', () => {
  const { command } = pasteClip(document, clip, { by, keepInputs: true })
  expect(applyCommand(document, command, catalogue).document.wires).toContainEqual({ from: 'a.table', to: 'b-2.table' })
})

test('into another pipeline the nodes keep their ids, and wires from what is not there are left out', () => {
  const other = documentOf({})
  const { command } = pasteClip(other, clip, { by, keepInputs: true })
  const after = applyCommand(other, command, catalogue).document
  expect(Object.keys(after.nodes)).toEqual(['b', 'c'])
  expect(after.wires).toEqual([{ from: 'b.table', to: 'c.table' }])
})
