import type { NodeExample } from '../kit/define-node.ts'

const table = {
  columns: [
    { name: 'city', type: 'text' },
    { name: 'bought', type: 'bool', role: 'target' },
  ],
  rows: [
    ['Paris', true],
    ['Paris', true],
    ['Lyon', false],
    [null, true],
    ['Lyon', null],
  ],
} as const

/** What the gallery shows of encoding by a number. */
export const targetEncodeExamples: readonly NodeExample[] = [
  {
    title: { en: 'Smoothed mean of the target', fr: 'Moyenne lissée de la cible' },
    params: { folds: 0, smoothing: 2, place: 'add' },
    inputs: { table },
    expect: {
      table: {
        columns: [...table.columns, { name: 'city encoded', type: 'float' }],
        rows: [
          ['Paris', true, 0.875],
          ['Paris', true, 0.875],
          ['Lyon', false, 0.5],
          [null, true, null],
          ['Lyon', null, 0.5],
        ],
      },
    },
  },
  {
    title: { en: 'How often each city occurs', fr: 'Fréquence de chaque ville' },
    params: { method: 'count' },
    inputs: { table },
    expect: {
      table: {
        columns: [{ name: 'city', type: 'float' }, table.columns[1]],
        rows: [
          [2, true],
          [2, true],
          [2, false],
          [null, true],
          [2, null],
        ],
      },
    },
  },
]
