import type { NodeExample } from '../kit/define-node.ts'

const table = {
  columns: [
    { name: 'kind', type: 'text' },
    { name: 'size', type: 'int' },
    { name: 'note', type: 'text' },
  ],
  rows: [
    ['common', 1, 'x'],
    ['common', 2, 'x'],
    ['common', 3, null],
    ['rare', 50, 'y'],
    [null, 9, 'z'],
  ],
} as const

/** The examples of `split.smote`. */
export const smoteExamples: readonly NodeExample[] = [
  {
    title: { en: 'A class of one row gets copies of it', fr: 'Une classe d’une ligne en reçoit des copies' },
    params: { column: 'kind', mark: 'new' },
    inputs: { table },
    expect: {
      table: {
        columns: [...table.columns, { name: 'new', type: 'bool' }],
        rows: [...table.rows.map((row) => [...row, false]), ['rare', 50, 'y', true], ['rare', 50, 'y', true]],
      },
    },
  },
  {
    title: {
      en: 'Between two equal rows; a column that is not chosen is missing',
      fr: 'Entre deux lignes égales ; une colonne non choisie manque',
    },
    params: { column: 'kind', columns: { by: 'names', names: ['size'] }, neighbours: 1 },
    inputs: {
      table: {
        columns: table.columns,
        rows: [
          ['a', 4, 'x'],
          ['a', 4, null],
          ['b', 1, 'x'],
          ['b', 2, 'x'],
          ['b', 3, 'x'],
        ],
      },
    },
    expect: {
      table: {
        columns: table.columns,
        rows: [
          ['a', 4, 'x'],
          ['a', 4, null],
          ['b', 1, 'x'],
          ['b', 2, 'x'],
          ['b', 3, 'x'],
          ['a', 4, null],
        ],
      },
    },
  },
]
