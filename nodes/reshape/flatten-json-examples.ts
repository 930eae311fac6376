import type { NodeExample } from '../kit/define-node.ts'

const table = {
  columns: [
    { name: 'id', type: 'int' },
    { name: 'doc', type: 'text' },
  ],
  rows: [
    [1, '{"name": "Ann", "address": {"city": "Lyon", "zip": 69001}, "tags": ["a", "b"]}'],
    [2, '{"name": "Bob", "address": {"city": null}, "tags": []}'],
    [3, null],
    [4, 'Bob, 12'],
  ],
} as const

/** The examples of `reshape.flatten-json`. */
export const flattenJsonExamples: readonly NodeExample[] = [
  {
    title: { en: 'Columns of an object, names found by themselves', fr: 'Les colonnes d’un objet, noms trouvés seuls' },
    params: { column: 'doc' },
    inputs: { table },
    expect: {
      table: {
        columns: [
          { name: 'id', type: 'int' },
          { name: 'name', type: 'text' },
          { name: 'address.city', type: 'text' },
          { name: 'address.zip', type: 'int' },
          { name: 'tags', type: 'text' },
        ],
        rows: [
          [1, 'Ann', 'Lyon', 69_001, '["a","b"]'],
          [2, 'Bob', null, null, '[]'],
          [3, null, null, null, null],
          [4, null, null, null, null],
        ],
      },
      rejected: {
        columns: [...table.columns, { name: 'reason', type: 'text' }],
        rows: [[4, 'Bob, 12', 'doc: “Bob, 12” is no JSON']],
      },
    },
  },
  {
    title: { en: 'Typed paths, a prefix, lists', fr: 'Des chemins saisis, un préfixe, des listes' },
    params: {
      column: 'doc',
      keys: [
        { path: 'address.zip', type: 'float' },
        { path: 'tags', type: 'list' },
        { path: 'tags[1]', type: 'text', name: 'second' },
      ],
      prefix: 'p_',
      keep: true,
    },
    inputs: { table: { columns: table.columns, rows: table.rows.slice(0, 3) } },
    expect: {
      table: {
        columns: [
          ...table.columns,
          { name: 'p_address.zip', type: 'float' },
          { name: 'p_tags', type: 'list<text>' },
          { name: 'p_second', type: 'text' },
        ],
        rows: [
          [...table.rows[0], 69_001, ['a', 'b'], 'b'],
          [...table.rows[1], null, [], null],
          [...table.rows[2], null, null, null],
        ],
      },
    },
  },
  {
    title: { en: 'A row for each line of an order', fr: 'Une ligne par article d’une commande' },
    params: { column: 'order', items: 'lines', arrays: 'list' },
    inputs: {
      table: {
        columns: [{ name: 'order', type: 'text' }],
        rows: [['{"no": 7, "lines": [{"item": "pen", "price": 1.5}, {"item": "ink", "price": 4}]}'], ['{"no": 8, "lines": []}']],
      },
    },
    expect: {
      table: {
        columns: [
          { name: 'no', type: 'int' },
          { name: 'item', type: 'text' },
          { name: 'price', type: 'float' },
        ],
        rows: [
          [7, 'pen', 1.5],
          [7, 'ink', 4],
          [8, null, null],
        ],
      },
    },
  },
]
