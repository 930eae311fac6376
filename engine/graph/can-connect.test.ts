import { describe, expect, test } from 'vitest'
import type { Document, Wire } from '../protocol/document.ts'
import { canConnect } from './can-connect.ts'
import type { PortCatalogue } from './port-catalogue.ts'

const table = { kind: 'table' }
const catalogue: PortCatalogue = new Map([
  ['source', { inputs: {}, outputs: { out: table } }],
  ['step', { inputs: { in: table }, outputs: { out: table } }],
  ['stack', { inputs: { first: table, second: table }, outputs: { model: { kind: 'model' } } }],
  ['learn', { inputs: { in: table }, outputs: { model: { kind: 'model' } } }],
  ['judge', { title: { en: 'Evaluate', fr: 'Évaluer' }, inputs: { data: table, model: { kind: 'model' } }, outputs: {} }],
])

function documentOf(types: Record<string, string>, wires: Wire[] = []): Document {
  const nodes = Object.fromEntries(Object.entries(types).map(([id, type]) => [id, { type, version: 1, params: {} }]))
  return { format: 'millrace/pipeline', version: 1, name: 'Test', seed: 0, parameters: {}, nodes, wires, notes: {}, frames: {}, layout: {} }
}

describe('canConnect', () => {
  test('says yes to ports of one kind', () => {
    expect(canConnect(documentOf({ a: 'source', b: 'step' }), catalogue, 'a.out', 'b.in')).toEqual({ ok: true })
  })

  test('says yes to an input that has a wire: connecting replaces it', () => {
    const document = documentOf({ a: 'source', b: 'step', c: 'source' }, [{ from: 'a.out', to: 'b.in' }])
    expect(canConnect(document, catalogue, 'c.out', 'b.in')).toEqual({ ok: true })
  })

  test('gives the reason and the converter that needs least when the kinds differ', () => {
    expect(canConnect(documentOf({ a: 'source', b: 'judge' }), catalogue, 'a.out', 'b.model')).toEqual({
      ok: false,
      reason: {
        en: 'Evaluate needs a trained model here; this is a table.',
        fr: 'Évaluer attend ici un modèle entraîné ; c’est une table.',
      },
      converter: 'learn',
    })
  })

  test('offers no converter where there is none', () => {
    const answer = canConnect(documentOf({ a: 'learn', b: 'step' }), catalogue, 'a.model', 'b.in')
    expect(answer).toMatchObject({ ok: false })
    expect(answer).not.toHaveProperty('converter')
  })

  test.each([
    ['a node to itself', 'b.out', 'b.in', /feed itself/],
    ['the same wire twice', 'a.out', 'b.in', /already/],
    ['a circle', 'c.out', 'b.in', /circle/],
    ['an output that is not there', 'a.nope', 'b.in', /no such port/],
    ['a node that is not there', 'a.out', 'z.in', /not there/],
  ])('refuses %s', (_, from, to, reason) => {
    const document = documentOf({ a: 'source', b: 'step', c: 'step' }, [
      { from: 'a.out', to: 'b.in' },
      { from: 'b.out', to: 'c.in' },
    ])
    const answer = canConnect(document, catalogue, from, to)
    expect(answer.ok ? '' : answer.reason.en).toMatch(reason)
  })
})
