import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Document } from '../protocol/document.ts'
import { diffDocuments } from './diff-documents.ts'
import { applyChanges, listChanges } from './document-changes.ts'
import { canonical } from './write-document.ts'

type Nodes = Readonly<Record<string, readonly [type: string, params?: Document['nodes'][string]['params']]>>

function document(nodes: Nodes, wires: readonly string[], over: Partial<Document> = {}): Document {
  return {
    format: 'millrace/pipeline',
    version: 1,
    name: 'x',
    seed: 1,
    parameters: {},
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, [type, params = {}]]) => [id, { type, version: 1, params }])),
    wires: wires.map((wire) => {
      const [from = '', to = ''] = wire.split(' > ')
      return { from, to }
    }),
    notes: {},
    frames: {},
    layout: {},
    ...over,
  }
}

const chain: Nodes = {
  file: ['source.file', { path: 'x.csv' }],
  split: ['split.random', { share: 0.2 }],
  encode: ['feature.ordinal'],
  model: ['train.logistic-regression', { l2: 1 }],
  judge: ['evaluate.evaluate', { threshold: 0.3 }],
}
const wires = [
  'file.table > split.table',
  'split.train > encode.table',
  'encode.table > model.table',
  'split.test > judge.table',
  'model.model > judge.models',
]
const a = document(chain, wires)

/** What a document does, whatever its ids are: each node with what comes in. */
function doings({ nodes, wires: all, seed, parameters }: Document): string[] {
  const say = (id: string, depth = 0): string => {
    const node = nodes[id]
    if (!node || depth > 20) return '?'
    const inputs = all
      .filter(({ to }) => to.startsWith(`${id}.`))
      .map(({ from, to }) => `${to.slice(id.length)}=${say(from.split('.')[0] ?? '', depth + 1)}${from.slice(from.indexOf('.'))}`)
    return `${node.type}${canonical(node.params)}${node.disabled === true ? ' off' : ''}(${inputs.toSorted().join(',')})`
  }
  return [...Object.keys(nodes).map((id) => say(id)), String(seed), canonical(parameters)].toSorted()
}

const reached = (from: Document, to: Document) => {
  const diff = diffDocuments(from, to)
  return applyChanges({ a: from, b: to, diff }, new Set(listChanges(diff).map(({ id }) => id)))
}
const states = (to: Document) => Object.fromEntries(diffDocuments(a, to).nodes.map(({ key, state }) => [key, state]))
const changes = (to: Document) => listChanges(diffDocuments(a, to)).map(({ id }) => id)

