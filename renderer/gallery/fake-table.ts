import type { ColumnStatistics, Preview } from '../../engine/protocol/table.ts'

const regions = ['north', 'south', 'east', 'west', 'islands']
const jobs = ['salaried', 'self-employed', 'public', 'student', 'retired']

/** Whole numbers from 0 up to `below`, always the same ones. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const next = numbers(7)

const rows = Array.from({ length: 200 }, (_, i): Preview['rows'][number] => [
  `A-${204_780 + i * 37}`,
  `2026-0${1 + next(9)}-${String(1 + next(28)).padStart(2, '0')}`,
  18 + next(60),
  regions[next(5)] ?? null,
  next(12) === 0 ? null : (jobs[next(5)] ?? null),
  next(20) === 0 ? null : next(9) === 0 ? '38 400,50' : String(20_000 + next(50_000)),
  1000 + next(30_000),
  12 * (1 + next(6)),
  next(16) === 0 ? null : 402 + next(440),
])

const bell = [60, 180, 420, 760, 980, 900, 640, 410, 220, 130, 70, 30]

function number(name: string, min: number, max: number, missing = 0): ColumnStatistics {
  return { name, rows: 1000, missing, distinct: 400, min, max, mean: (min + max) / 2, histogram: bell }
}

function category(name: string, values: readonly string[], missing = 0): ColumnStatistics {
  const top = values.map((value, i) => ({ value, rows: Math.round(310 / (1 + i * 0.35)) }))
  return { name, rows: 1000, missing, distinct: values.length, min: null, max: null, mean: null, top }
}

const statistics: ColumnStatistics[] = [
  { name: 'application_id', rows: 1000, missing: 0, distinct: 1000, min: null, max: null, mean: null, top: [] },
  { ...number('submitted_at', 0, 0), min: '2022-01-03', max: '2026-10-30', mean: null },
  number('age', 18, 84),
  category('region', regions),
  category('employment', jobs, 12),
  category('income_yr', ['24 000', '31 000', '38 400,50'], 31),
  number('loan_amount', 500, 60_000),
  number('term_months', 12, 84),
  number('credit_score', 402, 846, 46),
]

/** The first rows of the loan applications, with an estimate of their statistics. */
export const fakePreview: Preview = {
  columns: [
    { name: 'application_id', type: 'text', role: 'id' },
    { name: 'submitted_at', type: 'date', role: 'time' },
    { name: 'age', type: 'int', role: 'sensitive' },
    { name: 'region', type: 'text' },
    { name: 'employment', type: 'text' },
    { name: 'income_yr', type: 'text' },
    { name: 'loan_amount', type: 'int' },
    { name: 'term_months', type: 'int' },
    { name: 'credit_score', type: 'int' },
  ],
  rows,
  count: { rows: 46_118, exact: true },
  statistics,
  sampled: 1000,
}
