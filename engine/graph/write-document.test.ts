import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Document } from '../protocol/document.ts'
import { readDocument } from './read-document.ts'
import { canonical, writeDocument } from './write-document.ts'

const document: Document = {
  format: 'millrace/pipeline',
  version: 1,
  name: 'Two nodes',
  seed: 7,
  parameters: {},
  nodes: {
    file: { type: 'source.file', version: 1, title: 'Data', params: { path: 'a.csv', header: 'auto' } },
    sort: { type: 'clean.sort-rows', version: 1, params: { by: [{ column: 'age' }] } },
  },
  wires: [{ from: 'file.table', to: 'sort.table' }],
  notes: {},
  frames: {},
  layout: { file: { x: 0, y: 0 }, sort: { x: 272, y: 0 } },
}

describe('writeDocument', () => {
  it('gives one line to each node, wire and place', () => {
    expect(writeDocument(document)).toBe(`{
  "format": "millrace/pipeline",
  "version": 1,
  "name": "Two nodes",
  "seed": 7,
  "parameters": {},
  "nodes": {
    "file": { "type": "source.file", "version": 1, "title": "Data", "params": { "header": "auto", "path": "a.csv" } },
    "sort": { "type": "clean.sort-rows", "version": 1, "params": { "by": [{ "column": "age" }] } }
  },
  "wires": [
    { "from": "file.table", "to": "sort.table" }
  ],
  "notes": {},
  "frames": {},
  "layout": {
    "file": { "x": 0, "y": 0 },
    "sort": { "x": 272, "y": 0 }
  }
}
`)
  })

  it('keeps what it does not know, at every level', () => {
    const more = {
      ...document,
      future: { b: 1, a: [2] },
      nodes: { ...document.nodes, file: { ...document.nodes['file']!, colour: 'red' } },
    }
    const read = readDocument(writeDocument(more), new Map())
    expect(read.document).toEqual(more)
  })

  it('is read back equal, and written again the same', () => {
    // A key `__proto__` is left out when a document is read: no text of a file may reach the prototype of an object.
    const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('"__proto__":'))
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), json), fc.string(), (params, name) => {
        const changed = {
          ...document,
          name,
          nodes: { file: { ...document.nodes['file']!, params: params as Document['nodes'][string]['params'] } },
        }
        const text = writeDocument(changed)
        expect(writeDocument(readDocument(text, new Map()).document)).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(changed)))
      }),
      { seed: 1 },
    )
  })
})

describe('canonical', () => {
  it('is the same text for the same value in any key order', () => {
    expect(canonical({ b: 1, a: { d: 2, c: [] } })).toBe(canonical({ a: { c: [], d: 2 }, b: 1 }))
    expect(canonical({})).toBe('{}')
  })
})
