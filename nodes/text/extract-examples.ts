import type { NodeExample } from '../kit/define-node.ts'

const table = {
  columns: [
    { name: 'dates', type: 'text' },
    { name: 'n', type: 'int' },
  ],
  rows: [
    ['born 1861, died 1914', 1],
    ['unknown', 2],
    [null, 3],
  ],
} as const

const codes = { columns: [{ name: 'code', type: 'text' }], rows: [['AB-12'], ['x'], [null]] } as const

/** What the gallery shows of extracting. */
export const extractExamples: readonly NodeExample[] = [
  {
    title: { en: 'Two years out of a text', fr: 'Deux années d’un texte' },
    params: { column: 'dates', which: 'each', most: 2, names: 'born; died' },
    inputs: { table },
    expect: {
      table: {
        columns: [...table.columns, { name: 'born', type: 'float' }, { name: 'died', type: 'float' }],
        rows: [
          ['born 1861, died 1914', 1, 1861, 1914],
          ['unknown', 2, null, null],
          [null, 3, null, null],
        ],
      },
    },
  },
  {
    title: { en: 'Each group of a pattern a column', fr: 'Une colonne par groupe d’un motif' },
    params: { column: 'code', how: 'pattern', pattern: '([A-Z]+)-([0-9]+)', names: 'series; number', onError: 'reject', keep: false },
    inputs: { table: codes },
    expect: {
      table: {
        columns: [
          { name: 'series', type: 'text' },
          { name: 'number', type: 'text' },
        ],
        rows: [
          ['AB', '12'],
          [null, null],
        ],
      },
    },
  },
  {
    title: { en: 'What stands behind a word', fr: 'Ce qui suit un mot' },
    params: { column: 'dates', how: 'between', before: 'died ' },
    inputs: { table },
    expect: {
      table: {
        columns: [...table.columns, { name: 'dates part', type: 'text' }],
        rows: [
          ['born 1861, died 1914', 1, '1914'],
          ['unknown', 2, null],
          [null, 3, null],
        ],
      },
    },
  },
  {
    title: { en: 'A group that may be absent', fr: 'Un groupe qui peut être absent' },
    params: { column: 'years', how: 'pattern', pattern: '([0-9]{4})(?:-([0-9]{4}))?', names: 'from; to', onError: 'reject', keep: false },
    inputs: { table: { columns: [{ name: 'years', type: 'text' }], rows: [['1861-1914'], ['born 1930'], ['unknown']] } },
    expect: {
      table: {
        columns: [
          { name: 'from', type: 'text' },
          { name: 'to', type: 'text' },
        ],
        rows: [
          ['1861', '1914'],
          ['1930', null],
        ],
      },
    },
  },
]
