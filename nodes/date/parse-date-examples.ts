import type { NodeExample } from '../kit/define-node.ts'

const visits = {
  columns: [
    { name: 'visit', type: 'text' },
    { name: 'place', type: 'text' },
  ],
  rows: [
    ['05/02/2024', 'Lyon'],
    ['31/01/2024', 'Nice'],
    ['unknown', 'Lyon'],
    [null, 'Paris'],
  ],
} as const

const words = {
  columns: [{ name: 'born', type: 'text' }],
  rows: [['14 juillet 1989'], ['1er août 2001'], ['Monday, 3 March 2003'], [null]],
} as const

const counted = { columns: [{ name: 'at', type: 'int' }], rows: [[1709208000], [null]] } as const

/** What the gallery shows of reading dates. */
export const parseDateExamples: readonly NodeExample[] = [
  {
    title: { en: 'One value says that the day comes first', fr: 'Une valeur dit que le jour vient d’abord' },
    params: {},
    inputs: { table: visits },
    expect: {
      table: {
        columns: [
          { name: 'visit', type: 'date' },
          { name: 'place', type: 'text' },
        ],
        rows: [
          ['2024-02-05', 'Lyon'],
          ['2024-01-31', 'Nice'],
          [null, 'Lyon'],
          [null, 'Paris'],
        ],
      },
      formats: {
        columns: [
          { name: 'column', type: 'text' },
          { name: 'format', type: 'text' },
          { name: 'type', type: 'text' },
          { name: 'values', type: 'int' },
          { name: 'fitting', type: 'int' },
          { name: 'ambiguous', type: 'int' },
        ],
        rows: [['visit', 'D/M/YYYY', 'date', 3, 2, 1]],
      },
    },
  },
  {
    title: { en: 'Months as words, in a new column', fr: 'Des mois en lettres, dans une nouvelle colonne' },
    params: { columns: { by: 'names', names: ['born'] }, place: 'add', several: true },
    inputs: { table: words },
    expect: {
      table: {
        columns: [...words.columns, { name: 'born date', type: 'date' }],
        rows: [
          ['14 juillet 1989', '1989-07-14'],
          ['1er août 2001', '2001-08-01'],
          ['Monday, 3 March 2003', '2003-03-03'],
          [null, null],
        ],
      },
    },
  },
  {
    title: { en: 'Rows without a date go to the second output', fr: 'Les lignes sans date vont à la seconde sortie' },
    params: { columns: { by: 'names', names: ['visit'] }, how: 'formats', formats: 'DD/MM/YYYY', onError: 'reject' },
    inputs: { table: visits },
    expect: {
      table: {
        columns: [
          { name: 'visit', type: 'date' },
          { name: 'place', type: 'text' },
        ],
        rows: [
          ['2024-02-05', 'Lyon'],
          ['2024-01-31', 'Nice'],
          [null, 'Paris'],
        ],
      },
    },
  },
  {
    title: { en: 'Seconds since 1970', fr: 'Des secondes depuis 1970' },
    params: { columns: { by: 'names', names: ['at'] } },
    inputs: { table: counted },
    expect: { table: { columns: [{ name: 'at', type: 'timestamp' }], rows: [['2024-02-29 12:00:00'], [null]] } },
  },
]
