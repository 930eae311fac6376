import type { NodeExample } from '../kit/define-node.ts'

const people = {
  columns: [
    { name: 'account', type: 'text' },
    { name: 'age', type: 'int' },
    { name: 'born', type: 'date' },
    { name: 'town', type: 'text' },
  ],
  rows: [
    ['GB82 WEST 1234', 44, '1980-03-01', '75011'],
    ['4711', 29, '1995-11-30', '69002'],
    [null, null, null, null],
  ],
} as const

/** Shown on the help page, and run by the battery. */
export const protectExamples: readonly NodeExample[] = [
  {
    title: { en: 'Only the last four to see', fr: 'Seuls les quatre derniers visibles' },
    params: { treatments: [{ columns: { by: 'names', names: ['account'] }, act: 'mask', keep: 4 }] },
    inputs: { table: people },
    expect: {
      table: {
        columns: people.columns,
        rows: [
          ['**** **** 1234', 44, '1980-03-01', '75011'],
          ['****', 29, '1995-11-30', '69002'],
          [null, null, null, null],
        ],
      },
    },
  },
  {
    title: { en: 'Bands, years and regions', fr: 'Tranches, années et départements' },
    params: {
      treatments: [
        { columns: { by: 'names', names: ['account'] }, act: 'drop' },
        { columns: { by: 'names', names: ['age', 'born', 'town'] }, act: 'generalise', width: 10, unit: 'year', signs: 2 },
      ],
    },
    inputs: { table: people },
    expect: {
      table: {
        columns: [
          { name: 'age', type: 'text' },
          { name: 'born', type: 'text' },
          { name: 'town', type: 'text' },
        ],
        rows: [
          ['40 – 50', '1980', '75***'],
          ['20 – 30', '1995', '69***'],
          [null, null, null],
        ],
      },
    },
  },
]
