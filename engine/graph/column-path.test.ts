import { expect, it } from 'vitest'
import type { ColumnUses, RowUse, ValueOrigin } from '../relation/column-uses.ts'
import { columnPath, type NodeColumns } from './column-path.ts'

const from = (source: string, column: string, as: ValueOrigin['as'] = 'same'): ValueOrigin => ({ source, column, as })
const table = (values: Record<string, readonly ValueOrigin[]>, rows: readonly RowUse[] = []): ColumnUses => ({
  values: new Map(Object.entries(values)),
  rows,
})
const node = (uses: ColumnUses, learns: Record<string, string[]> = {}, learned: string[] = []): NodeColumns => ({
  tables: new Map([['table', uses]]),
  learns: new Map(Object.entries(learns)),
  learned,
})

// read -> rename -> cheap -> train => predict; rename -> group
const nodes = new Map<string, NodeColumns>([
  ['read', node(table({ price: [], town: [] }))],
  ['rename', node(table({ cost: [from('read.table', 'price')], town: [from('read.table', 'town')] }))],
  [
    'cheap',
    node(
      table({ cost: [from('rename.table', 'cost')], town: [from('rename.table', 'town')] }, [
        { source: 'rename.table', column: 'cost', as: 'filter' },
      ]),
    ),
  ],
  ['group', node(table({ town: [from('rename.table', 'town')] }, [{ source: 'rename.table', column: 'town', as: 'key' }]))],
  ['train', { tables: new Map(), learns: new Map([['cheap.table', ['cost', 'town']]]), learned: ['model'] }],
  [
    'predict',
    node(table({ cost: [from('cheap.table', 'cost')], guess: [from('train.model', '*', 'formula')] }), {
      'train.model': ['*'],
    }),
  ],
])
const wires = [
  { from: 'read.table', to: 'rename.table' },
  { from: 'rename.table', to: 'cheap.table' },
  { from: 'rename.table', to: 'group.table' },
  { from: 'cheap.table', to: 'train.train' },
  { from: 'cheap.table', to: 'predict.table' },
  { from: 'train.model', to: 'predict.model' },
]

it('follows a column from where it begins to where it ends, under each of its names', () => {
  const path = columnPath({ nodes, wires }, 'cheap.table', 'cost')
  expect(path.nodes['read']).toEqual({ columns: ['price'], acts: [], begins: true })
  expect(path.nodes['cheap']?.acts).toEqual([{ column: 'cost', act: 'filter' }])
  expect(path.nodes['rename']).toEqual({ columns: ['cost'], acts: [{ column: 'price', act: 'renamed' }], begins: false })
  expect(path.nodes['train']?.acts).toEqual([{ column: 'cost', act: 'learned' }])
  expect(path.nodes['predict']?.columns.toSorted()).toEqual(['cost', 'guess'])
  expect(path.nodes['group']).toBeUndefined()
  expect(path.wires).toContainEqual({ from: 'read.table', to: 'rename.table', columns: ['price'] })
  expect(path.wires).toContainEqual({ from: 'train.model', to: 'predict.model', columns: [] })
})

it('says how it is used on its way on, and where it is dropped', () => {
  const path = columnPath({ nodes, wires }, 'read.table', 'price')
  expect(path.nodes['cheap']?.acts).toEqual([{ column: 'cost', act: 'filter' }])
  expect(path.nodes['group']).toEqual({ columns: [], acts: [{ column: 'cost', act: 'dropped' }], begins: false })
})

it('goes back through a model to all that it was learned from, and leaves the rest alone', () => {
  const path = columnPath({ nodes, wires }, 'predict.table', 'guess')
  expect(Object.keys(path.nodes)).toEqual(['predict', 'train', 'cheap', 'rename', 'read'])
  expect(path.nodes['train']).toMatchObject({
    begins: false,
    acts: [
      { column: 'cost', act: 'learned' },
      { column: 'town', act: 'learned' },
    ],
  })
  const town = columnPath({ nodes, wires }, 'group.table', 'town')
  expect(Object.keys(town.nodes)).toEqual(['group', 'rename', 'read'])
  expect(town.wires.map(({ to }) => to)).toEqual(['rename.table', 'group.table'])
})
