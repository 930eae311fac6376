import { describe, expect, it } from 'vitest'
import type { Document } from '../protocol/document.ts'
import { topology } from './topology.ts'
import { variantClone, withAddition } from './variant-clone.ts'
import { variantCut, variantInside, type NodeTraits } from './variant-cut.ts'

const traits: Readonly<Record<string, Partial<NodeTraits>>> = {
  fit: { learns: true },
  train: { learns: true },
  split: { splits: true },
  balance: { repeats: true },
  filter: { drops: true },
  group: { mixesRows: true, drops: true },
  source: { mainInput: undefined },
}

/** Nodes are named for what they do: `fit_1` fits. The first input of each is `in`. */
function graphOf(...wires: string[]) {
  const pairs = wires.map((wire) => {
    const [from = '', to = ''] = wire.split(' > ')
    return { from: from.includes('.') ? from : `${from}.out`, to: to.includes('.') ? to : `${to}.in` }
  })
  const ids = [...new Set(pairs.flatMap(({ from, to }) => [from.split('.')[0] ?? '', to.split('.')[0] ?? '']))]
  const document: Document = {
    format: 'millrace/pipeline',
    version: 1,
    name: 'test',
    seed: 1,
    parameters: {},
    nodes: Object.fromEntries(ids.map((id) => [id, { type: kindOf(id), version: 1, params: {} }])),
    wires: pairs,
    notes: {},
    frames: {},
    layout: {},
  }
  return { document, topology: topology(document) }
}

const kindOf = (id: string) => id.replace(/_\d+$/, '')
const traitsOf = (id: string): NodeTraits => ({
  learns: false,
  splits: false,
  repeats: false,
  drops: false,
  mixesRows: false,
  mainInput: 'in',
  ...traits[kindOf(id)],
})
const cut = (...wires: string[]) => variantCut(graphOf(...wires), 'train', traitsOf)

describe('where rows are parted', () => {
  it('is above the first step that learns, as low as can be', () => {
    expect(cut('source > plain', 'plain > fit', 'fit > train')).toEqual(['plain.out', 'source.out'])
    expect(cut('source > train')).toEqual(['source.out'])
  })

  it('is never above the training rows of the nearest split', () => {
    expect(cut('source > split', 'split.train > plain', 'plain > fit', 'fit > train')).toEqual(['plain.out', 'split.train'])
    expect(cut('source > fit', 'fit > split', 'split.train > train')).toEqual(['split.train'])
  })

  it('is above rows that are repeated, and behind a split above those that are left out', () => {
    expect(cut('source > plain', 'plain > balance', 'balance > train')).toEqual(['plain.out', 'source.out'])
    expect(cut('source > split', 'split.train > filter', 'filter > train')).toEqual(['split.train'])
    expect(cut('source > filter', 'filter > train')).toEqual(['filter.out', 'source.out'])
  })

  it('moves up to where a side branch leaves that comes back with sums, and not for one that is only computed', () => {
    const wires = (side: string) => [
      'source > plain_1',
      'plain_1 > plain_2',
      `plain_1 > ${side}`,
      `${side} > join.side`,
      'plain_2 > join',
      'join > fit',
      'fit > train',
    ]
    expect(cut(...wires('plain_3'))[0]).toBe('join.out')
    expect(cut(...wires('group'))[0]).toBe('plain_1.out')
    // Sums of another table say nothing of the rows that are left out.
    expect(cut('source_1 > plain', 'source_2 > group', 'group > join.side', 'plain > join', 'join > fit', 'fit > train')[0]).toBe(
      'join.out',
    )
  })

  it('is not there for a model without a table', () => {
    expect(variantCut(graphOf('train > score'), 'train', traitsOf)).toEqual([])
  })
})

describe('a copy of the way to a learner', () => {
  const graph = graphOf(
    'source > split',
    'split.train > fit',
    'fit > join',
    'other > join.side',
    'join > train',
    'train > score',
    'split.test > score.rows',
  )

  it('holds what lies between, and what lies beside stays shared', () => {
    expect(variantInside(graph, 'split.train', 'train')).toEqual(['fit', 'join', 'train'])
    const copy = variantClone(graph.document, {
      inside: ['fit', 'join', 'train'],
      prefix: 'cv/1',
      feeds: new Map([['split.train', 'cv/1/rows.out']]),
      params: { train: { depth: 3 } },
    })
    expect(Object.keys(copy.nodes)).toEqual(['cv/1/fit', 'cv/1/join', 'cv/1/train'])
    expect(copy.nodes['cv/1/train']?.params).toEqual({ depth: 3 })
    expect(copy.wires).toEqual([
      { from: 'cv/1/rows.out', to: 'cv/1/fit.in' },
      { from: 'cv/1/fit.out', to: 'cv/1/join.in' },
      { from: 'other.out', to: 'cv/1/join.side' },
      { from: 'cv/1/join.out', to: 'cv/1/train.in' },
    ])
    expect(topology(withAddition(graph.document, copy)).cyclic).toEqual([])
  })

  it('is computed: what was kept or bound and is said anew is not in it', () => {
    const nodes = {
      ...graph.document.nodes,
      train: {
        type: 'train',
        version: 1,
        params: { depth: 1, rate: 2 },
        bind: { depth: 'd', rate: 'r' },
        kept: { fingerprint: 'f', at: '2026-01-01' },
      },
    }
    const copy = variantClone(
      { ...graph.document, nodes },
      { inside: ['train'], prefix: 'x', feeds: new Map(), params: { train: { depth: 9 } } },
    )
    expect(copy.nodes['x/train']).toEqual({ type: 'train', version: 1, params: { depth: 9, rate: 2 }, bind: { rate: 'r' } })
  })
})
