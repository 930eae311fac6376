import type { NodeExample } from '../kit/define-node.ts'

const table = {
  columns: [
    { name: 'city', type: 'text' },
    { name: 'year', type: 'int' },
    { name: 'sales', type: 'float' },
  ],
  rows: [
    ['Paris', 2024, 5],
    ['Lyon', 2023, 1.5],
    ['Paris', 2023, 2],
    ['Paris', 2024, null],
    ['Lyon', null, 4],
  ],
} as const

export const pivotExamples: readonly NodeExample[] = [
  {
    title: { en: 'Sales by city and year, with totals', fr: 'Ventes par ville et par an, avec totaux' },
    params: {
      keys: { by: 'names', names: ['city'] },
      header: 'year',
      measures: [{ take: 'sum', column: 'sales' }],
      rowTotals: true,
      columnTotals: true,
    },
    inputs: { table },
    expect: {
      table: {
        columns: [
          { name: 'city', type: 'text' },
          { name: '2023', type: 'float' },
          { name: '2024', type: 'float' },
          { name: 'missing', type: 'float' },
          { name: 'total', type: 'float' },
        ],
        rows: [
          ['Lyon', 1.5, null, 4, 5.5],
          ['Paris', 2, 5, null, 7],
          ['total', 3.5, 5, 4, 12.5],
        ],
      },
    },
  },
  {
    title: { en: 'Rows counted for two values, 0 where there are none', fr: 'Lignes comptées pour deux valeurs, 0 s’il n’y en a pas' },
    params: {
      keys: { by: 'names', names: ['city'] },
      header: 'year',
      values: [{ value: '2024' }, { value: '2025' }],
      empty: 'zero',
      naming: 'in {value}',
    },
    inputs: { table },
    expect: {
      table: {
        columns: [
          { name: 'city', type: 'text' },
          { name: 'in 2024', type: 'int' },
          { name: 'in 2025', type: 'int' },
        ],
        rows: [
          ['Lyon', 0, 0],
          ['Paris', 2, 0],
        ],
      },
    },
  },
]
