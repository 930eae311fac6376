import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineNode } from '../../nodes/kit/define-node.ts'
import { DocumentError, readDocument } from './read-document.ts'

const text = { en: 'x', fr: 'y' }
const stub = defineNode({
  id: 'test.stub',
  version: 3,
  icon: 'x',
  title: text,
  summary: text,
  help: text,
  keywords: { en: [], fr: [] },
  inputs: {},
  outputs: {},
  params: z.object({}),
  migrate: { 1: (params) => ({ ...params, second: true }), 2: ({ old, ...params }) => ({ ...params, renamed: old ?? null }) },
  explain: () => text,
  examples: [],
  compile: () => ({}),
})
const catalogue = new Map([[stub.id, stub]])
const file = (node: unknown, more: object = {}) =>
  JSON.stringify({ format: 'millrace/pipeline', version: 1, name: 'n', seed: 1, nodes: { a: node }, wires: [], ...more })

describe('readDocument', () => {
  it('brings a node through every version, one step at a time', () => {
    const { document, readOnly } = readDocument(file({ type: 'test.stub', version: 1, params: { old: 5 } }), catalogue)
    expect(document.nodes['a']).toEqual({ type: 'test.stub', version: 3, params: { second: true, renamed: 5 } })
    expect(readOnly).toBe(false)
  })

  it.each([
    [file({ type: 'test.unknown', version: 1, params: {} }), 'node-unknown'],
    [file({ type: 'test.stub', version: 9, params: {} }), 'node-newer'],
    [file({ type: 'test.stub', version: 3, params: {} }, { version: 99 }), 'document-newer'],
  ])('opens read-only what it does not know', (source, code) => {
    const read = readDocument(source, catalogue)
    expect(read.readOnly).toBe(true)
    expect(read.problems.map((problem) => problem.code)).toEqual([code])
  })

  it.each(['', 'null', '[]', '{"format":"other"}', '{"format":"millrace/pipeline"', file({ type: 5 })])('refuses %j', (source) => {
    expect(() => readDocument(source, catalogue)).toThrow(DocumentError)
  })

  it('takes no prototype from a file', () => {
    const { document } = readDocument(
      file({ type: 'test.stub', version: 3, params: {} }).replace('"wires"', '"__proto__":{"polluted":1},"wires"'),
      catalogue,
    )
    expect('polluted' in document).toBe(false)
  })
})
