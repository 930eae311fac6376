import type { NodeExample } from '../kit/define-node.ts'

const table = {
  columns: [
    { name: 'shop', type: 'text' },
    { name: 'month', type: 'date' },
    { name: 'sales', type: 'int' },
  ],
  rows: [
    ['a', '2024-01-31', 5],
    ['a', '2024-02-29', 6],
    ['a', '2024-03-15', 7],
    ['a', '2024-04-30', 8],
    ['b', '2024-01-31', 1],
    ['b', '2024-02-29', 2],
    ['b', '2024-02-29', 3],
    ['b', null, 4],
    ['b', '2024-03-31', 5],
  ],
} as const

const [shop, month, sales] = table.columns
const roles = [{ ...shop, role: 'group' }, { ...month, role: 'time' }, sales] as const
const summary = ['rows', 'first', 'last', 'step', 'missing', 'misfits'].map((name) => ({
  name,
  type: name === 'step' ? ('text' as const) : name === 'first' || name === 'last' ? ('date' as const) : ('int' as const),
}))
const misfits = [
  ['a', '2024-03-15', 7, 'off the step'],
  ['b', '2024-02-29', 3, 'time comes again'],
  ['b', null, 4, 'no time'],
] as const

/** The examples of `series.declare`. */
export const declareExamples: readonly NodeExample[] = [
  {
    title: { en: 'Month ends of two shops, with a gap and misfits', fr: 'Fins de mois de deux magasins, avec un trou et des écarts' },
    params: { time: 'month', series: { by: 'names', names: ['shop'] } },
    inputs: { table },
    expect: {
      table: { columns: roles, rows: table.rows },
      misfits: { columns: [...table.columns, { name: 'reason', type: 'text' }], rows: misfits },
      series: {
        columns: [shop, ...summary],
        rows: [
          ['a', 4, '2024-01-31', '2024-04-30', '1 month', 1, 1],
          ['b', 5, '2024-01-31', '2024-03-31', '1 month', 0, 2],
        ],
      },
    },
  },
  {
    title: { en: 'A step that is given; misfits leave the table', fr: 'Un pas donné ; les écarts quittent le tableau' },
    params: { time: 'at', frequency: 'given', count: 10, misfits: 'leave-out' },
    inputs: { table: { columns: [{ name: 'at', type: 'int' }], rows: [[10], [20], [25], [null], [50]] } },
    expect: {
      table: { columns: [{ name: 'at', type: 'int', role: 'time' }], rows: [[10], [20], [50]] },
      series: {
        columns: summary.map((column) => (column.type === 'date' ? { ...column, type: 'int' as const } : column)),
        rows: [[5, 10, 50, '10 number', 2, 2]],
      },
    },
  },
]
