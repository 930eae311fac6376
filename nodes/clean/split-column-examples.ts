import type { NodeExample } from '../kit/define-node.ts'

const table = {
  columns: [
    { name: 'place', type: 'text' },
    { name: 'n', type: 'int' },
  ],
  rows: [
    ['Lyon, 69, France', 1],
    ['Bern, 3000', 2],
    [null, 3],
  ],
} as const

/** What the gallery shows of splitting. */
export const splitColumnExamples: readonly NodeExample[] = [
  {
    title: { en: 'The sign and the types are found', fr: 'Le signe et les types se trouvent seuls' },
    params: { column: 'place', names: 'city; code; country', keep: false },
    inputs: { table },
    expect: {
      table: {
        columns: [
          { name: 'n', type: 'int' },
          { name: 'city', type: 'text' },
          { name: 'code', type: 'int' },
          { name: 'country', type: 'text' },
        ],
        rows: [
          [1, 'Lyon', 69, 'France'],
          [2, 'Bern', 3000, null],
          [3, null, null, null],
        ],
      },
    },
  },
  {
    title: { en: 'Two columns, the rest in the second', fr: 'Deux colonnes, le reste dans la seconde' },
    params: { column: 'place', how: 'pattern', pattern: '[,;] *', most: 2 },
    inputs: { table },
    expect: {
      table: {
        columns: [...table.columns, { name: 'place 1', type: 'text' }, { name: 'place 2', type: 'text' }],
        rows: [
          ['Lyon, 69, France', 1, 'Lyon', '69 France'],
          ['Bern, 3000', 2, 'Bern', '3000'],
          [null, 3, null, null],
        ],
      },
    },
  },
  {
    title: { en: 'Cut by length', fr: 'Couper par longueur' },
    params: { column: 'code', how: 'lengths', numbers: '2; 3', types: false, keep: false },
    inputs: { table: { columns: [{ name: 'code', type: 'text' }], rows: [['FR001'], ['D'], [null]] } },
    expect: {
      table: {
        columns: [
          { name: 'code 1', type: 'text' },
          { name: 'code 2', type: 'text' },
        ],
        rows: [
          ['FR', '001'],
          ['D', null],
          [null, null],
        ],
      },
    },
  },
]