describe('the difference of two documents', () => {
  it('is nothing for a document and itself', () => {
    const diff = diffDocuments(a, a)
    expect(new Set([...diff.nodes, ...diff.wires].map(({ state }) => state))).toEqual(new Set(['same']))
    expect([diff.settings, listChanges(diff), diff.params]).toEqual([[], [], 4])
  })

  it('names params that differ, with both values', () => {
    const b = document({ ...chain, model: ['train.logistic-regression', { l2: 2, positive: 'yes' }], split: ['split.random'] }, wires, {
      seed: 7,
    })
    const diff = diffDocuments(a, b)
    expect(diff.nodes.find(({ key }) => key === 'model')?.params).toEqual([
      { param: 'l2', a: 1, b: 2 },
      { param: 'positive', b: 'yes' },
    ])
    expect(diff.settings).toEqual([{ param: 'seed', a: 1, b: 7 }])
    expect(changes(b)).toEqual(['setting:seed', 'param:split.share', 'param:model.l2', 'param:model.positive'])
  })

  it('reads defaults: a value that is written out is no difference', () => {
    const read = (node: Document['nodes'][string]) => ({ share: 0.2, ...node.params })
    const b = document({ ...chain, split: ['split.random'] }, wires)
    expect(listChanges(diffDocuments(a, b, read))).toEqual([])
  })

  it('knows a node of another type at the same place as its replacement, under any id', () => {
    const { model: _model, ...others } = chain
    const b = document(
      { ...others, boost: ['train.gradient-boosting', { rounds: 50 }] },
      wires.map((wire) => wire.replace('model.table', 'boost.table').replace('model.model', 'boost.model')),
    )
    expect(states(b)).toEqual({ file: 'same', split: 'same', encode: 'same', boost: 'replaced', judge: 'same' })
    expect(changes(b)).toEqual(['replace:boost'])
    const kept = reached(a, b)
    expect(kept.nodes['model']).toMatchObject({ type: 'train.gradient-boosting' })
    expect(doings(kept)).toEqual(doings(b))
  })

  it('lets replacements of neighbours be tried one by one', () => {
    const b = document(
      {
        file: chain['file'] ?? ['x'],
        split: chain['split'] ?? ['x'],
        onehot: ['feature.one-hot'],
        boost: ['train.gradient-boosting'],
        judge: chain['judge'] ?? ['x'],
      },
      [
        'file.table > split.table',
        'split.train > onehot.table',
        'onehot.table > boost.table',
        'split.test > judge.table',
        'boost.model > judge.models',
      ],
    )
    expect(changes(b)).toEqual(['replace:onehot', 'replace:boost'])
    const diff = diffDocuments(a, b)
    const half = applyChanges({ a, b, diff }, new Set(['replace:boost']))
    expect([half.nodes['encode']?.type, half.nodes['model']?.type]).toEqual(['feature.ordinal', 'train.gradient-boosting'])
    expect(doings(reached(a, b))).toEqual(doings(b))
  })

  it('takes a node that was put into a wire as one change, and what stands behind it as moved', () => {
    const b = document({ ...chain, scale: ['feature.scale'] }, [
      ...wires.filter((wire) => !wire.startsWith('encode.table')),
      'encode.table > scale.table',
      'scale.table > model.table',
    ])
    expect(states(b)).toMatchObject({ scale: 'added', model: 'moved', encode: 'same' })
    expect(changes(b)).toEqual(['structure:scale'])
    expect(doings(reached(a, b))).toEqual(doings(b))
    expect(diffDocuments(b, a).nodes.find(({ key }) => key === 'scale')?.state).toBe('removed')
    expect(doings(reached(b, a))).toEqual(doings(a))
  })

  it('follows what a node is bound to, and whether it is switched off', () => {
    const bound = { ...a, parameters: { rate: { type: 'number' as const, default: 3 } } }
    const model = { ...(bound.nodes['model'] ?? { type: 'x', version: 1, params: {} }), bind: { l2: 'rate' } }
    const b = { ...bound, nodes: { ...bound.nodes, model, encode: { type: 'feature.ordinal', version: 1, params: {}, disabled: true } } }
    expect(changes(b)).toEqual(['setting:@rate', 'param:encode.disabled', 'param:model.l2'])
    const kept = reached(a, b)
    expect(kept.nodes['model']?.bind).toEqual({ l2: 'rate' })
    expect(kept.nodes['encode']?.disabled).toBe(true)
    expect(reached(b, a).nodes['model']?.bind).toBeUndefined()
  })

  it('puts the params of a node together where there are many', () => {
    const many = (value: number) => Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`p${i}`, value]))
    const b = document({ ...chain, split: ['split.random', many(1)], judge: ['evaluate.evaluate', { threshold: 0.5 }] }, wires)
    expect(changes(b)).toEqual(['params:split', 'params:judge'])
    expect(doings(reached(a, b))).toEqual(doings(b))
  })

  it('leads from any document to any other', () => {
    const kinds = ['clean.sort-rows', 'clean.drop-missing', 'feature.scale', 'feature.one-hot']
    // A chain of some nodes under ids that may or may not be those of the other chain.
    const any = fc.array(
      fc.record({ kind: fc.constantFrom(...kinds), id: fc.integer({ min: 0, max: 5 }), value: fc.integer({ min: 0, max: 2 }) }),
      {
        maxLength: 5,
      },
    )
    const chainOf = (steps: readonly { kind: string; id: number; value: number }[]) => {
      const unique = steps.filter(({ id }, i) => steps.findIndex((other) => other.id === id) === i)
      const ids = ['file', ...unique.map(({ id }) => `n${id}`), 'end']
      const nodes = Object.fromEntries(unique.map(({ kind, id, value }) => [`n${id}`, [kind, { value }] as const]))
      return document(
        { file: ['source.file'], ...nodes, end: ['train.decision-tree'] },
        ids.slice(1).map((id, i) => `${ids[i]}.table > ${id}.table`),
      )
    }
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(doings(reached(chainOf(one), chainOf(other)))).toEqual(doings(chainOf(other)))
      }),
      { numRuns: 300 },
    )
  })
})
