import type { NodeExample } from '../kit/define-node.ts'

const orders = {
  columns: [
    { name: 'order', type: 'int' },
    { name: 'country', type: 'text' },
    { name: 'amount', type: 'float' },
  ],
  rows: [
    [1, 'FR', 20],
    [2, 'XX', 35.5],
    [2, 'DE', -4],
    [3, null, null],
  ],
} as const

const countries = { columns: [{ name: 'code', type: 'text' }], rows: [['FR'], ['DE'], [null]] } as const

const broken = { name: 'broken rules', type: 'text' } as const

const reportColumns = [
  { name: 'rule', type: 'text' },
  { name: 'outcome', type: 'text' },
  { name: 'rows looked at', type: 'int' },
  { name: 'rows that break it', type: 'int' },
  { name: 'percent that pass', type: 'float' },
  { name: 'percent wanted', type: 'float' },
  { name: 'found', type: 'text' },
] as const

/** Shown on the help page, and run by the battery. */
export const expectationExamples: readonly NodeExample[] = [
  {
    title: { en: 'Orders that can be right', fr: 'Des commandes plausibles' },
    params: {
      rules: [
        { kind: 'unique', column: 'order' },
        { kind: 'between', column: 'amount', low: '0' },
        { kind: 'reference', column: 'country', key: 'code' },
      ],
    },
    inputs: { table: orders, reference: countries },
    expect: {
      table: { columns: orders.columns, rows: [orders.rows[0], orders.rows[3]] },
      failing: {
        columns: [...orders.columns, broken],
        rows: [
          [2, 'XX', 35.5, 'order: “never repeats”; country: “is found in the second table”'],
          [2, 'DE', -4, 'order: “never repeats”; amount: “0 – …”'],
        ],
      },
    },
  },
  {
    title: { en: 'Half of them known will do', fr: 'La moitié connue suffit' },
    params: {
      rules: [
        { kind: 'known', column: 'amount', share: 50 },
        { kind: 'one-of', column: 'country', values: 'FR\nDE' },
        { kind: 'rows', low: '1', high: '3' },
      ],
    },
    inputs: { table: orders },
    expect: {
      table: { columns: orders.columns, rows: [orders.rows[0], orders.rows[2]] },
      report: {
        columns: reportColumns,
        rows: [
          ['amount: “is never missing”', 'kept', 4, 1, 75, 50, null],
          ['country: “is one of 2”', 'broken', 3, 1, 200 / 3, 100, null],
          ['rows 1 – 3', 'broken', 4, 0, 0, 100, '4'],
        ],
      },
    },
  },
]
