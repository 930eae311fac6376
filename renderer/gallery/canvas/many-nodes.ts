import type { Document } from '../../../engine/protocol/document.ts'
import { emptyDocument } from '../empty-document.ts'

const perRow = 20
const types = ['clean.text', 'clean.filter', 'feature.scale', 'clean.formula', 'feature.one-hot']

/** A pipeline of many nodes: rows of steps, each row fed by a file, some of them joined to the row above. */
export function manyNodes(count: number): Document {
  const document = emptyDocument(`${count} nodes`)
  for (let i = 0; i < count; i++) {
    const column = i % perRow
    const row = Math.floor(i / perRow)
    const id = `n${i}`
    const joins = column === 3 && row > 0
    const type = column === 0 ? 'source.file' : joins ? 'combine.join' : (types[i % types.length] ?? 'clean.text')
    document.nodes[id] = { type, version: 1, title: `Step ${i + 1}`, params: {} }
    document.layout[id] = { x: column * 272, y: row * 128 }
    if (column > 0) document.wires.push({ from: `n${i - 1}.table`, to: `${id}.table` })
    if (joins) document.wires.push({ from: `n${i - perRow - 1}.table`, to: `${id}.table2` })
  }
  return document
}
